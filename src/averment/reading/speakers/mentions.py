"""Names in a text: people, bodies and countries, wherever they stand.

In: a text. Out: its `Named`s in order. A name is a run of capitals, cut by what the lexicons know: titles stand before
people, nouns like "ministry" end bodies, adjectives of countries begin them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from averment.reading.speakers.lexicon import Gender, Known, Lexicon, lexicon
from averment.reading.speakers.names import plain
from averment.reading.speakers.words import FUNCTION, PARTICLES, Word, adjacent, capital, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values.readings import SpeakerKind

Label: TypeAlias = Literal["body", "country", "seat", "home", "noun", "title", "plain", "name"]

_BODY_KINDS: Final = frozenset({"government", "organisation", "media", "group"})
_LONGEST_HEADLINE: Final = 200
_TWO: Final = 2  # words of a full name, at least
_LONGEST_NAME: Final = 4
_AFTER: Final = 6  # words after a name among which its title is looked for
_RULES: Final = frozenset({"government", "regime", "administration"})  # named by who leads them
_COMPLEMENTS: Final = frozenset({"of", "for", "at", "in", "from", "who"})
_ABSTRACT: Final = ("logy", "tion", "ics", "ment", "ism", "ence", "ance", "ety", "ity", "ice", "lture", "airs", "ights", "istry")
_OWNS: Final = frozenset({"'s ", "’s ", "' ", "’ "})  # noqa: RUF001
_LINKS: Final = frozenset({"of", "for", "on"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text.

    `kind` is null where nothing tells what bears it; `role` is where the title before or after it stands; `loose`, that it
    stands among capitals that do not show where a name ends.
    """

    start: int
    end: int
    name: str
    kind: SpeakerKind | None
    role: tuple[int, int] | None = None
    gender: Gender | None = None
    country: str | None = None
    known: Known | None = None
    place: Literal["country", "seat", "home"] | None = None
    loose: bool = False


