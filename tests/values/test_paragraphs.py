"""Paragraphs are numbered as a reader would count them."""

from __future__ import annotations

import pytest

from averment.values.paragraphs import Paragraphs


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("One.\n\nTwo\nstill two.\n \n\nThree.", "One", 1),
        ("One.\n\nTwo\nstill two.\n \n\nThree.", "still", 2),
        ("One.\n\nTwo\nstill two.\n \n\nThree.", "Three", 3),
        ("One.\nTwo.\nThree.\n", "Three", 3),
        ("\n\n  One.\n\nTwo.", "One", 1),
        ("\n\n  One.\n\nTwo.", "Two", 2),
    ],
)
def test_paragraphs_are_counted_from_one(text: str, words: str, number: int) -> None:
    """Blank lines part paragraphs, wherever they are; in a text without any, each line is one."""
    assert Paragraphs(text).number(text.index(words)) == number


def test_an_empty_text_has_one_paragraph() -> None:
    """There is always a paragraph to name."""
    assert Paragraphs("").number(0) == 1
