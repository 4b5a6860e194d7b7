"""Figures put together by what they count: those of one claim across reports, the others by themselves.

In: claims, the readings behind them, who speaks. Out: a `Series` for each kind of count of each claim. Nothing is
added up, nothing is left out for being contradicted, and a bound that a report leaves open stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from averment.values import Attribution, Claim, Document, Figure, Reading, Series, Span, Stated
from averment.weighing.days import Days, in_order
from averment.weighing.figures.conflicts import DISPATCH, Held, conflicts
from averment.weighing.figures.counted import SEEN, THINGS, parts, tolls
from averment.weighing.figures.dispatches import dispatches
from averment.weighing.figures.ties import Ties
from averment.weighing.order import place_order
from averment.weighing.sayings import words_at
from averment.weighing.sentences import Sentences

if TYPE_CHECKING:
    from averment.weighing.people import People

_ONE_TEXT: Final = 12  # words of a sentence from which two documents that have it tell of the same thing
_LONGEST: Final = 400  # code points of a matter that is no claim's statement


class _Kind(msgspec.Struct, frozen=True, order=True):
    """What one series holds: figures of a claim, or of one sentence, that count the same and share a scale."""

    claim: str
    matter: str
    what: str
    per: str
    unit: str


class _Standing(msgspec.Struct, frozen=True):
    """Where the claims are in one document: by attribution, and by figure where a claim names one itself.

    `dispatches` names, by claim, the dispatch that the document is a copy or a version of.
    """

    attributions: dict[str, set[str]]
    figures: dict[str, set[str]]
    dispatches: dict[str, str]


def series(
    claims: Iterable[Claim], readings: Mapping[str, Reading], people: People, *, others: bool = False
) -> list[Series]:
    """Give the figures of the claims; with `others`, also those of the readings that stand in none of them.

    First the series with most conflicts, then with most documents. The order of claims and readings changes nothing.
    """
    statements: dict[str, str] = {}
    standing: dict[str, _Standing] = {}
    for claim in claims:
        statements[claim.id] = claim.statement
        _note(claim, standing)
    found: dict[_Kind, list[Held]] = {}
    for document in sorted({*standing, *(readings if others else ())}):
        reading = readings.get(document)
        if reading is None or not reading.figures:
            continue
        for kind, held in _Page(reading, standing.get(document), people).figures(others=others):
            found.setdefault(kind, []).append(held)
    return sorted((_series(kind, held, statements) for kind, held in found.items()), key=_by_weight)


def _note(claim: Claim, standing: dict[str, _Standing]) -> None:
    for position in claim.positions:
        for place in position.attributions:
            _in(place.document, standing).attributions.setdefault(place.id, set()).add(claim.id)
    for place in claim.figures:
        _in(place.document, standing).figures.setdefault(place.id, set()).add(claim.id)
    for document, dispatch in dispatches(claim).items():
        if document in standing:
            standing[document].dispatches[claim.id] = dispatch


def _in(document: str, standing: dict[str, _Standing]) -> _Standing:
    return standing.setdefault(document, _Standing({}, {}, {}))


class _Page:
    """The figures of one reading, each with who says it, when, and in which claims."""

    def __init__(self, reading: Reading, standing: _Standing | None, people: People) -> None:
        self._reading, self._people = reading, people
        self._text, self._days = reading.document.text, Days(reading)
        self._by_id = {one.id: one for one in reading.attributions}
        self._sentences = Sentences(self._text)
        here = standing or _Standing({}, {}, {})
        self._named, self._dispatches = here.figures, here.dispatches
        self._claims = {name: frozenset(claims) for name, claims in here.attributions.items()}
        self._ties = Ties(reading, self._claims, self._sentences)

    def figures(self, *, others: bool) -> Iterator[tuple[_Kind, Held]]:
        """Give each figure with the series that it stands in, once for each of them."""
        breaths: dict[tuple[str, str | None, Span, str], list[Figure]] = {}
        for figure in self._reading.figures:
            key = (figure.what, figure.per, self._sentences.around(figure.span), figure.by or "")
            breaths.setdefault(key, []).append(figure)
        for together in breaths.values():
            some = parts(self._text, together)
            before = ""
            for figure in together:
                unit = tolls().unit(figure)
                before = unit = SEEN if figure.unit is None and before == SEEN else unit
                for kind in self._kinds(figure, unit, others=others):
                    yield kind, self._held(figure, unit, kind.claim, part=figure.id in some)

    def _kinds(self, figure: Figure, unit: str, *, others: bool) -> Iterator[_Kind]:
        counted = unit if figure.what in THINGS else ""
        claims = self._claims_of(figure)
        for claim in sorted(claims):
            yield _Kind(claim, "", figure.what, figure.per or "", counted)
        if others and not claims:
            yield _Kind("", self._matter(figure), figure.what, figure.per or "", counted)

    def _claims_of(self, figure: Figure) -> frozenset[str]:
        """Give the claims of a figure: of the statement that has it, else of the innermost around that in a claim."""
        named = frozenset(self._named.get(figure.id, ()))
        by = self._by_id.get(figure.by or "")
        if by is None:
            return named or self._ties.of(figure)
        if by.id in self._claims:
            return named | self._claims[by.id]
        around = [one for one in self._by_id.values() if one.id in self._claims and _holds(one, figure.span)]
        outer = min(around, key=lambda one: (sum(end - start for start, end in one.content), one.id), default=None)
        return named | (self._claims[outer.id] if outer else frozenset())

    def _matter(self, figure: Figure) -> str:
        """Give the sentence of a figure; what a document says in its own short words is kept apart from all others."""
        start, end = self._sentences.around(figure.span)
        words = words_at(self._text, [(start, end)])
        if len(words) > _LONGEST:
            room = (_LONGEST - min(_LONGEST // 2, figure.span[1] - figure.span[0])) // 2
            first, last = max(start, figure.span[0] - room), min(end, figure.span[1] + room)
            words = f"… {words_at(self._text, [(first, last)])[:_LONGEST]} …"
        return words if len(words.split()) >= _ONE_TEXT else f"{words}\n{self._reading.document.digest}"

    def _held(self, figure: Figure, unit: str, claim: str, *, part: bool) -> Held:
        document = self._reading.document
        by = self._by_id.get(figure.by or "")
        voice = self._people.voice(self._reading, by.speaker) if by else None
        day, dated = self._days.of(by)
        stated = Stated(
            document=document.digest,
            figure=figure.id,
            span=figure.span,
            quote=self._text[slice(*figure.span)],
            by=by.id if by else None,
            speaker=voice.name if voice else document.outlet,
            party=voice.party if voice else None,
            low=figure.low,
            high=figure.high,
            approximate=figure.approximate,
            per=figure.per,
            unit=figure.unit,
            day=day,
            dated=dated,
            act=by.act if by else None,
            part=part,
        )
        dispatch = self._dispatches.get(claim)
        if dispatch and (voice is None or voice.kind == "unnamed"):  # known through the dispatch alone
            return Held(stated=stated, key=f"{DISPATCH}{dispatch} {_folded(voice.name) if voice else ''}", unit=unit)
        return Held(stated=stated, key=f"voice {voice.key}" if voice else _narrator(document), unit=unit)


def _narrator(document: Document) -> str:
    outlet = _folded(document.outlet or "")
    return f"outlet {outlet}" if outlet else f"document {document.digest}"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _series(kind: _Kind, held: list[Held], statements: Mapping[str, str]) -> Series:
    held.sort(key=lambda one: (in_order(one.stated.day), place_order(one.stated.document, one.stated.figure)))
    against, unlisted = conflicts(held)
    return Series(
        claim=kind.claim or None,
        matter=statements[kind.claim] if kind.claim else kind.matter.partition("\n")[0],
        what=kind.what,
        stated=tuple(one.stated for one in held),
        conflicts=against,
        unlisted=unlisted,
    )


def _by_weight(found: Series) -> tuple[object, ...]:
    against = sum(not conflict.revision for conflict in found.conflicts) + found.unlisted
    documents = len({stated.document for stated in found.stated})
    first = found.stated[0]
    place = place_order(first.document, first.figure)
    return -against, -documents, -len(found.stated), found.claim is None, found.claim or "", place, found.what


def _holds(one: Attribution, span: Span) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in one.content)
