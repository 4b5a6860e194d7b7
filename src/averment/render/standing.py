"""What a claim and a weighed proposition show alike: each side with its attributions and origins, evidence, figures.

In: the found, the readings it stands in, a width. Out: lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render import phrases
from averment.render.claims import SIDES, speaker
from averment.render.columns import STYLES, Columns, Entry
from averment.render.look import wrapped
from averment.render.names import day, short
from averment.render.origins import origins_counted, origins_lines
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import quote
from averment.values.paragraphs import Paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from averment.values import Claim, Document, Origin, Place, Reading, Span, Weighed

_PLACE: Final = len("¶999")
_TITLES: Final = {"supports": "FOR", "denies": "AGAINST", "doubts": "IN DOUBT"}


class Standing:
    """The sections that a page on a claim or a proposition is made of."""

    def __init__(self, found: Claim | Weighed, reading: Callable[[str], Reading], width: int) -> None:
        self._found = found
        self._reading = reading
        self._width = width
        self._columns = Columns(width, _PLACE)

    def sides(self) -> Iterator[Text]:
        """Give those for, against and in doubt, each with what they say and the origins of the side."""
        for stance in SIDES:
            held = [position for position in self._found.positions if position.stance == stance]
            if held:
                yield from self.section(_TITLES[stance])
                for position in held:
                    yield from self.attributions(speaker(position), position.attributions)
                yield Text()
                yield from self._origins(getattr(self._found.origins, stance))

    def bearing(self) -> Iterator[Text]:
        """Give the evidence and the figures in what is said."""
        if self._found.evidence:
            yield from self.section("EVIDENCE")
            for place in self._found.evidence:
                yield from self._evidence(place)
        if self._found.figures:
            yield from self.section("FIGURES")
            for place in self._found.figures:
                yield from self._figure(place)

    def section(self, title: str) -> Iterator[Text]:
        """Give the title of a section."""
        yield Text()
        yield Text(title, style=STYLES["section"])

    def note(self, words: str) -> Iterator[Text]:
        """Give a remark, indented."""
        for line in wrapped(Text(words, style=STYLES["note"]), self._width - 3):
            yield Text.assemble("   ", line)

    def attributions(self, name: str, places: Iterable[Place]) -> Iterator[Text]:
        """Give what one speaker says: how, in which words, where, why it is counted."""
        yield from self._columns.head(name, "")
        again = ""
        for place in places:
            reading = self._reading(place.document)
            one = next((one for one in reading.attributions if one.id == place.id), None)
            if one is None:
                continue
            said = Text(shorten(self._words(reading, one.cue), 2 * self._columns.room()), style=STYLES["cue"])
            act = phrases.act(one)
            words = self._words(reading, one.content) or phrases.NOTHING
            yield from self._columns.entry(
                Entry(act, said, words, self._at(reading.document, one.content or one.cue), again=act == again)
            )
            again = act
            yield from self._columns.note(
                " · ".join(filter(None, (self._source(reading, place), _sure(place), place.why)))
            )

    def _origins(self, origins: tuple[Origin, ...]) -> Iterator[Text]:
        yield self._columns.part(origins_counted(origins))
        called = {name: self._called(name) for origin in origins for name in origin.documents}
        yield from origins_lines(origins, self._width, called=called, indent=3)

    def _called(self, document: str) -> str:
        outlet = self._reading(document).document.outlet
        return f"{one_line(outlet)} {short(document)}" if outlet else short(document)

    def _evidence(self, place: Place) -> Iterator[Text]:
        reading = self._reading(place.document)
        found = next((found for found in reading.evidence if found.id == place.id), None)
        if found is not None:
            where, kind = self._at(reading.document, (found.span,)), phrases.evidence_type(found)
            yield from self._columns.entry(Entry(kind, Text(), self._words(reading, (found.span,)), where))
            against = "undercuts" if found.polarity == "undercuts" else None
            yield from self._columns.note(" · ".join(filter(None, (self._source(reading, place), against))))

    def _figure(self, place: Place) -> Iterator[Text]:
        reading = self._reading(place.document)
        figure = next((figure for figure in reading.figures if figure.id == place.id), None)
        if figure is not None:
            words = phrases.figure_in_words(figure, self._words(reading, (figure.span,)))
            where = self._at(reading.document, (figure.span,))
            yield from self._columns.entry(Entry(phrases.counted(figure), Text(), words, where))
            yield from self._columns.note(self._source(reading, place))

    def _source(self, reading: Reading, place: Place) -> str:
        """Say which report: as it is typed, its outlet and its day."""
        document = reading.document
        outlet = one_line(document.outlet or "")
        return " · ".join(
            filter(None, (f"{short(place.document)}#{one_line(place.id)}", outlet, day(document.published)))
        )

    def _words(self, reading: Reading, spans: tuple[Span, ...]) -> str:
        return " … ".join(one_line(quote(reading.document.text, (span,))) for span in spans)

    def _at(self, document: Document, spans: tuple[Span, ...]) -> str:
        return f"¶{Paragraphs(document.text).number(spans[0][0])}" if spans else ""


def _sure(place: Place) -> str:
    """Give how sure a stance is, where the likeness to a statement is not what it says already."""
    return "" if place.score is None or "statement" in (place.why or "") else f"{place.score:.2f}"
