"""The runs of a page in the order in which a person reads them: column by column where there are columns.

In: runs of one page that are read the same way up. Out: blocks of runs, one after the other. A gutter is a place just
left of where several runs begin. It parts columns in the bands of the page in which nothing crosses it, where there is
prose on both sides of it: the cells of a table are read across.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from averment.capture.pdf.runs import Run

_DEEPEST: Final = 8  # times that a page is divided
_FEWEST: Final = 5  # runs that can be two columns
_MOST: Final = 20_000  # runs; the page of a newspaper has some 2,000
_GUTTERS: Final = 8  # tried, those where most runs begin
_BESIDE: Final = 2.0  # points between a gutter and the runs right of it
_LINES: Final = 3  # of prose that make a column
_FULL: Final = 0.6  # of a column's width that a line of prose fills
_SHARE: Final = 0.4  # of a column's lines that are so
_SMALL: Final = 0.92  # of the height of most lines: a note
_NARROW: Final = 8.0  # heights of a line: no column of prose is narrower

_Bands: TypeAlias = "list[tuple[list[Run], list[Run], list[Run]]]"


def blocks(runs: list[Run], depth: int = 0) -> list[list[Run]]:
    """Give the blocks of a page. Costs O(runs log runs)."""
    bands = _divided(runs) if depth < _DEEPEST and _FEWEST <= len(runs) <= _MOST else []
    if not bands:
        return [runs] if runs else []
    found: list[list[Run]] = []
    plain: list[Run] = []
    for across, left, right in bands:
        plain += across
        if right:
            found += blocks(plain, depth + 1) + blocks(left, depth + 1) + blocks(right, depth + 1)
            plain = []
    return found + blocks(plain, depth + 1)


def _divided(runs: list[Run]) -> _Bands:
    """Give the bands of the page for the gutter that parts most runs; none where no gutter parts any.

    Of each band what is read across, and what stands in its two columns.
    """
    ordered = sorted(runs, key=lambda run: -(run.top + run.bottom))
    best: _Bands = []
    most = 0
    for gutter in _gutters(runs):
        parts = groupby(ordered, key=lambda run: _crosses(run, gutter))
        bands = [found for _, band in parts for found in _band(list(band), gutter)]
        parted = sum(len(left) + len(right) for _, left, right in bands)
        if parted > most:
            best, most = bands, parted
    return best


def _crosses(run: Run, gutter: float) -> bool:
    return run.left < gutter < run.right


def _gutters(runs: list[Run]) -> list[float]:
    """Give the places left of where most runs begin, but for the first: there is nothing left of it."""
    starts = Counter(round(run.left / _BESIDE) for run in runs)
    first = min(starts)
    common = [start for start, count in starts.most_common() if start > first + 1 and count + starts[start - 1] > 1]
    return [(start - 1) * _BESIDE for start in common[:_GUTTERS]]


def _band(band: list[Run], gutter: float) -> _Bands:
    left = [run for run in band if run.right <= gutter]
    right = [run for run in band if run.left >= gutter]
    if len(left) + len(right) < len(band) or not (left and right) or not _are_columns(_rows(left), _rows(right)):
        return [(band, [], [])]
    small = _SMALL * median(run.height for run in left)
    end = min(run.bottom for run in right)
    notes = [run for run in left if run.top <= end and run.height < small]  # below both, though it crosses neither
    return [([], [run for run in left if run.top > end or run.height >= small], right), (notes, [], [])]


def _are_columns(one: list[_Row], other: list[_Row]) -> bool:
    """Tell columns, by the lines that stand beside each other: above and below these either may have more."""
    top, bottom = min(one[0].top, other[0].top), max(one[-1].bottom, other[-1].bottom)
    left, right = ([row for row in side if row.bottom < top and row.top > bottom] for side in (one, other))
    if _is_prose(left) and _is_prose(right):
        return True
    short = bool(right) and len(other) < _LINES and _is_prose(one) and len(one) > 2 * len(other)  # the report's end
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
