"""What a page says of a claim, ready for a template: each side with its speakers and their words, evidence, figures.

In: a claim or a weighed proposition, the readings it stands in, where the review of each line stands. Out: values for
templates; their strings are as the report has them, and are escaped when they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from averment.render import phrases
from averment.render.claims import SIDES, called
from averment.values import Document, Origin, Place, Reading, Reviewed, Span, quote
from averment.values.claims import Stance
from averment.values.paragraphs import Paragraphs

if TYPE_CHECKING:
    from averment.values import Claim, Weighed

Reviews: TypeAlias = Callable[[str, str], Reviewed]
"""Gives where the review of something stands: the digest of its document, its id."""
TITLES: Final[dict[Stance, str]] = {"supports": "For", "denies": "Against", "doubts": "In doubt"}
_AROUND: Final = 160  # code points before and after a quotation that a page can show beside it


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a document that a page quotes and a person can judge: an attribution, evidence, a figure.

    `label` says in a word or two what it is (`denies`, `imagery`, `killed`); `words` are those of the report, `before`
    and `after` what stands around them. `at` is where they begin, in code points of the text.
    """

    place: Place
    document: Document
    label: str
    source: str = ""
    cue: str = ""
    words: str
    before: str = ""
    after: str = ""
    at: int
    paragraph: int
    note: str = ""
    reviewed: Reviewed

    @property
    def target(self) -> str:
        """Give the reference by which a judgement names it."""
        return f"{self.place.document}#{self.place.id}"


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker on one side of a claim, with what it says. `name` has its party, where that adds something."""

    name: str
    lines: tuple[Line, ...]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """Those who support, deny or doubt, and the origins behind them."""

    stance: Stance
    title: str
    voices: tuple[Voice, ...]
    origins: tuple[Origin, ...]


class Standing:
    """The sections that a page on a claim or a proposition is made of."""

    def __init__(self, found: Claim | Weighed, reading: Callable[[str], Reading], reviews: Reviews) -> None:
        self._found = found
        self._reading = reading
        self._reviews = reviews

    def sides(self) -> list[Side]:
        """Give the sides on which somebody stands: for, against, in doubt."""
        return [
            Side(
                stance=stance,
                title=TITLES[stance],
                voices=tuple(
                    Voice(name=called(held.speaker, held.party), lines=tuple(self.attributions(held.attributions)))
                    for held in self._found.positions
                    if held.stance == stance
                ),
                origins=getattr(self._found.origins, stance),
            )
            for stance in SIDES
            if any(held.stance == stance for held in self._found.positions)
        ]

    def attributions(self, places: Iterable[Place]) -> Iterator[Line]:
        """Give lines of attributions."""
        for place in places:
            reading = self._reading(place.document)
            one = next((one for one in reading.attributions if one.id == place.id), None)
            if one is not None:
                text = reading.document.text
                spans = one.content or one.cue
                yield self._line(
                    place, reading, spans, phrases.act(one), source=quote(text, one.source), cue=quote(text, one.cue)
                )

    def evidence(self) -> Iterator[Line]:
        """Give lines of the evidence that is said to bear on it."""
        for place in self._found.evidence:
            reading = self._reading(place.document)
            one = next((one for one in reading.evidence if one.id == place.id), None)
            if one is not None:
                note = "undercuts" if one.polarity == "undercuts" else ""
                yield self._line(place, reading, (one.span,), phrases.evidence_type(one), note=note)

    def figures(self) -> Iterator[Line]:
        """Give lines of the figures in what is said."""
        for place in self._found.figures:
            reading = self._reading(place.document)
            one = next((one for one in reading.figures if one.id == place.id), None)
            if one is not None:
                words = phrases.figure_in_words(one, quote(reading.document.text, (one.span,)))
                yield self._line(place, reading, (one.span,), phrases.counted(one), note=words)

    def _line(  # noqa: PLR0913  (a part of a line each)
        self,
        place: Place,
        reading: Reading,
        spans: tuple[Span, ...],
        label: str,
        *,
        source: str = "",
        cue: str = "",
        note: str = "",
    ) -> Line:
        text, start, end = reading.document.text, spans[0][0], spans[-1][1]
        return Line(
            place=place,
            document=reading.document,
            label=label,
            source=source,
            cue=cue,
            words=quote(text, spans),
            before=text[max(0, start - _AROUND) : start],
            after=text[end : end + _AROUND],
            at=start,
            paragraph=Paragraphs(text).number(start),
            note=note,
            reviewed=self._reviews(place.document, place.id),
        )
