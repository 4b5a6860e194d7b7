"""What to look at next: the lines that nobody has reviewed, the most doubtful and most consequential first.

In: claims, the readings behind them, their figures, where the review stands. Out: `Queued`, each with the reason in
words. A function of these alone, whatever their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from typing import TYPE_CHECKING, Final

import msgspec

from averment.values import Attribution, Claim, Place, Queued, Reading, Series
from averment.values.claims import Stance
from averment.weighing.order import place_order

if TYPE_CHECKING:
    from averment.weighing.reviewed import Review

_Spot = tuple[str, str]
"""A document and the id of an attribution in its reading."""
_SURE: Final = 0.05
"""Added to each doubt, so that of lines which the models are sure of those come first on which most hangs."""
_DISPUTED, _ALONE, _ORIGIN, _FIGURE, _EVIDENCE = 2.0, 2.0, 1.25, 1.25, 1.1
"""By how much more a line weighs for each reason. Set by hand, and measured on nothing: they make an order alone."""
_ONLY: Final[dict[Stance, str]] = {
    "supports": "the only statement for",
    "denies": "the only denial of",
    "doubts": "the only doubt about",
}
_ONE_OF: Final[dict[Stance, str]] = {
    "supports": "statements for",
    "denies": "denials of",
    "doubts": "doubts about",
}
_DO: Final[dict[Stance, tuple[str, str]]] = {
    "supports": ("one report supports", "reports support"),
    "denies": ("one report denies", "reports deny"),
    "doubts": ("one report doubts", "reports doubt"),
}


def queue(
    claims: Iterable[Claim], readings: Mapping[str, Reading], review: Review, figures: Iterable[Series] = ()
) -> list[Queued]:
    """Give the unreviewed attributions of some claims, once each: for the claim in which most hangs on it."""
    return list(unreviewed(lines(claims, readings, figures), review))


def unreviewed(queued: Iterable[Queued], review: Review) -> Iterator[Queued]:
    """Leave out what has been reviewed meanwhile, and what is in a document that was rejected."""
    rejected: dict[str, bool] = {}
    for one in queued:
        document = one.place.document
        if document not in rejected:
            rejected[document] = review.of(document).state == "rejected"
        if not rejected[document] and review.of(document, one.place.id).state == "unreviewed":
            yield one


def lines(claims: Iterable[Claim], readings: Mapping[str, Reading], figures: Iterable[Series] = ()) -> list[Queued]:
    """Give all attributions of some claims in the order in which they are worth looking at, reviewed or not."""
    contradicted = _contradicted(figures)
    best: dict[_Spot, Queued] = {}
    known: dict[str, dict[str, Attribution]] = {}
    for claim in claims:
        for one in _of(claim, readings, known, contradicted):
            spot = (one.place.document, one.place.id)
            if spot not in best or _first(one) < _first(best[spot]):
                best[spot] = one
    return sorted(best.values(), key=_first)


def _of(
    claim: Claim,
    readings: Mapping[str, Reading],
    known: dict[str, dict[str, Attribution]],
    contradicted: frozenset[tuple[str | None, _Spot]],
) -> Iterator[Queued]:
    """Give the lines of one claim; what a reading lacks is passed over."""
    standing = _Standing(claim)
    for held in claim.positions:
        for place in held.attributions:
            if place.document not in known:
                reading = readings.get(place.document)
                known[place.document] = {one.id: one for one in reading.attributions} if reading else {}
            one = known[place.document].get(place.id)
            if one is None:
                continue
            spot = (place.document, place.id)
            weight, reasons = standing.weighed(spot, held.stance)
            if (claim.id, spot) in contradicted:
                weight, reasons = weight * _FIGURE, [*reasons, "it holds a figure that another contradicts"]
            if one.evidence:
                weight, reasons = weight * _EVIDENCE, [*reasons, "it rests on evidence"]
            doubt, unsure = _doubt(one, place)
            yield Queued(
                place=msgspec.structs.replace(place, score=None, why=None),
                claim=claim.id,
                why="; ".join([unsure, *reasons]),
                doubt=round(doubt, 3),
                weight=round(weight, 3),
            )


def _doubt(one: Attribution, place: Place) -> tuple[float, str]:
    """Give the chance that it is not said so or not of this claim, and which of the two is the less sure."""
    said, same = _chance(one.score), 1.0 if place.score is None else _chance(place.score)
    if same < said:
        return 1 - said * same, f"the model is unsure that it is about this claim ({same:.2f})"
    sure = "unsure of it" if said < 0.9 else "sure of it"  # noqa: PLR2004  (a word for a number that stands beside it)
    return 1 - said * same, f"the model is {sure} ({said:.2f})"


def _chance(score: float) -> float:
    return min(max(score, 0.0), 1.0)


class _Standing:
    """How much of one claim hangs on each of its attributions."""

    def __init__(self, claim: Claim) -> None:
        self._lines: Counter[Stance] = Counter()
        documents: defaultdict[Stance, set[str]] = defaultdict(set)
        for held in claim.positions:
            self._lines[held.stance] += len(held.attributions)
            documents[held.stance] |= {place.document for place in held.attributions}
        self._documents = {stance: len(found) for stance, found in documents.items()}
        self._size = 1 + log2(max(1, claim.documents))
        self._origins = {
            (origin.attributions[0].document, origin.attributions[0].id): origin
            for side in (claim.origins.supports, claim.origins.denies, claim.origins.doubts)
            for origin in side
            if len(side) > 1 and len(origin.attributions) == 1
        }

    def weighed(self, spot: _Spot, stance: Stance) -> tuple[float, list[str]]:
        """Give how much hangs on an attribution, from 1, and why in words."""
        weight, reasons = self._size, []
        others = [other for other in self._documents if other != stance]
        if others:
            weight *= _DISPUTED * (_ALONE if self._lines[stance] == 1 else 1)
            most = min(others, key=lambda one: (-self._documents[one], one))
            reasons.append(f"{self._share(stance)} a claim that {self._doing(most)}")
        elif self._lines[stance] > 1:
            reasons.append(f"{self._share(stance)} a claim that nobody disputes")
        else:
            reasons.append("nobody else speaks of it")
        if spot in self._origins:
            weight *= _ORIGIN
            reasons.append(f"the only line that goes back to {self._origins[spot].root}")
        return weight, reasons

    def _share(self, stance: Stance) -> str:
        number = self._lines[stance]
        return _ONLY[stance] if number == 1 else f"one of {number} {_ONE_OF[stance]}"

    def _doing(self, stance: Stance) -> str:
        number = self._documents[stance]
        one, several = _DO[stance]
        return one if number == 1 else f"{number} {several}"


def _contradicted(figures: Iterable[Series]) -> frozenset[tuple[str | None, _Spot]]:
    """Give what says a figure that cannot be right together with another of its series, with the claim of the series.

    What one speaker said later is a revision, and nothing to look into.
    """
    found = set()
    for series in figures:
        for conflict in series.conflicts:
            if not conflict.revision:
                for stated in (series.stated[conflict.one], series.stated[conflict.other]):
                    if stated.by is not None:
                        found.add((series.claim, (stated.document, stated.by)))
    return frozenset(found)


def _first(one: Queued) -> tuple[float, tuple[str, str, int], str]:
    """Give what the queue is ordered by: doubt times weight, then the place, so that nothing depends on the input."""
    return -(one.doubt + _SURE) * one.weight, place_order(one.place.document, one.place.id), one.claim
