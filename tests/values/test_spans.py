"""Spans and the words they stand for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from averment.values import quote


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_span_is_the_words_it_stands_for(text: str, one: int, other: int) -> None:
    """A span's quotation is the text between its ends, whatever the characters."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))

    assert quote(text, [(start, end)]) == text[start:end]


def test_pieces_are_joined_visibly() -> None:
    """Between pieces stands a sign that there was more."""
    assert quote("one two three", [(0, 3), (8, 13)]) == "one … three"
