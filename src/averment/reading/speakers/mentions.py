"""Names in a text: people, bodies and countries, wherever they stand.

In: a text. Out: its `Named`s in order. A name is a run of capitals, cut by what the lexicons know: titles stand before
people, nouns like "ministry" end bodies, adjectives of countries begin them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from averment.reading.speakers.lexicon import Gender, Known, lexicon, small_words
from averment.reading.speakers.names import plain
from averment.reading.speakers.runs import LINKS, Piece, Runs
from averment.reading.speakers.titles import Titles
from averment.reading.speakers.words import capital, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values.readings import SpeakerKind

_LONGEST_NAME: Final = 4
_FULL: Final = 2  # words of a full name, at least


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text.

    `kind` is null where nothing tells what bears it; `role` is where the title before or after it stands; `loose`, that
    it stands among capitals that do not show where a name ends.
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
    """Give the names of a text, in order. None reaches over an offset in `breaks`: an edge of a source or a cue."""
    runs = Runs(text, list(words(text)), lexicon(), breaks, small_words())
    return list(_Scan(runs, Titles(runs)).names())


@dataclass(frozen=True)
class _Scan:
    runs: Runs
    titles: Titles

    def names(self) -> Iterator[Named]:
        end = past = 0
        for at in [number for number, word in enumerate(self.runs.words) if capital(word)]:
            if at < end or self.runs.words[at].start < past or not self.runs.begins(at):
                continue
            known = self.runs.known(at, len(self.runs.words))
            end = max(self.runs.run_end(at), known.last if known else 0)
            for name in self._split(at, end):
                past = name.end
                yield name

    def _split(self, at: int, end: int) -> Iterator[Named]:
        pieces = self.runs.pieces(at, end)
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

    def _body_end(self, pieces: list[Piece], begin: int) -> int:
        """Give where a body named by its noun ends, which no title cuts off; 0 where there is none."""
        last, titled, name = 0, False, False
        for i in range(begin, len(pieces)):
            label = pieces[i].label
            if (
                label == "noun"
                and name
                and self.runs.words[pieces[i].first].lower in self.runs.small["governments"]
                and not last
            ):
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
        told = any(piece.label not in ("noun", "plain", "title") for piece in pieces[begin:last])
        if not told and not all(capital(self.runs.words[i]) for i in range(pieces[begin].first, pieces[last - 1].last)):
            return 0
        alone = last == begin + 1 and not (last == len(pieces) and self.runs.complement(pieces[begin].last))
        return 0 if alone and last else last

    def _body(self, pieces: list[Piece], begin: int, last: int, end: int) -> Named:
        first, stop = pieces[begin].first, pieces[last - 1].last
        noun = self.runs.words[stop - 1].lower
        if stop == end and (past := self.runs.complement(stop)):
            stop = past
        country = next((p.country for p in pieces[begin:last] if p.country and p.label != "body"), None)
        head = next((p.known for p in pieces[begin:last] if p.known), None)
        return Named(
            self.runs.words[first].start,
            self.runs.words[stop - 1].end,
            self.runs.called(first, stop),
            self.runs.lexicon.noun(noun),
            country=country or (head.party if head else None),
        )

    def _places(self, pieces: list[Piece]) -> Iterator[Named]:
        for piece in pieces:
            if piece.label in ("body", "country", "seat", "home"):
                yield Named(
                    self.runs.words[piece.first].start,
                    self.runs.words[piece.last - 1].end,
                    self.runs.called(piece.first, piece.last),
                    piece.known.kind if piece.known else "government" if piece.label != "home" else None,
                    country=piece.country,
                    known=piece.known,
                    place=piece.label if piece.label != "body" else None,
                )

    def _name(self, pieces: list[Piece], begin: int, stop: int, past: int) -> Named:
        first, last = pieces[stop].first, pieces[past - 1].last
        ahead, gender = self.titles.before(pieces[begin].first, first)
        if self.runs.words[first - 1].lower in LINKS if first and ahead is not None and begin == stop else False:
            first = self.titles.cut(first, last)
        after, sex = self.titles.behind(last, full=last - first > 1) if past == len(pieces) else (None, None)
        given = self.runs.lexicon.given.get(plain(self.runs.words[first].text))
        loose = last - first > 1 and ahead is None and self.titles.in_title_case(first)
        if loose and given:
            last = min(last, first + _FULL)
        many = last - first
        person = ahead is not None or after is not None or (given is not None and 1 < many <= _LONGEST_NAME)
        role = ahead or after
        own = next((p.country for p in pieces[begin:stop] if p.country), None) if ahead else None
        country = own or self.titles.country(role)
        return Named(
            self.runs.words[first].start,
            self.runs.words[last - 1].end,
            self.runs.called(first, last),
            "person" if person else None,
            role=role,
            gender=gender or sex or given,
            country=country,
            loose=loose and not person,
        )
