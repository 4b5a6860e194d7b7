"""What a page says of a claim, ready for a template: each side with its speakers and their words, evidence, figures.

In: a claim or a weighed proposition, the readings it stands in, where the review of each line stands. Out: values for
templates; their strings are as the report has them, and are escaped when they are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import msgspec

from averment.render import phrases
from averment.render.claims import SIDES
from averment.render.html.excerpt import Part, Piece, excerpt
from averment.render.html.roots import Root, roots
from averment.render.names import short
from averment.render.origins import parties_of
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import Attribution, Document, Evidence, Figure, Origin, Place, Reading, Reviewed, Span, quote
from averment.values.claims import Stance
from averment.values.paragraphs import Paragraphs

if TYPE_CHECKING:
    from averment.values import Claim, Position, Weighed

Reviews: TypeAlias = Callable[[str, str], Reviewed]
"""Gives where the review of something stands: the digest of its document, its id."""
TITLES: Final[dict[Stance, str]] = {"supports": "For", "denies": "Against", "doubts": "In doubt"}

_TOWARDS: Final = re.compile(r"\b(denies|doubts|confirms) (a[0-9]+)\b")
_ABOUT: Final = 90  # cells of what is denied, doubted or confirmed

Found = TypeVar("Found", Attribution, Evidence, Figure)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a document that a page quotes and a person can judge: an attribution, evidence, a figure.

    `label` says in a word or two what it is (`denies`, `imagery`, `killed`); `words` are those of the report, `pieces`
    the same with what stands around them, source, cue and content told apart. `at` is where they begin, in code points
    of the text. `why` says why an attribution is in the claim, `note` what bounds a figure has, or what evidence does.
    """

    place: Place
    document: Document
    label: str
    source: str = ""
    cue: str = ""
    words: str
    pieces: tuple[Piece, ...]
    at: int
    paragraph: int
    stance: Stance | None = None
    why: str = ""
    note: str = ""
    reviewed: Reviewed

    @property
    def target(self) -> str:
        """Give the reference by which a judgement names it."""
        return f"{self.place.document}#{self.place.id}"

    @property
    def anchor(self) -> str:
        """Give the id that its element has on a page of one claim."""
        return anchor(self.place)


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker on one side of a claim, with what it says. `party` is set where the name does not say it."""

    name: str
    party: str = ""
    lines: tuple[Line, ...]

    @property
    def reports(self) -> int:
        """Count the reports in which it says so."""
        return len({line.place.document for line in self.lines})


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Those who support, deny or doubt, and the origins behind them (`roots`: the same, ready to be listed)."""

    stance: Stance
    title: str
    voices: tuple[Voice, ...]
    origins: tuple[Origin, ...]
    roots: tuple[Root, ...]

    @property
    def parties(self) -> int:
        """Count the parties that the origins speak for; an origin of no known party counts as one."""
        return parties_of(self.origins)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Give all that is said on this side."""
        return tuple(line for voice in self.voices for line in voice.lines)


class Standing:
    """The sections that a page on a claim or a proposition is made of."""

    def __init__(self, found: Claim | Weighed, reading: Callable[[str], Reading], reviews: Reviews) -> None:
        self._found = found
        self._reading = reading
        self._reviews = reviews
        self._paragraphs: dict[str, Paragraphs] = {}

    def sides(self) -> list[Side]:
        """Give both sides, also that on which nobody stands; in doubt, where somebody doubts."""
        return [self._side(stance) for stance in SIDES if stance != "doubts" or self._held("doubts")]

    def attributions(self, places: Iterable[Place], stance: Stance | None = None) -> Iterator[Line]:
        """Give lines of attributions; what its reading no longer has is passed over."""
        for place in places:
            reading = self._reading(place.document)
            one = _named(reading.attributions, place)
            if one is not None:
                text = reading.document.text
                parts: dict[Part, tuple[Span, ...]] = {"source": one.source, "cue": one.cue, "content": one.content}
                line = self._line(place, reading, one.content or one.cue, parts, phrases.act(one))
                yield msgspec.structs.replace(
                    line,
                    source=quote(text, one.source),
                    cue=quote(text, one.cue),
                    stance=stance,
                    why=_with_words(place.why or "", reading),
                    note=phrases.certainty(one) or "",
                )

    def evidence(self) -> Iterator[Line]:
        """Give lines of the evidence that is said to bear on it."""
        for place in self._found.evidence:
            reading = self._reading(place.document)
            one = _named(reading.evidence, place)
            if one is not None:
                line = self._line(place, reading, (one.span,), {"content": (one.span,)}, phrases.evidence_type(one))
                yield msgspec.structs.replace(line, note="undercuts" if one.polarity == "undercuts" else "")

    def figures(self) -> Iterator[Line]:
        """Give lines of the figures in what is said."""
        for place in self._found.figures:
            reading = self._reading(place.document)
            one = _named(reading.figures, place)
            if one is not None:
                words = phrases.figure_in_words(one, quote(reading.document.text, (one.span,)))
                line = self._line(place, reading, (one.span,), {"content": (one.span,)}, phrases.counted(one))
                yield msgspec.structs.replace(line, note=words)

    def _side(self, stance: Stance) -> Side:
        origins: tuple[Origin, ...] = getattr(self._found.origins, stance)
        return Side(
            stance=stance,
            title=TITLES[stance],
            voices=tuple(map(self._voice, self._held(stance))),
            origins=origins,
            roots=roots(origins, lambda digest: self._reading(digest).document),
        )

    def _held(self, stance: Stance) -> list[Position]:
        return [held for held in self._found.positions if held.stance == stance]

    def _voice(self, held: Position) -> Voice:
        lines = tuple(self.attributions(held.attributions, held.stance))
        return Voice(name=one_line(held.speaker), party=party_beside(held.speaker, held.party), lines=lines)

    def _line(
        self,
        place: Place,
        reading: Reading,
        spans: tuple[Span, ...],
        parts: dict[Part, tuple[Span, ...]],
        label: str,
    ) -> Line:
        text = reading.document.text
        at = spans[0][0] if spans else 0
        if place.document not in self._paragraphs:
            self._paragraphs[place.document] = Paragraphs(text)
        return Line(
            place=place,
            document=reading.document,
            label=label,
            words=quote(text, spans),
            pieces=excerpt(text, parts),
            at=at,
            paragraph=self._paragraphs[place.document].number(at),
            reviewed=self._reviews(place.document, place.id),
        )


def anchor(place: Place) -> str:
    """Give the id that the line of a place has on a page of one claim."""
    return f"{place.id}-{short(place.document)}"


def party_beside(speaker: str, party: str | None) -> str:
    """Give the party of a speaker where its name does not say it."""
    name, side = one_line(speaker), one_line(party or "")
    return "" if side.casefold() in name.casefold() else side


def _with_words(why: str, reading: Reading) -> str:
    """Put beside an attribution of the same report that a reason names (`denies a7`) what it says."""

    def words(match: re.Match[str]) -> str:
        other = next((one for one in reading.attributions if one.id == match[2]), None)
        said = one_line(quote(reading.document.text, other.content)) if other else ""
        return f"{match[1]} “{shorten(said, _ABOUT)}”" if said else match[0]

    return _TOWARDS.sub(words, why)


def _named(parts: Iterable[Found], place: Place) -> Found | None:
    return next((one for one in parts if one.id == place.id), None)
