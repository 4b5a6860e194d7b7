"""What an attribution says, as text to compare: its own words, or the words that it is about.

In: a reading and an attribution of it. Out: one line. Rules of no corpus: nothing here looks at what is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from averment.values import Attribution, Reading, Span

BETWEEN: Final = " … "
"""Stands between the pieces of what is said, as the ledger prints them."""


def words_at(text: str, spans: Iterable[Span]) -> str:
    """Give what stands at the spans as one line, its white space made single spaces."""
    return BETWEEN.join(" ".join(text[start:end].split()) for start, end in spans)


def said(reading: Reading, attribution: Attribution) -> str:
    """Give what an attribution says as one line."""
    return words_at(reading.document.text, attribution.content)


def first_words(text: str, most: int) -> str:
    """Give the first words of a line, all of them where there are no more than `most`."""
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most])
