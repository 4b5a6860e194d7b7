"""The page of a weighed proposition: fits any width, keeps the near misses apart, says when there is nothing."""

from __future__ import annotations

import pytest

from averment.render.look import Look
from averment.render.weighed import NO_REPORTS, NOTHING, weighed_as_text
from averment.values import Weighed
from averment.weighing.ledger import Ledger
from tests.render.pages import LOOKS, WIDTHS, fits, same
from tests.weighing.models import WordModel
from tests.weighing.test_stances import READINGS, SHELLED

BY_DIGEST = {reading.document.digest: reading for reading in READINGS}
LEDGER = Ledger.of(READINGS, WordModel())


def page(weighed: Weighed, look: Look) -> str:
    """Draw it."""
    return weighed_as_text(weighed, BY_DIGEST.__getitem__, look)


@pytest.mark.parametrize("look", LOOKS)
def test_the_page_is_as_it_was_found_good(look: str) -> None:
    """Both sides with their origins, then what comes near."""
    same(page(LEDGER.weigh(SHELLED), LOOKS[look]), f"weighed-{look}")


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_end_before_the_edge(width: int) -> None:
    """On any width."""
    assert fits(page(LEDGER.weigh(SHELLED), Look(width=width)), Look(width=width).columns)


def test_nothing_found_is_said_with_the_nearest() -> None:
    """That nobody takes a stance, and what is nearest."""
    found = page(LEDGER.weigh("Herring prices doubled overnight"), Look(width=100))
    assert NOTHING in found
    assert "THE NEAREST" in found
    assert NO_REPORTS in page(Ledger.of([], WordModel()).weigh(SHELLED), Look(width=100))


def test_a_hostile_proposition_acts_on_no_terminal() -> None:
    """An escape that was typed is shown as a sign."""
    assert "\x1b" not in page(Weighed(query="\x1b[2Jgone", documents=0), Look())
