"""Words of a sentence with their places, and phrases of several words to find among them.

In: the entries of a lexicon, each a phrase with a value. Out: the longest phrase that stands at a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

V = TypeVar("V")


class Token(NamedTuple):
    """A word, number or mark: lower case, and where it stands in the text."""

    word: str
    start: int
    end: int
    capital: bool


class Phrases(Generic[V]):
    """Phrases of several words, each with a value; the longest that stands at a place is found in one step a word."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in entries:
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, value))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, V] | None:
        """Give how many tokens the longest phrase at `index` takes, and its value."""
        if index >= len(tokens) or (entries := self._by_first.get(tokens[index].word)) is None:
            return None
        for words, value in entries:
            length = len(words)
            if length == 1 or words == tuple(token.word for token in tokens[index : index + length]):
                return length, value
        return None

    @property
    def openings(self) -> frozenset[str]:
        """The first words of all the phrases."""
        return frozenset(self._by_first)
