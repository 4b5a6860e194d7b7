"""The title of a name: before it ("the mayor of Orum N. N.") or beside it ("N. N., mayor of Orum").

In: the runs of a text and the place of a name. Out: where its title stands, and what that tells of gender and country.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from averment.reading.speakers.lexicon import Gender
from averment.reading.speakers.names import plain
from averment.reading.speakers.runs import LINKS, Runs
from averment.reading.speakers.words import Word, adjacent, capital, words

if TYPE_CHECKING:
    from averment.values import Span

_LONGEST_HEADLINE: Final = 200
_SHORT: Final = len("with")  # letters of a word that headlines may leave in lower case
_REACH: Final = 6  # words before or after a name among which its title is looked for
_FULL: Final = 2  # words of a full name, at least
_COMPLEMENTS: Final = frozenset({"of", "for", "at", "in", "from", "who"})
_OWNS: Final = frozenset({"'s ", "’s ", "' ", "’ "})  # noqa: RUF001
_ARTICLES: Final = frozenset({"a", "an", "the"})


class Titled(NamedTuple):
    """Where a title stands, and the gender it tells; both null where a name has none."""

    role: Span | None = None
    gender: Gender | None = None


@dataclass(frozen=True)
class Titles:
    """Finds the titles of names."""

    runs: Runs

    def in_title_case(self, at: int) -> bool:
        """Say whether a word stands in a headline that capitalises all words: nothing there shows what is a name."""
        offset = self.runs.words[at].start
        start = self.runs.text.rfind("\n", max(0, offset - _LONGEST_HEADLINE), offset) + 1
        end = self.runs.text.find("\n", offset, offset + _LONGEST_HEADLINE)
        if end < 0 or offset - start >= _LONGEST_HEADLINE:
            return False
        found = [word for word in self.runs.text[start:end].split() if len(word) > _SHORT]
        return len(found) > _FULL and all(word[0].isupper() or not word[0].isalpha() for word in found)

    def country(self, role: Span | None) -> str | None:
        """Give the country that a title names: "Peruvian leader"."""
        found = words(self.runs.text, *role) if role else ()
        return next((country for word in found if (country := self.runs.lexicon.country(word.text))), None)

    def cut(self, first: int, last: int) -> int:
        """Part "Orum Ana Belo" after "governor of": a name is its last words, from the given name on."""
        for at in range(first + 1, last - 1):
            if plain(self.runs.words[at].text) in self.runs.lexicon.given:
                return at
        return last - _FULL if last - first > _FULL else first

    def before(self, start: int, name: int) -> Titled:
        """Give the title that ends where a name begins, and the gender it tells."""
        at, gender, titled = name, None, False
        while at > 0 and name - at < _REACH and (at < name or at >= start):
            word = self.runs.words[at - 1]
            gap = self.runs.text[word.end : self.runs.words[at].start]
            if gap not in _OWNS and not self.runs.joined(at):
                break
            title = self.runs.lexicon.titles.get(word.lower)
            if word.lower in LINKS and at < name and self.runs.words[at - 2].lower in self.runs.lexicon.titles:
                at -= 1
                continue
            if title is None and not (self._describes(word) and (titled or at <= name - 1 or at > start)):
                break
            if title is not None and not title.plain:
                titled = True
                gender = gender or title.gender
            at -= 1
        if not titled:
            return Titled()
        return Titled((self.runs.words[at].start, self.runs.words[name - 1].end), gender)

    def _describes(self, word: Word) -> bool:
        return (
            word.text in self.runs.lexicon.countries
            or word.text in self.runs.lexicon.bodies
            or (self.runs.lexicon.country(word.text) is not None)
        )

    def behind(self, at: int, *, full: bool) -> Titled:
        """Give the title in apposition that begins after a name, and the gender it tells."""
        if at >= len(self.runs.words) or not at:
            return Titled()
        gap = self.runs.text[self.runs.words[at - 1].end : self.runs.words[at].start]
        if gap not in (", ", " ", " (") or self.runs.words[at - 1].possessive or (gap == " " and not full):
            return Titled()
        article = self.runs.words[at].lower in _ARTICLES
        begin = at + article
        for i in range(begin, min(begin + _REACH, len(self.runs.words))):
            if i > begin and not adjacent(self.runs.text, self.runs.words[i - 1], self.runs.words[i]):
                break
            title = self.runs.lexicon.titles.get(self.runs.words[i].lower)
            if title is not None and not title.plain:
                if not article and not self._role_ends(i, gap):
                    continue
                return Titled((self.runs.words[begin].start, self.runs.words[i].end), title.gender)
            known = title is not None or self._describes(self.runs.words[i])
            if not known and (not article or self.runs.words[i].lower in self.runs.small["function"]):
                break
        return Titled()

    def _role_ends(self, at: int, gap: str) -> bool:
        """Say whether a title after a name is its apposition, not the beginning of what comes next."""
        follows = at + 1 < len(self.runs.words) and self.runs.joined(at + 1)
        if gap == " ":
            return follows and self.runs.words[at + 1].lower in _COMPLEMENTS
        return not (follows and capital(self.runs.words[at + 1]))
