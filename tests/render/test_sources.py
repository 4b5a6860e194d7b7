"""The speakers of a case as a person sees them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from averment import Alias, Place, Source
from averment.render.look import Look
from averment.render.sources import sources_as_text
from tests.render.pages import LOOKS, NOTICIAS, SCAN, VELMAR, WIDTHS, fits, same

DALA = Source(
    id="v1",
    name="Seamus O'Dala",
    kind="person",
    names=("Seamus O'Dala", "Seamus ODala"),
    roles=("mayor of Velmar", "mayor"),
    affiliations=("Velmar Council",),
    party="Velmar",
    parties=("Velmar",),
    documents=12,
    attributions=1030,
    acts={"deny": 30, "assert": 1000},
    mentions=(Place(document=VELMAR, id="s1"),),
    aliases=(
        Alias(
            speaker="v2",
            name="O'Dala",
            why="O'Dala is the family name of Seamus O'Dala",
            do=("merge", f"{VELMAR}#s1", f"{SCAN}#s4"),
        ),
    ),
)
SHORT = Source(
    id="v2",
    name="O'Dala",
    kind="person",
    names=("O'Dala",),
    parties=("Halden", "Velmar"),
    documents=1,
    attributions=1,
    acts={"doubt": 1},
    mentions=(Place(document=SCAN, id="s4"),),
    aliases=(Alias(speaker="v1", name="Seamus O'Dala", why="", do=("merge", f"{SCAN}#s4", f"{VELMAR}#s1")),),
)
RESIDENTS = tuple(
    Source(id=f"v{n}", name=name, kind="unnamed", named=False, names=(name,), documents=1, attributions=1, mentions=())
    for n, name in enumerate(["residents", "Residents", "residents", "unattributed", "a medic\nin Halden"], 10)
)
SOURCES = (DALA, SHORT, *RESIDENTS)


@pytest.mark.parametrize("name", LOOKS)
def test_the_speakers_are_as_they_were_designed(name: str) -> None:
    """Wide, narrow and in colour: what is drawn is what was looked at and found good."""
    same(sources_as_text(SOURCES, "case", LOOKS[name]), f"sources-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_any_width(width: int) -> None:
    """Names, roles and phrases of any length never push a line over the edge."""
    long = replace(
        DALA, name="長い名前 " * 90, roles=("Ω" * 300,), names=("Ω" * 900, "ω"), parties=("Ω" * 300, "A"), party=None
    )
    crowd = replace(RESIDENTS[0], name="residents of " * 80)
    assert fits(sources_as_text([long, *SOURCES, crowd], "a case/" * 30, Look(width=width)), max(width, 24))


def test_a_pair_is_proposed_once_on_a_page() -> None:
    """The command that merges two stands with the first; the second says that it is above, unless it is alone here."""
    page = sources_as_text(SOURCES, "case", Look())
    assert page.count("averment judge") == 1
    assert "averment judge case merge 3f2a9c1b44d0#s1 88aa00bb11cc#s4" in page
    assert "may be Seamus O'Dala, above" in page
    alone = sources_as_text([SHORT], "case", Look())
    assert "averment judge case merge 88aa00bb11cc#s4 3f2a9c1b44d0#s1" in alone


def test_the_unnamed_are_counted_by_what_they_are_called() -> None:
    """Thousands of activists are one line; who is named nowhere is not called a name."""
    many = [replace(RESIDENTS[0], id=f"w{n}", name=f"witness {n % 40}") for n in range(4000)]
    page = sources_as_text([*SOURCES, *many], "case", Look())
    assert "and 31 other phrases" in page
    assert len(page.splitlines()) < 60
    assert "  3  residents\n  1  (no source named)\n  1  a medic in Halden\n" in sources_as_text(
        SOURCES, "case", Look()
    )


def test_what_is_left_out_is_said() -> None:
    """With a limit the page says how many there are and how to see them."""
    page = sources_as_text([DALA, replace(DALA, id="v3"), SHORT], "case", Look(), limit=1)
    assert "3 named speakers; the first is shown: --limit 3 shows all" in page
    assert page.count("O'Dala, mayor") == 1


def test_sides_on_which_reports_differ_are_shown() -> None:
    """Parties that contradict each other stand beside each other; none is chosen."""
    assert "reports differ on its side: Halden; Velmar" in sources_as_text([SHORT], "case", Look())


def test_a_name_is_no_escape_sequence() -> None:
    """What a report calls somebody is shown, not obeyed."""
    hostile = replace(
        SHORT, name="\x1b[2J\u202eAna", names=("\x07", "b"), roles=("\x1b]0;x\x07",), parties=("\x9b", "A")
    )
    unnamed = replace(RESIDENTS[0], name="\x1b[31mmedic")
    page = sources_as_text([hostile, unnamed, NOBODY], "case", Look())
    assert not set(page) & set("\x1b\x07\u202e\x9b")
    assert "␛[2J⟨U+202E⟩Ana" in page


NOBODY = replace(RESIDENTS[0], name="", names=("",), mentions=(Place(document=NOTICIAS, id="s1"),))


def test_a_case_without_speakers_says_so() -> None:
    """Nothing was read, and the page is a sentence."""
    assert sources_as_text([], "case", Look()) == "no speakers: nothing in the case has been read\n"
    assert "no named speakers" in sources_as_text(RESIDENTS, "case", Look())
