"""Figures that cannot both be right. Nothing is resolved: a conflict is two places and the reason in words.

In: the figures of one series, in its order, with whom each is of and what it counts. Out: conflicts, and how many more
there are than are listed. A figure stands from the day on which it was said to the day on which who said it says
another; two conflict when no number fits both while both stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from averment.values import Conflict, Stated
from averment.values.bounds import extent, in_words, known
from averment.weighing.figures.counted import SEEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST: Final = 1000
"""Conflicts listed of one series, the widest apart first."""
DISPATCH: Final = "dispatch "
"""How the key of a holder begins that is known through one dispatch alone."""
_UNSAID: Final = frozenset({"deny", "doubt", "ask", "commit"})  # acts that do not put a figure forward as how it was


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a series: `key` is who holds it, the same across documents; `unit`, whom it counts."""

    stated: Stated
    key: str
    unit: str


class _Standing(msgspec.Struct, frozen=True, kw_only=True):
    """All figures that one holder gave alike on one day, by the place of the first."""

    at: int
    key: str
    low: float
    high: float
    start: float  # ordinal of the day; -inf where it is not known
    end: float = inf


def conflicts(held: Sequence[Held], most: int = MOST) -> tuple[tuple[Conflict, ...], int]:
    """Give the conflicts of a series in order of its figures, and the number of those beyond the `most` widest apart.

    Figures of other units, parts of others, and what is denied, doubted, asked or intended are in no conflict. What
    several documents give alike as one holder's is compared once, where it comes first.
    """
    pairs: list[tuple[float, int, int]] = []
    revised: list[tuple[int, int]] = []
    total = 0
    for standing in _by_unit(held):
        revised += _revisions(standing)
        for gaps, places in _disjoint(standing):
            total += len(places)
            # of those that lie nearer to each other than all that are kept, none will be
            near = gaps >= (-pairs[-1][0] if len(pairs) >= most else -inf)
            pairs += (
                (-float(gap), int(one), int(other)) for gap, (one, other) in zip(gaps[near], places[near], strict=True)
            )
            if len(pairs) >= most:
                pairs = sorted(pairs)[:most]
    kept = [(one, other, False) for _, one, other in sorted(pairs)[:most]]
    kept += [(one, other, True) for one, other in sorted(revised)[:most]]
    found = tuple(_conflict(held, *pair) for pair in sorted(kept))
    return found, total + len(revised) - len(found)


def _by_unit(held: Sequence[Held]) -> Iterable[list[_Standing]]:
    """Give what is compared with each other, folded, each with the days on which it stands."""
    alike: dict[str, dict[tuple[str, float, float, float], _Standing]] = {}
    for at, one in enumerate(held):
        stated = one.stated
        found = extent(stated.low, stated.high, approximate=stated.approximate)
        if found and not stated.part and one.unit != SEEN and stated.act not in _UNSAID:
            start = float(stated.day.start.toordinal()) if stated.day else -inf
            row = _Standing(at=at, key=one.key, low=found[0], high=found[1], start=start)
            alike.setdefault(one.unit, {}).setdefault((one.key, *found, start), row)
    return [_until_next(list(rows.values())) for rows in alike.values()]


def _until_next(rows: list[_Standing]) -> list[_Standing]:
    days: dict[str, set[float]] = {}
    for row in rows:
        if row.start > -inf:
            days.setdefault(row.key, set()).add(row.start)
    after = {(key, day): later for key, found in days.items() for day, later in pairwise([*sorted(found), inf])}
    return [msgspec.structs.replace(row, end=after.get((row.key, row.start), inf)) for row in rows]


def _revisions(rows: Sequence[_Standing]) -> Iterator[tuple[int, int]]:
    """Give what a holder said, with what the holder said the next time, where no number fits both."""
    by_day: dict[tuple[str, float], list[_Standing]] = {}
    for row in rows:
        by_day.setdefault((row.key, row.start), []).append(row)
    for row in rows:
        for later in by_day.get((row.key, row.end), ()):
            if row.high < later.low or later.high < row.low:
                yield min(row.at, later.at), max(row.at, later.at)


def _disjoint(rows: Sequence[_Standing]) -> Iterator[tuple[NDArray[np.float64], NDArray[np.int64]]]:
    """Give, for each figure, those after it that stand on a same day and fit no number that it fits: gaps, and places.

    A holder's own figures of other days are revisions, and stand on no same day.
    """
    low, high, start, end = (
        np.array([getattr(row, name) for row in rows], dtype=np.float64) for name in ("low", "high", "start", "end")
    )
    at = np.array([row.at for row in rows], dtype=np.int64)
    for index in range(len(rows) - 1):
        rest = slice(index + 1, None)
        apart = (high[index] < low[rest]) | (high[rest] < low[index])
        meet = (start[index] < end[rest]) & (start[rest] < end[index])
        others = np.flatnonzero(apart & meet) + index + 1
        places = np.sort(np.stack([np.full_like(others, at[index]), at[others]], axis=1), axis=1)
        yield _gaps(low[index], high[index], low[others], high[others]), places


def _gaps(low: float, high: float, lows: NDArray[np.float64], highs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Say how far figures lie apart: the ratio of the numbers nearest to each other, as a logarithm."""
    above = np.maximum(np.where(lows > high, lows, low), 0)
    below = np.maximum(np.where(lows > high, high, highs), 0)
    gaps: NDArray[np.float64] = np.round(np.log1p(above) - np.log1p(below), 9)
    return gaps


def _conflict(held: Sequence[Held], one: int, other: int, revision: bool) -> Conflict:  # noqa: FBT001
    first, second = held[one].stated, held[other].stated
    same = held[one].key == held[other].key
    why = _revised(first, second, held[one].key) if revision else _apart(first, second, same=same)
    return Conflict(one=one, other=other, why=why, revision=revision)


def _revised(first: Stated, second: Stated, key: str) -> str:
    who = "revised in a later version of one dispatch" if key.startswith(DISPATCH) else "revised by who said it"
    return f"{who}: {_bounds(first)}{_on(first)}, then {_bounds(second)}{_on(second)}"


def _apart(first: Stated, second: Stated, *, same: bool) -> str:
    """Say why no number fits both; of different days, that the later and higher of two counts may be a later count."""
    why = f"no number is both {_bounds(first)} and {_bounds(second)}"
    if same:
        return f"{why}, and both are given as of one speaker"
    if first.party and first.party == second.party:
        why += f"; both speak for {first.party}"
    if first.day and second.day and first.day.start != second.day.start:
        lower, higher = sorted((first, second), key=_least)
        if lower.day and higher.day and lower.day.start < higher.day.start:
            days = (higher.day.start - lower.day.start).days
            why += f"; the higher is {days:,} {'day' if days == 1 else 'days'} later, and a count can rise"
    return why


def _least(stated: Stated) -> tuple[float, float]:
    low, high = known(stated.low), known(stated.high)
    return (-inf if low is None else low, inf if high is None else high)


def _bounds(stated: Stated) -> str:
    exact = stated.low is not None and stated.low == stated.high and not stated.approximate
    return ("exactly " if exact else "") + in_words(stated.low, stated.high, approximate=stated.approximate)


def _on(stated: Stated) -> str:
    day: date | None = stated.day.start if stated.day else None
    return f" on {day}" if day else ""
