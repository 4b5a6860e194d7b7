"""Ends of a marked part, moved word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.values import quote
from averment.web.document.moving import End, Spans, Words

TEXT = "“It is over,” said Ana Tev's aunt, in Velmar. لا أحد said 2,500 men 𐍈𐍈 left."
WORDS = Words(TEXT)
ENDS: st.SearchStrategy[End] = st.sampled_from(["start", "end"])


@st.composite
def parts(draw: st.DrawFn) -> Spans:
    """Give pieces of the text that begin and end with words, apart from each other."""
    cuts = sorted(draw(st.sets(st.integers(0, len(WORDS.spans) - 1), min_size=2, max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple((WORDS.spans[one][0], WORDS.spans[other - 1][1]) for one, other in pairs)


def said(spans: Spans) -> str:
    """Give the words of some spans."""
    return quote(TEXT, spans, " | ")


@pytest.mark.parametrize(
    ("end", "outward", "expected"),
    [
        ("start", True, "said Ana"),
        ("start", False, "Ana"),
        ("end", True, "Ana Tev's"),
        ("end", False, "Ana"),
    ],
)
def test_an_end_moves_by_a_word(end: End, outward: bool, expected: str) -> None:  # noqa: FBT001  (a parameter)
    """Outward takes a word in, inward leaves one out; the last word stays."""
    start = TEXT.index("Ana")

    assert said(WORDS.moved(((start, start + 3),), 0, end, outward=outward)) == expected


def test_a_sign_is_a_step_of_its_own() -> None:
    """A comma or a quotation mark can be taken in, or left out."""
    start = TEXT.index("over")
    spans = WORDS.moved(((start, start + 4),), 0, "end", outward=True)

    assert said(spans) == "over,"
    assert said(WORDS.moved(spans, 0, "end", outward=True)) == "over,”"


@given(parts(), st.data())
def test_whatever_is_moved_is_a_part_still(spans: Spans, data: st.DataObject) -> None:
    """Pieces stay in order, apart, within the text, and none becomes empty; one end of one piece moves, or nothing."""
    piece = data.draw(st.integers(0, len(spans) - 1))
    end: End = data.draw(ENDS)
    moved = WORDS.moved(spans, piece, end, outward=data.draw(st.booleans()))

    assert all(0 <= start < last <= len(TEXT) for start, last in moved)
    assert all(one[1] < other[0] for one, other in pairwise(moved))
    changed = [number for number, (before, after) in enumerate(zip(spans, moved, strict=True)) if before != after]
    assert changed in ([], [piece])
    kept = 1 if end == "start" else 0
    assert spans[piece][kept] == moved[piece][kept]


@given(parts(), st.data())
def test_out_and_in_again_changes_nothing(spans: Spans, data: st.DataObject) -> None:
    """What was moved outward comes back where it was."""
    piece, end = data.draw(st.integers(0, len(spans) - 1)), data.draw(ENDS)
    moved = WORDS.moved(spans, piece, end, outward=True)

    assert moved == spans or WORDS.moved(moved, piece, end, outward=False) == spans


@given(parts(), st.data())
def test_a_click_on_a_word_ends_there(spans: Spans, data: st.DataObject) -> None:
    """A word outside comes in, a word inside becomes the nearer end, unless another piece is in the way."""
    piece = data.draw(st.integers(0, len(spans) - 1))
    word = data.draw(st.sampled_from(WORDS.spans))
    reached = WORDS.reached(spans, piece, word)

    assert reached == spans or word[0] == reached[piece][0] or word[1] == reached[piece][1]
    assert len(spans) > 1 or reached[0][0] == word[0] or reached[0][1] == word[1]


def test_a_part_without_words_begins_where_one_clicks() -> None:
    """A source that was overlooked is marked by a click on its first word."""
    assert WORDS.reached((), 0, (3, 5)) == ((3, 5),)
