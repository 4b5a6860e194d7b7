"""An axis of days in px, cut where nothing is said for very long, with ticks of days, weeks, months or years.

In: intervals of days, the px there are. Out: where each day stands, where the axis is cut, ticks that do not touch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from averment.render.html.pictures.measure import width

if TYPE_CHECKING:
    from averment.values import Interval

Tick: TypeAlias = tuple[float, str]
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CUT: Final = 0.35  # of the whole: a stretch without anything that is longer is cut out
_LONG: Final = 45  # days: no shorter stretch is cut out
_CUTS: Final = 3
_BREAK: Final = 34.0  # px of a cut
_LEAST: Final = 0.2  # of the px, for a part between two cuts, however short
_APART: Final = 7.0  # px between the words of two ticks
_WEEK, _WEEKS = 7, 75  # days: from there on months are told
_STEPS: Final = (
    (1, "d"),
    (2, "d"),
    (7, "d"),
    (14, "d"),
    (1, "m"),
    (3, "m"),
    (6, "m"),
    (12, "m"),
    (60, "m"),
    (240, "m"),
)


class Days:
    """Where days stand between `left` and `right`; equal lengths are equal times between two cuts.

    `starts` are the px of days on which an interval begins, `cuts` those where the axis is cut.
    """

    def __init__(self, intervals: Iterable[Interval], left: float, right: float) -> None:
        given = sorted({(one.start.toordinal(), one.end.toordinal() + 1) for one in intervals})
        self._parts = _parts(given)
        self._spans = _shares(self._parts, left, right)
        self.starts = sorted({self._middle(first) for first, _ in given})
        self.cuts = [(one[1] + other[0]) / 2 for one, other in pairwise(self._spans)]

    def at(self, day: date, *, after: bool = False) -> float:
        """Give the px where a day begins, or ends."""
        number = day.toordinal() + (1 if after else 0)
        for (first, last), (start, end) in zip(self._parts, self._spans, strict=True):
            if number <= last:
                return round(start + (max(number, first) - first) / (last - first) * (end - start), 1)
        return self._spans[-1][1] if self._spans else 0.0

    def _middle(self, number: int) -> float:
        day = date.fromordinal(number)
        return round((self.at(day) + self.at(day, after=True)) / 2, 1)

    def ticks(self, size: float, least: float, most: float) -> list[tuple[float, float, str]]:
        """Give px of ticks, px of the middle of their words, and these: between `least` and `most`, not touching."""
        found: list[tuple[float, float, str]] = []
        until = least - _APART
        for part, span in zip(self._parts, self._spans, strict=True):
            for at, words in _ticks(part, span, size):
                half = width(words, size) / 2
                middle = min(max(at, least + half, until + _APART + half), most - half)
                if middle - half >= until + _APART and abs(middle - at) <= half + _APART:
                    found.append((at, middle, words))
                    until = middle + half
        return found


def _parts(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put together what lies near each other; give the stretches that are left, the longest gaps cut out."""
    if not spans:
        return []
    joined = [spans[0]]
    for first, last in spans[1:]:
        if first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    whole = joined[-1][1] - joined[0][0]
    gaps = sorted(
        ((other[0] - one[1], number) for number, (one, other) in enumerate(pairwise(joined), 1)), reverse=True
    )
    cuts = sorted(number for gap, number in gaps[:_CUTS] if gap > max(_LONG, _CUT * whole / len(gaps) ** 0.25))
    ends = [0, *cuts, len(joined)]
    return [(joined[one][0], joined[other - 1][1]) for one, other in pairwise(ends)]


def _shares(parts: Sequence[tuple[int, int]], left: float, right: float) -> list[tuple[float, float]]:
    room = right - left - _BREAK * (len(parts) - 1)
    whole = sum(last - first for first, last in parts)
    shares = [max(_LEAST, (last - first) / whole) for first, last in parts]
    spans, at = [], left
    for share in shares:
        end = at + room * share / sum(shares)
        spans.append((at, end))
        at = end + _BREAK
    return spans


def _ticks(part: tuple[int, int], span: tuple[float, float], size: float) -> list[Tick]:
    """Give the closest ticks of one kind that do not touch; one, for the first day, where none do."""
    first, last = part
    scale = (span[1] - span[0]) / (last - first)
    for step, unit in _STEPS:
        if unit == "d" and (last - first) / step > span[1] - span[0]:
            continue  # more days than px
        if unit == "d" and step >= _WEEK and last - first > _WEEKS:
            continue  # a month is a better mark than every other week
        days = list(_every(first, last, step, unit))
        half = scale / 2 if unit == "d" else 0.0
        ticks = [
            (span[0] + (day.toordinal() - first) * scale + half, _named(day, before, step, unit))
            for before, day in zip([None, *days], days, strict=False)
        ]
        apart = all(b[0] - a[0] >= (width(a[1], size) + width(b[1], size)) / 2 + _APART for a, b in pairwise(ticks))
        if ticks and apart and (len(ticks) > 1 or unit == "d"):
            return ticks
    return [((span[0] + min(span[1], span[0] + scale)) / 2, _whole(date.fromordinal(first)))]


def _every(first: int, last: int, step: int, unit: str) -> Iterator[date]:
    day = date.fromordinal(first)
    if unit == "d":
        while day.toordinal() < last:
            yield day
            if date.max - day < timedelta(days=step):
                return
            day += timedelta(days=step)
        return
    months = day.year * 12 + day.month - 1 + (1 if day.day > 1 else 0)
    months += -months % step
    while months // 12 <= date.max.year and (day := date(months // 12, months % 12 + 1, 1)).toordinal() < last:
        yield day
        months += step


def _named(day: date, before: date | None, step: int, unit: str) -> str:
    """Name a tick; its year only where the one before has another."""
    if unit == "m" and step >= 12:  # noqa: PLR2004  # months of a year
        return str(day.year)
    year = "" if before and before.year == day.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}" if unit == "d" else f"{_MONTHS[day.month - 1]}{year}"


def _whole(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
