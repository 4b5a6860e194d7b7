"""The sentence around a place: enough to show it and to compare it, in time linear in the text."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.weighing.sentences import Sentences


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("Snow fell. Two died. Nobody came.", "Two", "Two died."),
        ("“Two died.” Nobody came.", "Two", "“Two died.”"),
        ("In the U.N. Dr. Hale and Mr. Orm saw two. It ended.", "two", "In the U.N. Dr. Hale and Mr. Orm saw two."),
        ("Two dead in Velmar\n\nSnow fell.", "dead", "Two dead in Velmar"),
        ("Of 2.5 million people two died", "two", "Of 2.5 million people two died"),
        ("Snow fell. 12 people died! The end.", "people", "12 people died!"),
    ],
)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    """Stops end it where another begins; a blank line does, too; titles, initials and decimals do not."""
    start = text.index(words)
    found = Sentences(text).around((start, start + len(words)))

    assert text[slice(*found)] == sentence


@given(st.text(alphabet='Aa1.!?"”’) \n', max_size=60), st.data())
def test_a_span_is_in_its_sentence(text: str, data: st.DataObject) -> None:
    """Whatever the text, the sentence begins at or before the span and holds the words of it."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = Sentences(text).around((start, end))

    assert 0 <= first <= start
    assert first <= last <= len(text)
    assert not text[max(first, last) : end].strip()


@pytest.mark.parametrize("piece", [".", ". ", "A. ", '."', "\n", " \n", "Mr. A"])
def test_no_text_takes_long(piece: str) -> None:
    """Two hundred thousand pieces in a row are read in about a second."""
    began = perf_counter()
    Sentences(piece * 200_000).around((5, 9))

    assert perf_counter() - began < 10
