"""Ranges drawn in characters over one axis: how far each figure reaches, and where it is open.

In: low and high bounds, either of which may be missing, and the cells there are. Out: an axis of two lines, and bars:
`●` one number, `├──┤` two bounds, `├──▶` at least, `◀──┤` at most, `~` for about. Nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor, isfinite, log10
from typing import Final

from averment.values.bounds import known, number

NARROWEST: Final = 12
"""Cells below which a chart says nothing."""
ASCII: Final = str.maketrans("├┤─▶◀●┴│▸·…–", "||-><*+|>-.-")  # noqa: RUF001
"""For an output that has no other characters."""
_SPAN: Final = 20  # the greatest number is so many times the least: from there on the scale is logarithmic
_LEAST, _MOST = 1e-300, 1e300  # drawn at the edge beyond these
_STEPS: Final = (1.0, 5.0, 2.0)
_BESIDE: Final = 3  # cells at the right, for the arrows of what is open
_ZERO: Final = 3  # cells that nothing takes on a logarithmic scale


class Scale:
    """Where numbers stand in a row of cells. Linear from zero on, or logarithmic where they lie far apart."""

    def __init__(self, numbers: Iterable[float | None], cells: int) -> None:
        drawn = [_drawable(value) for value in map(known, numbers) if value is not None]
        positive = [value for value in drawn if value]
        self._last = max(NARROWEST, cells) - _BESIDE
        self.cells = max(NARROWEST, cells)
        self.logarithmic = bool(positive) and max(positive) / min(positive) >= _SPAN
        self._first = 1 + (_ZERO if self.logarithmic and 0 in drawn else 0)
        self._low = min(positive) if self.logarithmic else 0.0
        self._high = max(positive, default=1.0)
        self._zero = 0 in drawn

    def at(self, value: float) -> int:
        """Give the cell of a number."""
        value = _drawable(value)
        if self.logarithmic:
            if value < self._low:
                return 1
            share = (log10(value) - log10(self._low)) / (log10(self._high) - log10(self._low))
        else:
            share = value / self._high
        return self._first + round(min(1.0, share) * (self._last - self._first))

    def axis(self) -> tuple[str, str]:
        """Give the two lines of the axis: the numbers, and the marks below them."""
        labels, line = [" "] * self.cells, ["─"] * self.cells
        for tick in self._ticks():
            label, cell = number(tick), self.at(tick)
            start = max(0, min(cell - len(label) // 2, self.cells - len(label)))
            around = labels[max(0, start - 1) : start + len(label) + 1]
            if len(label) <= self.cells and not "".join(around).strip():
                labels[start : start + len(label)] = label
                line[cell] = "┴"
        return "".join(labels), "".join(line)

    def bar(self, low: float | None, high: float | None, *, approximate: bool = False) -> str:
        """Draw a figure. Bounds that exclude each other stand with their backs together: `┤  ├`."""
        least, most = known(low), known(high)
        row = [" "] * self.cells
        fill = "~" if approximate else "─"
        if least is None and most is None:
            return ""
        if least is None or most is None:
            first, last = (self.at(least), self.cells - 1) if least is not None else (0, self.at(most or 0.0))
            row[first : last + 1] = fill * (last - first + 1)
            row[first], row[last] = ("├", "▶") if least is not None else ("◀", "┤")
        elif least == most:
            row[self.at(least)] = "~" if approximate else "●"
        else:
            first, last = self.at(min(least, most)), self.at(max(least, most))
            last = max(last, first + 1)
            ends = ("├", "┤") if least < most else ("┤", "├")
            if least < most:
                row[first : last + 1] = fill * (last - first + 1)
            row[first], row[last] = ends
        return "".join(row).rstrip()

    def _ticks(self) -> Iterator[float]:
        """Give the numbers for the axis, those first that are to stand there if there is room."""
        if not self.logarithmic:
            step = _round(self._high / 4)
            yield from (index * step for index in range(floor(self._high / step + 1e-9) + 1))
            return
        if self._zero:
            yield 0.0
        first, last = floor(log10(self._low)), ceil(log10(self._high))
        apart = max(1, ceil((last - first) / 6))
        for step in _STEPS if apart == 1 else _STEPS[:1]:
            for power in range(first, last + 1, apart):
                if self._low <= step * 10.0**power <= self._high:
                    yield step * 10.0**power


def _drawable(value: float) -> float:
    """Give a number that the scales bear: those below zero count nobody."""
    if not isfinite(value):
        return 0.0
    return min(_MOST, max(value, _LEAST)) if value > 0 else 0.0


def _round(value: float) -> float:
    """Give the least round number that is not below one: 1, 2 or 5 and zeros."""
    base = 10.0 ** floor(log10(value))
    return min(step * base for step in (*_STEPS, 10.0, 20.0) if step * base >= value * (1 - 1e-9))
