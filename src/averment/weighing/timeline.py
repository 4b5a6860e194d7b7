"""What was said when: the statements on each claim by day, the competing versions side by side.

In: claims, the readings behind them, who speaks. Out: `Moment`s in order of their days; what has no day comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from averment.values import Claim, Interval, Moment, Place, Reading, Told
from averment.values.claims import Stance
from averment.weighing.days import Days, in_order
from averment.weighing.order import place_order
from averment.weighing.sayings import said

if TYPE_CHECKING:
    from averment.values.ledgers import Dated
    from averment.weighing.people import People

_When: TypeAlias = tuple[Interval | None, "Dated | None"]


def moments(claims: Iterable[Claim], readings: Mapping[str, Reading], people: People) -> list[Moment]:
    """Give the moments of the claims, by day and then by claim. The order of claims and readings changes nothing.

    A day of saying and one of publication are two moments, and so are a day and the month around it: precision is
    kept as it is. An attribution that its reading no longer has is passed over.
    """
    statements: dict[str, str] = {}
    wanted: dict[str, list[tuple[str, Stance, Place]]] = {}
    for claim in claims:
        statements[claim.id] = claim.statement
        for position in claim.positions:
            for place in position.attributions:
                wanted.setdefault(place.document, []).append((claim.id, position.stance, place))
    found: dict[tuple[str, ...], tuple[_When, list[Told]]] = {}
    for document in sorted(wanted):
        reading = readings.get(document)
        if reading is None:
            continue
        days, by_id = Days(reading), {one.id: one for one in reading.attributions}
        for claim_id, stance, place in wanted[document]:
            one = by_id.get(place.id)
            if one is not None:
                when, voice = days.of(one), people.voice(reading, one.speaker)
                key = (claim_id, *map(str, in_order(when[0])), when[1] or "")
                told = Told(
                    speaker=voice.name,
                    party=voice.party,
                    stance=stance,
                    quote=said(reading, one),
                    attribution=place,
                )
                found.setdefault(key, (when, []))[1].append(told)
    return sorted(
        (_moment(key[0], statements, when, told) for key, (when, told) in found.items()),
        key=lambda moment: (in_order(moment.day), moment.dated != "said", moment.claim),
    )


def _moment(claim: str, statements: Mapping[str, str], when: _When, told: list[Told]) -> Moment:
    told.sort(key=_order)
    return Moment(day=when[0], dated=when[1], claim=claim, statement=statements[claim], told=tuple(told))


def _order(told: Told) -> tuple[object, ...]:
    return place_order(told.attribution.document, told.attribution.id), told.stance, told.speaker