def named(text: str, breaks: frozenset[int] = frozenset()) -> list[Named]:
    """Give the names of a text, in order. None reaches over an offset in `breaks`: where a source or a cue begins or ends."""
    return list(_Scan(text, list(words(text)), lexicon(), breaks).names())


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a run that are looked up as one."""

    label: Label
    first: int
    last: int  # past the last
    country: str | None = None
    known: Known | None = None


@dataclass(frozen=True)
class _Scan:
    text: str
    words: list[Word]
    lexicon: Lexicon
    breaks: frozenset[int]

    def names(self) -> Iterator[Named]:
        at = past = 0
        while at < len(self.words):
            if self.words[at].start < past or not self._begins(at):
                at += 1
                continue
            known = self._known(at, at + self.lexicon.longest)
            end = max(self._run_end(at), known.last if known else 0)
            for name in self._split(at, end):
                past = name.end
                yield name
            at = end

    def _begins(self, at: int) -> bool:
        word = self.words[at]
        if not capital(word):
            return False
        return word.lower not in FUNCTION or self._known(at, at + self.lexicon.longest) is not None

    def _run_end(self, at: int) -> int:
        end, lower = at + 1, self._leads(at)
        while end < len(self.words) and self._joined(end):
            word = self.words[end]
            if capital(word) and (word.lower not in FUNCTION or word.text.isupper()):
                lower = lower and self._leads(end)
            elif word.lower in PARTICLES and self._particle(end):
                pass
            elif not (lower and self._noun(word) or lower and self._plain(word)):
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
        return after < len(self.words) and self._joined(after) and capital(self.words[after])

    def _noun(self, word: Word) -> bool:
        return self.lexicon.nouns.get(word.lower) in _BODY_KINDS

    def _plain(self, word: Word) -> bool:
        title = self.lexicon.titles.get(word.lower)
        return title is not None and title.plain

    def _known(self, at: int, end: int) -> _Piece | None:
        for last in range(min(end, at + self.lexicon.longest, len(self.words)), at, -1):
            if not all(map(self._joined, range(at + 1, last))):
                continue
            phrase = " ".join(word.text for word in self.words[at:last])
            if known := self.lexicon.bodies.get(phrase) or self.lexicon.bodies.get(phrase.removesuffix("s")):
                return _Piece("body", at, last, known.party, known)
            if country := self.lexicon.country(phrase):
                return _Piece("country", at, last, country)
            if country := self.lexicon.seats.get(phrase):
                return _Piece("seat", at, last, country)
            if country := self.lexicon.homes.get(phrase):
                return _Piece("home", at, last, country)
        return None

    def _pieces(self, at: int, end: int) -> list[_Piece]:
        found: list[_Piece] = []
        while at < end:
            piece = self._known(at, end)
            if piece and found and self._surname(found[-1], piece, end):
                piece = None
            if piece is None:
                label = self._label(at, first=not found)
                if label == "title" and at + 1 == end and found and self._family(found[-1]):
                    label = "name"
                piece = _Piece(label, at, at + 1)
            found.append(piece)
            at = piece.last
        return found

    def _family(self, before: _Piece) -> bool:
        """Tell "Charlie King" and "Mr King" from a title."""
        title = self.lexicon.titles.get(self.words[before.first].lower)
        return before.label == "name" or (title is not None and title.address)

    def _surname(self, before: _Piece, piece: _Piece, end: int) -> bool:
        """Tell "Michael Jordan" from "Jordan"."""
        return before.label == "name" and piece.label != "body" and piece.last == end and piece.last - piece.first == 1

    def _label(self, at: int, *, first: bool) -> Label:
        word = self.words[at]
        lower = word.lower
        title = self.lexicon.titles.get(lower)
        if title is not None and not title.plain and not (not first and self._noun(word)):
            return "title"
        if self.lexicon.noun(lower) in _BODY_KINDS:
            return "noun"
        return "plain" if title is not None or (first and self.lexicon.noun(lower) is not None) else "name"

    def _split(self, at: int, end: int) -> Iterator[Named]:
        pieces = self._pieces(at, end)
        begin = 0
        while begin < len(pieces):
            last = self._body_end(pieces, begin)
            if last:
                yield self._body(pieces, begin, last, end)
                begin = last
                continue
            stop = next((i for i in range(begin, len(pieces)) if pieces[i].label == "name"), None)
            if stop is None:
                yield from self._places(pieces[begin:])
                return
            past = next((i for i in range(stop, len(pieces)) if pieces[i].label != "name"), len(pieces))
            yield from self._places(pieces[begin:stop])
            yield self._name(pieces, begin, stop, past)
            begin = past

    def _body_end(self, pieces: list[_Piece], begin: int) -> int:
        """Give where a body named by its noun ends, which no title cuts off; 0 where there is none."""
        last, titled, name = 0, False, False
        for i in range(begin, len(pieces)):
            label = pieces[i].label
            if label == "noun" and name and self.words[pieces[i].first].lower in _RULES and not last:
                return 0
            if label == "noun":
                last = i + 1
            elif label == "title":
                if name or last:
                    break
                titled = True
            elif label == "name":
                if last or titled:
                    break
                name = True
            elif last and label != "plain":
                break
        alone = last == begin + 1 and not (last == len(pieces) and self._complement(pieces[begin].last))
        return 0 if alone and last else last

    def _complement(self, at: int) -> int:
        """Give where the complement of a body ends that begins at `at`: "for Human Rights"; 0 without one."""
        end = 0
        while at < len(self.words) and self.words[at].lower in _LINKS:
            if not self._joined(at):
                break
            first = at + 1
            if first < len(self.words) and self.words[first].lower == "the":
                first += 1
            stop = first
            while stop < len(self.words) and self._joined(stop) and self._completes(stop):
                stop += 1
            if stop == first:
                break
            end = at = self._coordinated(stop)
        return end

    def _completes(self, at: int) -> bool:
        return capital(self.words[at]) and self.lexicon.title(self.words[at].lower) is None

    def _coordinated(self, at: int) -> int:
        """Take in the second of two nouns: "Institute of Volcanology and Seismology"."""
        if at + 1 >= len(self.words) or self.words[at].lower != "and" or not (self._joined(at) and self._joined(at + 1)):
            return at
        stop = at + 1
        while stop < len(self.words) and self._joined(stop) and self._completes(stop):
            stop += 1
        plainly = stop - at == _TWO and self.words[at + 1].lower.endswith(_ABSTRACT)
        return stop if plainly else at

    def _joined(self, at: int) -> bool:
        """Say whether a word and the one before it may be of one name."""
        word = self.words[at]
        return word.start not in self.breaks and adjacent(self.text, self.words[at - 1], word)

    def _body(self, pieces: list[_Piece], begin: int, last: int, end: int) -> Named:
        first, stop = pieces[begin].first, pieces[last - 1].last
        noun = self.words[stop - 1].lower
        if stop == end and (past := self._complement(stop)):
            stop = past
        country = next((p.country for p in pieces[begin:last] if p.country and p.label != "body"), None)
        head = next((p.known for p in pieces[begin:last] if p.known), None)
        return Named(
            self.words[first].start,
            self.words[stop - 1].end,
            self._text(first, stop),
            self.lexicon.noun(noun),
            country=country or (head.party if head else None),
        )

    def _text(self, first: int, last: int) -> str:
        """Give the words as they stand; a country's possessive, with or without apostrophe, as its adjective."""
        name = " ".join(self.text[self.words[first].start : self.words[last - 1].end].split())
        lead = self.words[first].text
        if last - first > 1 and lead not in self.lexicon.countries and (country := self.lexicon.country(lead)):
            return self.lexicon.adjectives.get(country, country) + name.removeprefix(lead)
        return name

    def _places(self, pieces: list[_Piece]) -> Iterator[Named]:
        for piece in pieces:
            if piece.label in ("body", "country", "seat", "home"):
                yield Named(
                    self.words[piece.first].start,
                    self.words[piece.last - 1].end,
                    self._text(piece.first, piece.last),
                    piece.known.kind if piece.known else "government" if piece.label != "home" else None,
                    country=piece.country,
                    known=piece.known,
                    place=piece.label if piece.label != "body" else None,
                )

    def _name(self, pieces: list[_Piece], begin: int, stop: int, past: int) -> Named:
        first, last = pieces[stop].first, pieces[past - 1].last
        ahead, gender = self._before(pieces[begin].first, first)
        if self.words[first - 1].lower in _LINKS if first and ahead is not None and begin == stop else False:
            first = self._cut(first, last)
        after, sex = self._behind(last, full=last - first > 1) if past == len(pieces) else (None, None)
        given = self.lexicon.given.get(plain(self.words[first].text))
        loose = last - first > 1 and ahead is None and self._in_title_case(first)
        if loose and given:
            last = min(last, first + _TWO)
        many = last - first
        person = ahead is not None or after is not None or (given is not None and 1 < many <= _LONGEST_NAME)
        role = ahead or after
        country = next((p.country for p in pieces[begin:stop] if p.country), None) or self._country(role)
        return Named(
            self.words[first].start,
            self.words[last - 1].end,
            self._text(first, last),
            "person" if person else None,
            role=role,
            gender=gender or sex or given,
            country=country,
            loose=loose and not person,
        )

    def _in_title_case(self, at: int) -> bool:
        """Say whether a word stands in a headline that capitalises all its words: nothing there shows what is a name."""
        offset = self.words[at].start
        start = self.text.rfind("\n", max(0, offset - _LONGEST_HEADLINE), offset) + 1
        end = self.text.find("\n", offset, offset + _LONGEST_HEADLINE)
        if end < 0 or offset - start >= _LONGEST_HEADLINE:
            return False
        found = [word for word in self.text[start:end].split() if len(word) > len("with")]
        return len(found) > _TWO and all(word[0].isupper() or not word[0].isalpha() for word in found)

    def _country(self, role: tuple[int, int] | None) -> str | None:
        """Give the country that a title names: "Syrian leader"."""
        found = words(self.text, *role) if role else ()
        return next((country for word in found if (country := self.lexicon.country(word.text))), None)

    def _cut(self, first: int, last: int) -> int:
        """Part "Homs Talal Barazi" after "governor of": a name is its last words, from the given name on."""
        for at in range(first + 1, last - 1):
            if plain(self.words[at].text) in self.lexicon.given:
                return at
        return last - _TWO if last - first > _TWO else first

    def _before(self, start: int, name: int) -> tuple[tuple[int, int] | None, Gender | None]:
        """Give the title that ends where a name begins, and the gender it tells."""
        at, gender, titled = name, None, False
        while at > 0 and name - at < _AFTER and (at < name or at >= start):
            word = self.words[at - 1]
            gap = self.text[word.end : self.words[at].start]
            if gap not in _OWNS and not self._joined(at):
                break
            title = self.lexicon.titles.get(word.lower)
            if word.lower in _LINKS and at < name and self.words[at - 2].lower in self.lexicon.titles:
                at -= 1
                continue
            if title is None and not (self._describes(word) and (titled or at <= name - 1 or at > start)):
                break
            if title is not None and not title.plain:
                if word.lower != singular_of(word.lower) and at == name:
                    break
                titled = True
                gender = gender or title.gender
            at -= 1
        if not titled:
            return None, None
        return (self.words[at].start, self.words[name - 1].end), gender

    def _describes(self, word: Word) -> bool:
        return word.text in self.lexicon.countries or word.text in self.lexicon.bodies or (
            self.lexicon.country(word.text) is not None
        )

    def _behind(self, at: int, *, full: bool) -> tuple[tuple[int, int] | None, Gender | None]:
        """Give the title in apposition that begins after a name, and the gender it tells."""
        if at >= len(self.words) or not at:
            return None, None
        gap = self.text[self.words[at - 1].end : self.words[at].start]
        if gap not in (", ", " ", " (") or self.words[at - 1].possessive or (gap == " " and not full):
            return None, None
        article = self.words[at].lower in ("a", "an", "the")
        begin = at + article
        for i in range(begin, min(begin + _AFTER, len(self.words))):
            if i > begin and not adjacent(self.text, self.words[i - 1], self.words[i]):
                break
            title = self.lexicon.titles.get(self.words[i].lower)
            if title is not None and not title.plain:
                if not article and not self._role_ends(i, gap):
                    continue
                return (self.words[begin].start, self.words[i].end), title.gender
            known = title is not None or self._describes(self.words[i])
            if not known and (not article or self.words[i].lower in FUNCTION):
                break
        return None, None


    def _role_ends(self, at: int, gap: str) -> bool:
        """Say whether a title after a name is its apposition, not the beginning of what comes next."""
        follows = at + 1 < len(self.words) and self._joined(at + 1)
        if gap == " ":
            return follows and self.words[at + 1].lower in _COMPLEMENTS
        return not (follows and capital(self.words[at + 1]))


def singular_of(word: str) -> str:
    """Give a title's singular; "Activists Ahmed" names nobody."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
