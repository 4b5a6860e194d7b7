"""The pages of claims: fit any width, say whose words a statement is, who stands where, and of how many origins."""

from __future__ import annotations

import pytest

from averment.render.claim import claim_as_text
from averment.render.claims import NOTHING, claims_as_text
from averment.render.look import Look
from averment.render.origins import origins_counted
from averment.values import Claim, Origin, Place
from averment.weighing.ledger import Ledger
from tests.render.pages import LOOKS, WIDTHS, fits, same
from tests.weighing.models import WordModel
from tests.weighing.test_claims import READINGS

BY_DIGEST = {reading.document.digest: reading for reading in READINGS}
CLAIMS = list(Ledger.of(READINGS, WordModel()).claims())


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_are_as_they_were_found_good(look: str) -> None:
    """The overview and a claim in full, as somebody looked at them."""
    same(claims_as_text(CLAIMS, BY_DIGEST.__getitem__, LOOKS[look], more=True), f"claims-{look}")
    same(claim_as_text(CLAIMS[0], BY_DIGEST.__getitem__, LOOKS[look]), f"claim-{look}")


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_end_before_the_edge(width: int) -> None:
    """On any width."""
    page = claims_as_text(CLAIMS, BY_DIGEST.__getitem__, Look(width=width))
    page += claim_as_text(CLAIMS[0], BY_DIGEST.__getitem__, Look(width=width))
    assert fits(page, Look(width=width).columns)


def test_nothing_found_is_said() -> None:
    """A case without claims has a sentence."""
    assert claims_as_text([], BY_DIGEST.__getitem__, Look()) == NOTHING


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        ((None, None), "origins: 2"),
        (("Halden", "Halden", "Orsk"), "origins: 3 (2 parties)"),
        (("Halden", "Halden"), "origins: 2 (1 party)"),
        (("Halden", None), "origins: 2"),
    ],
)
def test_parties_are_counted_where_they_are_fewer(parties: tuple[str | None, ...], words: str) -> None:
    """Two numbers at the most; an origin of no party is of its own."""
    origins = [Origin(root=f"r{n}", kind="speaker", party=p, documents=("d",), why="") for n, p in enumerate(parties)]
    assert origins_counted(origins) == words


def test_hostile_words_act_on_no_terminal() -> None:
    """An escape in a statement or a speaker's name is shown as a sign."""
    place = Place(document=READINGS[0].document.digest, id="a1")
    claim = Claim(id="c1", statement="\x1b[2Jgone", stated=place, documents=1)
    assert "\x1b" not in claims_as_text([claim], BY_DIGEST.__getitem__, Look())
    assert "\x1b" not in claim_as_text(claim, BY_DIGEST.__getitem__, Look())
