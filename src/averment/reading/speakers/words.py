"""Words of a text with their places, and which of them are written as names are.

In: a text. Out: its `Word`s, possessives taken apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from averment.reading.speakers.lexicon import small_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}(?:-\w+)?|\w++(?:[-'’&.@]\w++)*+")  # noqa: RUF001
_POSSESSIVE: Final = re.compile(r"(?:'s|’s|'S|’S)\Z")  # noqa: RUF001
_ARTICLE: Final = re.compile(r"(?:al|el|an|ar|as|ash|ad|at|az|d|l)[-'’](?=\w)")  # noqa: RUF001


class Word(NamedTuple):
    """A word and its place; `possessive` where it ends in an apostrophe and s, which `text` leaves out."""

    text: str
    start: int
    end: int
    possessive: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Give the words of a stretch of text."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        found, at, stop = match.group(), match.start(), match.end()
        if found[-1] in "sS" and _POSSESSIVE.search(found):
            yield Word(found[:-2], at, stop - 2, possessive=True)
        else:
            yield Word(found, at, stop, text[stop : stop + 1] in ("'", "’") and found[-1] == "s")  # noqa: RUF001


def capital(word: Word) -> bool:
    """Say whether a word is written as a name is: "Rawi", "al-Rawi", "d'Amboul"."""
    return _capital(word.text)


@lru_cache(maxsize=8192)  # the same words come again and again, in a text and in the next
def _capital(text: str) -> bool:
    if text[0].isupper():
        small = small_words()
        lower = text.lower()
        return lower not in small["calendar"] and (
            "-" not in lower or lower.rpartition("-")[2] not in small["compounds"]
        )
    article = _ARTICLE.match(text)
    return article is not None and text[article.end()].isupper()


def adjacent(text: str, before: Word, after: Word) -> bool:
    """Say whether only one blank, and the dot of a short form, stands between two words."""
    if before.possessive:
        return False
    gap = text[before.end : after.start]
    return gap in (" ", "\u00a0") or (
        gap in (". ", ".\u00a0") and (len(before.text) == 1 or before.lower in small_words()["short_forms"])
    )
