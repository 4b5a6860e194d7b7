"""Long quotations are shortened in the middle, between words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from averment.render.shorten import MARK, shorten


def test_short_text_stays_whole() -> None:
    """What fits is left as it is."""
    assert shorten("up to 30 patients", 17) == "up to 30 patients"


def test_both_ends_are_kept() -> None:
    """The beginning and the end stay, cut between words, with a mark that no quotation has between them."""
    text = "one two three four five six seven eight nine ten"

    assert shorten(text, 30) == "one two three […] nine ten"


def test_one_long_word_is_cut() -> None:
    """A line without spaces is cut where it must be."""
    assert shorten("x" * 1_000_000, 20) == "x" * 9 + MARK + "x" * 6


def test_marks_that_take_no_room_do_not_make_it_long() -> None:
    """A thousand accents on one letter are as bounded as a thousand letters."""
    assert len(shorten("e" + "\u0301" * 100_000, 20)) < 200


@given(st.text(), st.integers(10, 120))
def test_it_always_fits(text: str, cells: int) -> None:
    """Whatever the text, it takes no more cells than allowed."""
    assert cell_len(shorten(text, cells)) <= cells
