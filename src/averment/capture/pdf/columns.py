"""The runs of a page in the order in which a person reads them: column by column where there are columns.

In: runs of one page that are read the same way up. Out: blocks of runs, one after the other. A gutter is a place that
few runs cross; it parts columns only where there is prose on both sides of it: the cells of a table are read across.
"""

from __future__ import annotations

from itertools import accumulate, groupby
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from averment.capture.pdf.runs import Run

_BINS: Final = 400  # across the runs, in which they are counted
_DEEPEST: Final = 4  # times that a page is divided in two: sixteen columns
_FEWEST: Final = 6  # runs that can be two columns
_CROSSING: Final = 0.25  # of the lines beside a gutter may cross it: headlines, pictures' legends
_LINES: Final = 3  # of prose that make a column
_FULL: Final = 0.6  # of a column's width that a line of prose fills
_SHARE: Final = 0.4  # of a column's lines that are so
_NARROW: Final = 8.0  # heights of a line: no column of prose is narrower


def blocks(runs: list[Run], depth: int = 0) -> list[list[Run]]:
    """Give the blocks of a page. Costs O(runs log runs)."""
    gutter = _gutter(runs) if depth < _DEEPEST and len(runs) >= _FEWEST else None
    if gutter is None:
        return [runs] if runs else []
    found: list[list[Run]] = []
    plain: list[Run] = []
    for band in _bands(runs, gutter):
        left = [run for run in band if run.right <= gutter]
        right = [run for run in band if run.left >= gutter]
        if len(left) + len(right) == len(band) and _are_columns(left, right):
            found += _undivided(plain, runs, depth)
            plain = []
            found += blocks(left, depth + 1) + blocks(right, depth + 1)
        else:
            plain += band
    return found + _undivided(plain, runs, depth)


def _undivided(plain: list[Run], runs: list[Run], depth: int) -> list[list[Run]]:
    """Give what this gutter does not divide; another may."""
    return blocks(plain, depth + 1) if len(plain) < len(runs) else [plain]


def _bands(runs: list[Run], gutter: float) -> list[list[Run]]:
    """Give the runs from top to bottom, parted where some cross the gutter."""
    ordered = sorted(runs, key=lambda run: -(run.top + run.bottom))
    return [list(band) for _, band in groupby(ordered, key=lambda run: run.left < gutter < run.right)]


def _gutter(runs: list[Run]) -> float | None:
    """Find the widest place that fewest runs cross, with many on either side of it."""
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = (right - left) / _BINS
    if width <= 0:
        return None
    counts = [0] * (_BINS + 1)
    for run in runs:
        first, last = int((run.left - left) / width), int((run.right - left) / width)
        counts[min(first + 1, _BINS)] += 1  # a bin that is only touched is not crossed
        counts[max(first + 1, min(last, _BINS))] -= 1
    covered = list(accumulate(counts[:_BINS]))
    before = list(accumulate(covered, max))
    after = list(accumulate(reversed(covered), max))[::-1]
    return _valley(covered, [min(pair) for pair in zip(before, after, strict=True)], left, width)


def _valley(covered: list[int], beside: list[int], left: float, width: float) -> float | None:
    best: tuple[float, int] | None = None
    middle = 0.0
    at = 0
    for count, group in groupby(covered):
        length = len(list(group))
        many = beside[at]
        if many >= _LINES and count <= _CROSSING * many:
            candidate = (-count / many, length)
            if best is None or candidate > best:
                best, middle = candidate, left + (at + length / 2) * width
        at += length
    return middle if best is not None else None


def _are_columns(left: list[Run], right: list[Run]) -> bool:
    one, other = _rows(left), _rows(right)
    if not _is_prose(one):
        return False
    if _is_prose(other):
        return True
    short = bool(other) and len(other) < _LINES and len(one) > 2 * len(other)  # where the report ends
    return short and one[0].top - other[0].top < median(row.height for row in one)


class _Row(NamedTuple):
    """What stands at one height of a column."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def _rows(side: list[Run]) -> list[_Row]:
    """Give the lines of a column from top to bottom: in justified text one may be several runs."""
    rows: list[_Row] = []
    for run in sorted(side, key=lambda run: -(run.top + run.bottom)):
        if rows and run.top + run.bottom > 2 * rows[-1].bottom:
            last = rows[-1]
            rows[-1] = last._replace(left=min(last.left, run.left), right=max(last.right, run.right))
        else:
            rows.append(_Row(run.left, run.right, run.bottom, run.top))
    return rows


def _is_prose(rows: list[_Row]) -> bool:
    if len(rows) < _LINES:
        return False
    width = max(row.right for row in rows) - min(row.left for row in rows)
    if width < _NARROW * median(row.height for row in rows):
        return False
    full = sum(row.right - row.left >= _FULL * width for row in rows)
    return full >= _LINES and full >= _SHARE * len(rows)
