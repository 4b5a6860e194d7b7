"""The list of a case as a person sees it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from averment import Listed
from averment.render.documents import documents_as_text
from averment.render.look import Look
from tests.render.pages import DOCUMENTS, LOOKS, WIDTHS, fits, same


@pytest.mark.parametrize("name", LOOKS)
def test_the_list_is_as_it_was_designed(name: str) -> None:
    """Wide, narrow and in colour: what is drawn is what was looked at and found good."""
    same(documents_as_text(DOCUMENTS, LOOKS[name]), f"documents-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_fits_any_page(width: int) -> None:
    """Titles and outlets of any length, wide signs among them, never push a row over the edge."""
    long = replace(DOCUMENTS[0], title="長い見出し " * 40, outlet="Ω" * 300)

    assert fits(documents_as_text([*DOCUMENTS, long], Look(width=width)), max(width, 24))


def test_columns_without_anything_in_them_are_left_out() -> None:
    """Where no document has an outlet, titles have its room."""
    page = documents_as_text([DOCUMENTS[1]], Look())

    assert page.splitlines()[0] == "document      attrib.  title"


def test_a_title_is_no_escape_sequence() -> None:
    """What a document says of itself is shown, not obeyed, and stays on its side of the row."""
    hostile = replace(
        DOCUMENTS[0],
        title="\x1b[2J\u202etitle",
        outlet="\x07محمد",
        error="InputError",
        message="\x1b]0;x\x07",
        state="failed",
    )
    page = documents_as_text([hostile], Look())

    assert not set(page) & set("\x1b\x07\u202e")
    assert "␛[2J⟨U+202E⟩title" in page
    assert "\u2068␇محمد\u2069" in page
    assert "— ␛]0;x␇" in page


def test_an_empty_case_says_so() -> None:
    """A case without documents is not a blank screen."""
    assert documents_as_text([], Look()) == "no documents\n"


def test_what_waits_to_be_read_is_pending() -> None:
    """What was captured and has no reading yet is not called unread: the add that goes on will read it."""
    waiting = replace(DOCUMENTS[3], error=None, message=None)

    assert documents_as_text([waiting], Look()).splitlines()[-1] == "1 document: 1 pending"


@pytest.mark.parametrize(
    ("chosen", "total"),
    [
        (DOCUMENTS, "3 documents: 1 read, 1 unread, 1 failed · 1 archive"),
        (DOCUMENTS[2:3] * 2, "0 documents · 2 archives"),
        (DOCUMENTS[:1], "1 document: 1 read"),
    ],
)
def test_archives_are_counted_beside_the_documents(chosen: tuple[Listed, ...], total: str) -> None:
    """An archive is no report: it is counted by itself."""
    assert documents_as_text(chosen, Look()).splitlines()[-1] == total
