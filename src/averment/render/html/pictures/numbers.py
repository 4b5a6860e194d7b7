"""An axis of numbers in px: from zero on, or logarithmic where they lie far apart; its ticks.

In: numbers, any of which may be missing or absurd; the px there are. Out: where each stands, and ticks that do not
touch each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor, isfinite, log10
from typing import Final

from averment.render.html.pictures.measure import width
from averment.values.bounds import known, number

_SPAN: Final = 30.0  # about 1.5 decades: from there on the scale is logarithmic
_LEAST, _MOST = 1e-300, 1e300  # drawn at the edge beyond these
_ZERO: Final = 26.0  # px at the left of a logarithmic scale for a zero, which has no place on it
_BEYOND: Final = 1.1  # how far a scale from zero goes on after the greatest number: what is open has room there
_APART: Final = 8.0  # px between the words of two ticks
_DECADES: Final = 6  # ticks of a logarithmic scale, about


class Numbers:
    """Where numbers stand between `left` and `right`."""

    def __init__(self, values: Iterable[float | None], left: float, right: float) -> None:
        drawn = [_drawable(value) for value in map(known, values) if value is not None]
        positive = [value for value in drawn if value]
        self._zero = 0 in drawn
        self.logarithmic = bool(positive) and max(positive) / min(positive) >= _SPAN
        self.edge = left
        self._left = left + (_ZERO if self.logarithmic and self._zero else 0.0)
        self.right = right
        self._low = min(positive) if self.logarithmic else 0.0
        self._high = max(positive, default=1.0) * (1.0 if self.logarithmic else _BEYOND)

    def at(self, value: float) -> float:
        """Give the px of a number."""
        value = _drawable(value)
        if not self.logarithmic:
            share = value / self._high
        elif value < self._low:
            return self.edge
        else:
            share = (log10(value) - log10(self._low)) / (log10(self._high) - log10(self._low))
        return round(self._left + min(1.0, share) * (self.right - self._left), 1)

    def ticks(self, size: float) -> list[tuple[float, str]]:
        """Give px and words of those ticks whose words, set around them at `size` px, do not touch."""
        taken: list[tuple[float, float]] = []
        kept: dict[float, str] = {}
        for tick in self._ticks():
            words, at = number(tick), self.at(tick)
            half = width(words, size) / 2
            start, end = at - half, at + half
            if all(end + _APART <= left or right + _APART <= start for left, right in taken):
                taken.append((start, end))
                kept[at] = words
        return sorted(kept.items())

    def _ticks(self) -> Iterator[float]:
        """Give the numbers for the axis, those first that are to stand there if there is room."""
        if not self.logarithmic:
            step = _round_up(self._high / max(2.0, (self.right - self.edge) / 90.0))
            step = max(step, 1.0) if self._high >= 1 else step  # people come whole
            yield from (index * step for index in range(floor(self._high / step + 1e-9) + 1))
            return
        if self._zero:
            yield 0.0
        first, last = floor(log10(self._low)), ceil(log10(self._high))
        apart = max(1, ceil((last - first) / _DECADES))
        for step in (1.0, 3.0) if apart == 1 else (1.0,):
            for power in range(first, last + 1, apart):
                if self._low <= step * 10.0**power <= self._high:
                    yield step * 10.0**power


def _drawable(value: float) -> float:
    """Give a number that the axis bears: those below zero count nobody."""
    if not isfinite(value) or value <= 0:
        return 0.0
    return min(_MOST, max(value, _LEAST))


def _round_up(value: float) -> float:
    """Give the least round number that is not below one: 1, 2 or 5 and zeros."""
    base = 10.0 ** floor(log10(value))
    return min(step * base for step in (1.0, 2.0, 5.0, 10.0, 20.0) if step * base >= value * (1 - 1e-9))
