"""Runs of capitals, cut into pieces by what the lexicons know.

In: the words of a text. Out: where a run begins and ends, and its `Piece`s: bodies, countries, titles, nouns, and the
rest, which are names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from averment.reading.speakers.words import Word, adjacent, capital

if TYPE_CHECKING:
    from averment.reading.speakers.lexicon import Known, Lexicon

Label: TypeAlias = Literal["body", "country", "seat", "home", "noun", "title", "plain", "name"]

LINKS: Final = frozenset({"of", "for", "on"})
"""What joins a body's name to its complement: "Institute for X"."""
_BODY_KINDS: Final = frozenset({"government", "organisation", "media", "group"})
_LONGEST: Final = 24  # words of the longest run: bounds the work on a text all in capitals
_SECOND: Final = 2  # words in "and Seismology"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a run that are looked up as one: those from `first` up to `last`."""

    label: Label
    first: int
    last: int
    country: str | None = None
    known: Known | None = None


@dataclass(frozen=True)
class Runs:
    """The words of a text; no run reaches over an offset in `breaks`."""

    text: str
    words: list[Word]
    lexicon: Lexicon
    breaks: frozenset[int]
    small: dict[str, frozenset[str]]

    def begins(self, at: int) -> bool:
        """Say whether a run may begin at a word."""
        word = self.words[at]
        return capital(word) and (
            word.lower not in self.small["function"] or self.known(at, len(self.words)) is not None
        )

    def run_end(self, at: int) -> int:
        """Give where the run that begins at a word ends; after a country it takes in lower case: "French army"."""
        end, lower = at + 1, self._leads(at)
        while end < min(len(self.words), at + _LONGEST) and self.joined(end):
            word = self.words[end]
            if capital(word) and (word.lower not in self.small["function"] or word.text.isupper()):
                lower = lower and self._leads(end)
            elif word.lower in self.small["particles"] and self._particle(end):
                pass
            elif not (lower and (self._noun(word) or self._plain(word))):
                break
            end += 1
        while end - at > 1 and not capital(self.words[end - 1]) and not self._noun(self.words[end - 1]):
            end -= 1
        return end

    def _leads(self, at: int) -> bool:
        word = self.words[at]
        return word.text in self.lexicon.countries or word.lower in self.lexicon.titles or self._noun(word)

    def _particle(self, at: int) -> bool:
        after = at + 1
        return after < len(self.words) and self.joined(after) and capital(self.words[after])

    def _noun(self, word: Word) -> bool:
        return self.lexicon.nouns.get(word.lower) in _BODY_KINDS

    def _plain(self, word: Word) -> bool:
        title = self.lexicon.titles.get(word.lower)
        return title is not None and title.plain

    def known(self, at: int, end: int) -> Piece | None:
        """Give the longest body or place that is known by name and begins at a word."""
        first = self.words[at].text
        last = min(end, at + self.lexicon.reach.get(first, 0), len(self.words))
        while last > at:
            phrase = first if last == at + 1 else " ".join([word.text for word in self.words[at:last]])
            entry = self.lexicon.by_name.get(phrase)
            if entry is not None and all(map(self.joined, range(at + 1, last))):
                return Piece(entry.label, at, last, entry.country, entry.known)
            last -= 1
        return None

    def pieces(self, at: int, end: int) -> list[Piece]:
        """Cut a run into pieces."""
        found: list[Piece] = []
        while at < end:
            piece = self.known(at, end)
            if piece and found and self._surname(found[-1], piece, end):
                piece = None
            if piece is None:
                label = self._label(at, first=not found)
                if label == "title" and at + 1 == end and found and self._family(found[-1]):
                    label = "name"
                piece = Piece(label, at, at + 1)
            found.append(piece)
            at = piece.last
        return found

    def _family(self, before: Piece) -> bool:
        """Tell "Ana King" and "Mr King" from a title."""
        title = self.lexicon.titles.get(self.words[before.first].lower)
        return before.label == "name" or (title is not None and title.address)

    def _surname(self, before: Piece, piece: Piece, end: int) -> bool:
        """Tell "Ana Jordan" from "Jordan"; initials are nobody's."""
        single = piece.last == end and piece.last - piece.first == 1
        return single and before.label == "name" and not self.words[piece.first].text.isupper()

    def _label(self, at: int, *, first: bool) -> Label:
        word = self.words[at]
        lower = word.lower
        title = self.lexicon.titles.get(lower)
        if title is not None and not title.plain and not (not first and self._noun(word)):
            return "title"
        if self.lexicon.noun(lower) in _BODY_KINDS:
            return "noun"
        return "plain" if title is not None or (first and self.lexicon.noun(lower) is not None) else "name"

    def complement(self, at: int) -> int:
        """Give where the complement of a body ends that begins at `at`: "for Human Rights"; 0 without one."""
        end = 0
        while at < len(self.words) and self.words[at].lower in LINKS:
            if not self.joined(at):
                break
            first = at + 1
            if first < len(self.words) and self.words[first].lower == "the":
                first += 1
            stop = first
            while stop < len(self.words) and self.joined(stop) and self._completes(stop):
                stop += 1
            if stop == first:
                break
            end = at = self._coordinated(stop)
        return end

    def _completes(self, at: int) -> bool:
        return capital(self.words[at]) and self.lexicon.title(self.words[at].lower) is None

    def _coordinated(self, at: int) -> int:
        """Take in the second of two nouns: "Institute of Volcanology and Seismology"."""
        if at + 1 >= len(self.words) or self.words[at].lower != "and" or not (self.joined(at) and self.joined(at + 1)):
            return at
        stop = at + 1
        while stop < len(self.words) and self.joined(stop) and self._completes(stop):
            stop += 1
        plainly = stop - at == _SECOND and self.words[at + 1].lower.endswith(tuple(self.small["abstract"]))
        return stop if plainly else at

    def joined(self, at: int) -> bool:
        """Say whether a word and the one before it may be of one name."""
        word = self.words[at]
        return word.start not in self.breaks and adjacent(self.text, self.words[at - 1], word)

    def called(self, first: int, last: int) -> str:
        """Give the words as they stand; a country's possessive, with or without apostrophe, as its adjective."""
        name = " ".join(self.text[self.words[first].start : self.words[last - 1].end].split())
        lead = self.words[first].text
        if last - first > 1 and lead not in self.lexicon.countries and (country := self.lexicon.country(lead)):
            return self.lexicon.adjectives.get(country, country) + name.removeprefix(lead)
        return name
