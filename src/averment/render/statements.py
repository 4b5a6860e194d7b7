"""Statements under those who make them, with the evidence and the figures that hang on them.

In: a reading, its `Ledger`, and the measures of the page. Out: lines.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text

from averment.reading import Report
from averment.render import phrases
from averment.render.columns import STYLES, Columns, Entry
from averment.render.nesting import first
from averment.render.people import People
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import quote
from averment.values.paragraphs import Paragraphs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from averment.render.disputes import Ledger, Matter
    from averment.values import Attribution, Evidence, Figure, Reading, Span

Hanging = TypeVar("Hanging", "Evidence", "Figure")


class Statements:
    """The lines of one page."""

    def __init__(
        self,
        reading: Reading,
        ledger: Ledger,
        width: int,
        *,
        context: bool,
        verdicts: Mapping[str, str] | None = None,
    ) -> None:
        self._document = reading.document
        self._verdicts = verdicts
        self._report = Report(reading.document, reading.skipped)
        self._ledger = ledger
        self._context = context
        self._by_id = {attribution.id: attribution for attribution in reading.attributions}
        self._dates = {date.span: date for date in reading.dates}
        self._resting = _by_attribution((found, found.rests) for found in reading.evidence)
        self._counted = _by_attribution((figure, [figure.by]) for figure in reading.figures)
        self._unattached = (
            [found for found in reading.evidence if not self._by_id.keys() & found.rests],
            [figure for figure in reading.figures if figure.by not in self._by_id],
        )
        self._people = People(reading)
        self._known: set[str] = set()  # the evidence that the page has shown
        text = reading.document.text
        self._paragraphs = Paragraphs(text)
        self._digits = len(str(self._paragraphs.number(len(text)))) + 1, len(str(len(text))) + 1
        named: Iterable[Attribution | Evidence | Figure] = chain(
            reading.attributions, reading.evidence, reading.figures
        )
        self._name = 0 if verdicts is None else max((len(value.id) for value in named), default=0) + 1
        self._columns = Columns(width, sum(self._digits) + 1 + self._name)

    def heading(self, number: int, matter: Matter) -> Iterator[Text]:
        """Give the words that name a matter."""
        place = self._place(first(matter.named_by))
        return self._columns.heading(str(number), self._content(matter.named_by), place)

    def side(self, attributions: Iterable[Attribution], matter: Matter | None = None) -> Iterator[Text]:
        """Give statements, each speaker's together, then the evidence and the figures that hang on them.

        Those who confirm stand after those whom they confirm.
        """
        attributions = sorted(attributions, key=_confirms if matter else first)
        for group in self._people.together(attributions):
            yield from self._who(group[0])
            act = ""
            for attribution in group:
                again, act = phrases.act(attribution) == act, phrases.act(attribution)
                yield from self._statement(attribution, matter, again=again)
                for depth, nested in list(self._ledger.under(attribution))[1:]:
                    yield from self._who(nested, depth)
                    yield from self._statement(nested, depth=depth)
        held = {found.id: self._people.name(found) for one in attributions for _, found in self._ledger.under(one)}
        known = () if matter else frozenset(self._known)
        yield from self._evidence(_once(self._resting, held), known, alone=len(held) == 1)
        yield from self._figures(_once(self._counted, held), alone=len(set(held.values())) == 1)

    def speakers(self, attributions: Iterable[Attribution]) -> Iterator[Text]:
        """Give statements outside matters: each speaker is a side of its own."""
        for group in self._people.together(attributions):
            yield Text()
            yield from self.side(group)

    def narration(self) -> Iterator[Text]:
        """Give the evidence and the figures that hang on no statement."""
        evidence, figures = self._unattached
        yield from self._evidence(evidence)
        yield from self._figures(figures)

    def _who(self, attribution: Attribution, depth: int = 0) -> Iterator[Text]:
        name, standing = self._people.introduce(attribution)
        if self._name and attribution.speaker:
            verdict = self._verdict(attribution.speaker)
            standing += f" · {one_line(attribution.speaker)}" + (f" — {verdict}" if verdict else "")
        yield from self._columns.head(name, standing, depth)

    def _statement(
        self, attribution: Attribution, matter: Matter | None = None, *, depth: int = 0, again: bool = False
    ) -> Iterator[Text]:
        above = matter is not None and attribution is matter.named_by
        content = phrases.AS_ABOVE if above else self._content(attribution)
        act, place = phrases.act(attribution), self._place(first(attribution), attribution.id)
        yield from self._columns.entry(Entry(act, self._saying(attribution, depth), content, place, depth, again))
        if notes := " · ".join(filter(None, self._notes(attribution, matter))):
            yield from self._columns.note(notes, depth)
        yield from self._around(attribution.cue[0][0] if attribution.cue else first(attribution), depth)

    def _content(self, attribution: Attribution) -> str:
        return self._words(*attribution.content) or phrases.NOTHING

    def _saying(self, attribution: Attribution, depth: int) -> Text:
        """Give the words of saying; before them the words for the source, where the name has none of them."""
        room = self._columns.room(depth)
        said = Text(shorten(self._words(*attribution.cue), 2 * room), style=STYLES["cue"])
        called = self._people.called(attribution)
        return Text.assemble(f"({shorten(called, room)})", " " if said else "", said) if called else said

    def _notes(self, attribution: Attribution, matter: Matter | None) -> Iterator[str | None]:
        yield phrases.certainty(attribution)
        two = matter and len(matter.members) == 2  # noqa: PLR2004  # what it is about can only be the other
        yield None if two else self._places("about", attribution.about)
        if attribution.said:
            yield phrases.date_in_words(self._dates.get(attribution.said), self._words(attribution.said))
        yield self._part(first(attribution))
        yield self._verdict(attribution.id)
        holder = self._ledger.holders.get(attribution.id)
        if matter and holder and attribution.id not in holder.about:
            yield f"as told by {self._people.name(holder)} @{first(holder)}"

    def _evidence(
        self, evidence: Iterable[Evidence], known: Collection[str] = (), *, alone: bool = False
    ) -> Iterator[Text]:
        """Give evidence, what it bears on, and its sentence; of what is known already, only a line to know it again."""
        kind = ""
        for number, found in enumerate(evidence):
            if not number:
                yield self._columns.part("evidence:")
            again, kind = phrases.evidence_type(found) == kind, phrases.evidence_type(found)
            brief = found.id in known
            self._known.add(found.id)
            words = shorten(self._words(found.span), self._columns.room()) if brief else self._words(found.span)
            place = self._place(found.span[0], found.id)
            yield from self._columns.entry(Entry(kind, Text(), words, place, again=again))
            bearing = ["undercuts" if found.polarity == "undercuts" else None, self._verdict(found.id)]
            bearing += [] if alone or brief else [self._places("for", found.rests)]
            if notes := " · ".join(filter(None, bearing)):
                yield from self._columns.note(notes)
            if not brief:
                yield from self._around(found.span[0])

    def _figures(self, figures: Iterable[Figure], *, alone: bool = False) -> Iterator[Text]:
        what = ""
        for number, figure in enumerate(figures):
            if not number:
                yield self._columns.part("figures:")
            again, what = phrases.counted(figure) == what, phrases.counted(figure)
            by = None if alone else self._by_id.get(figure.by or "")
            said = Text(shorten(self._people.name(by), self._columns.room())) if by else Text()
            words = phrases.figure_in_words(figure, self._words(figure.span))
            place = self._place(figure.span[0], figure.id)
            yield from self._columns.entry(Entry(what, said, words, place, again=again))
            if verdict := self._verdict(figure.id):
                yield from self._columns.note(verdict)
            yield from self._around(figure.span[0])

    def _places(self, word: str, names: Iterable[str]) -> str | None:
        """Name statements by their places."""
        places = sorted({first(self._by_id[name]) for name in names if name in self._by_id})
        return " ".join([word, *(f"@{place}" for place in places)]) if places else None

    def _words(self, *spans: Span) -> str:
        return one_line(quote(self._document.text, spans))

    def _place(self, offset: int, name: str = "") -> str:
        """Give a place; before it, where lines can be judged, the name of what stands there."""
        paragraph, at = f"¶{self._paragraphs.number(offset)}", f"@{offset}"
        place = f"{paragraph:>{self._digits[0]}} {at:>{self._digits[1]}}"
        return f"{one_line(name):<{self._name}}{place}" if self._name else place

    def _verdict(self, name: str) -> str | None:
        return self._verdicts.get(name) if self._verdicts else None

    def _part(self, offset: int) -> str | None:
        return next((words for (start, end), words in self._parts if start <= offset < end), None)

    @cached_property
    def _parts(self) -> list[tuple[Span, str]]:
        named = [(segment.span, phrases.part(segment.kind)) for segment in self._document.segments]
        return [(span, words) for span, words in named if words]

    def _around(self, offset: int, depth: int = 0) -> Iterator[Text]:
        if self._context:
            yield from self._columns.sentence(self._words(self._report.sentences.at(offset)), depth)


def _by_attribution(rows: Iterable[tuple[Hanging, Iterable[str | None]]]) -> Mapping[str, list[Hanging]]:
    found: dict[str, list[Hanging]] = {}
    for value, names in rows:
        for name in filter(None, names):
            found.setdefault(name, []).append(value)
    return found


def _once(found: Mapping[str, list[Hanging]], names: Iterable[str]) -> list[Hanging]:
    """Give what hangs on any of the attributions, once, in order of the text."""
    values = {value.id: value for name in names for value in found.get(name, ())}
    return sorted(values.values(), key=lambda value: (value.span, value.id))


def _confirms(attribution: Attribution) -> bool:
    return attribution.act == "assert" and bool(attribution.about)
