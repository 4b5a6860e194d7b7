"""Where the rows of figures stand in px: words at the left, bounds over one axis, what excludes them at the right.

In: rows, what is counted, the measures of a width. Out: a `Drawing`, and what its signs mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.header import counted
from averment.render.html.pictures import figure_clashes
from averment.render.html.pictures.drawing import Bar, Drawing, Item, Line, Mark, Piece, Sign, Words, label
from averment.render.html.pictures.measure import SMALL, fit, width
from averment.render.html.pictures.numbers import Numbers
from averment.values.bounds import known

if TYPE_CHECKING:
    from averment.render.html.pictures.figures import FigureRow
    from averment.values import Interval, Stated

_TOP: Final = 44.0  # px of the words and ticks of the axis
_DAY: Final = 30.0  # px of the line that names a day
_ARROW: Final = 12.0  # px beyond the axis, for what is open
_CLOSE: Final = 2  # days apart that need no word
_WHO: Final = (100.0, 256.0)  # px of the longest name, at the least and the most
_BOUNDS: Final = (56.0, 168.0)  # px of bounds and whom they count
_NARROW_BOUNDS: Final = 0.6  # of a line that a name and bounds share


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """The measures of one width. `stacked`: the bar of a row stands below its words.

    `beside`: px at the right for numbers of rows, `lane` for each line that tells what excludes what.
    """

    width: float
    row: float
    stacked: bool
    beside: float
    lane: float


WIDE: Final = Measures(width=800.0, row=26.0, stacked=False, beside=84.0, lane=13.0)
NARROW: Final = Measures(width=320.0, row=46.0, stacked=True, beside=72.0, lane=10.0)


class _Frame:
    """Where columns stand: worked out once from all rows."""

    def __init__(self, rows: Sequence[FigureRow], measures: Measures) -> None:
        self.measures = measures
        self.first = max(18.0, width(str(rows[-1].number if rows else 1), SMALL) + 2)
        self.words = self.first + 8
        self.excluding = figure_clashes.lines(rows)
        self.beside = self._beside()
        end = measures.width - self.beside
        self.bounds = _column((_bounds_width(row) for row in rows), _BOUNDS)
        if measures.stacked:
            self.who = measures.width - self.words
            self.until = measures.width - 2 if self.excluding is None else end - 2
            self.bounds = _NARROW_BOUNDS * (self.until - self.words)
            left = self.words + _ARROW
        else:
            self.who = _column((width(_named(row)) for row in rows), _WHO)
            self.until = self.words + self.who + 12 + self.bounds
            left = self.until + 10 + _ARROW
        values = [bound for row in rows for bound in (row.stated.low, row.stated.high)]
        self.numbers = Numbers(values, left, end - _ARROW)

    def _beside(self) -> float:
        """Give the px at the right for what excludes what."""
        if self.excluding is None:
            return self.measures.beside
        return 10.0 + self.measures.lane * len(self.excluding) if self.excluding else 4.0


def drawn(rows: Sequence[FigureRow], counted_as: str, measures: Measures, more: int = 0) -> Drawing:
    """Draw rows, those of one day under its name; say how many `more` stand in the table alone."""
    frame = _Frame(rows, measures)
    marks: list[Mark] = []
    days: list[Item] = []
    middles: dict[int, float] = {}
    top, before = _TOP, None
    for (day, dated), group in groupby(rows, key=lambda row: (row.stated.day, row.stated.dated)):
        days += _heading(day, dated, before, top, frame)
        top, before = top + _DAY, day or before
        for row in group:
            middles[row.number] = top + (measures.row - 15 if measures.stacked else measures.row / 2)
            marks.append(_mark(row, top, frame))
            top += measures.row
    if more:
        told = fit(f"and {counted(more, 'row')} more, in the table", measures.width, SMALL)
        days.append(label(0, top + 20, told, kind="quiet", size=SMALL))
        top += _DAY
    clashes = figure_clashes.drawn(frame.excluding or (), middles, measures.width - frame.beside + 12, measures.lane)
    return Drawing(
        width=measures.width,
        height=top + 8,
        items=(*_axis(frame, counted_as, top), *days, *clashes),
        marks=tuple(marks),
    )


def _axis(frame: _Frame, counted_as: str, bottom: float) -> Iterator[Item]:
    """Give the words of the axis, its ticks, and thin lines down from them."""
    scale = frame.numbers
    words = f"{counted_as}, logarithmic scale" if scale.logarithmic else counted_as
    start = scale.edge if not frame.measures.stacked else 0.0
    yield label(start, 14, fit(words, frame.measures.width - start, SMALL), kind="quiet", size=SMALL)
    for at, name in scale.ticks(SMALL):
        taken = width(name, SMALL) / 2
        if at - taken >= 0 and at + taken <= frame.measures.width:
            yield label(at, 33, name, kind="quiet", anchor="middle", size=SMALL)
        yield Line(points=((at, _TOP - 5), (at, bottom)), kind="grid")


def _heading(
    day: Interval | None, dated: str | None, before: Interval | None, top: float, frame: _Frame
) -> Iterator[Item]:
    from averment.render.header import when

    name = when(day.start, day.end) if day else "No date known"
    how = "· published" if day and dated == "published" else ""
    gap = (day.start - before.end).days if day and before else 0
    later = f"{how and ' '}· {_long(gap)} later" if gap >= _CLOSE else ""
    y, room = top + 21, frame.measures.width
    yield Line(points=((0, top + 4), (room, top + 4)), kind="rule")
    named = Piece(text=fit(name, room, bold=True), bold=True)
    more = fit(f"{how}{later}", room - named.width - width(" ", SMALL), SMALL)
    rest = (Piece(text=f" {more}", kind="quiet", size=SMALL),) if more else ()
    yield Words(x=0, y=y, pieces=(named, *rest))


def _long(days: int) -> str:
    """Say how long a stretch of days is, as roughly as one speaks of it."""
    for length, noun in ((730, 365.25), (61, 30.44)):
        if days >= length:
            return counted(round(days / noun), "year" if length > 100 else "month")  # noqa: PLR2004  # the longer one
    return counted(days, "day")


def _mark(row: FigureRow, top: float, frame: _Frame) -> Mark:
    """Draw a row: its number, who says it, the bounds in words, the bounds over the axis, what they exclude."""
    measures = frame.measures
    line = top + 17
    middle = top + (measures.row - 15 if measures.stacked else measures.row / 2)
    bounds = _how_many(row, frame.bounds)
    room = min(frame.who, frame.until - frame.words - sum(piece.width for piece in bounds) - 10)
    items: list[Item] = [
        label(frame.first, line, str(row.number), kind="quiet", anchor="end", size=SMALL),
        label(frame.words, line, fit(_named(row), room), kind="ink" if row.stands else "quiet"),
        Words(x=frame.until, y=line, pieces=bounds, anchor="end"),
        *_over_axis(row.stated, middle, frame.numbers),
    ]
    if row.against and frame.excluding is None:
        start = measures.width - frame.beside + 4
        told = figure_clashes.listed(row.against, frame.beside - 4)
        items.append(label(start, middle + 4, told, kind="clash", size=SMALL))
    return Mark(
        name=_aloud(row), to=row.places[0], box=(0, top, measures.width, top + measures.row), items=tuple(items)
    )


def _over_axis(stated: Stated, y: float, scale: Numbers) -> Iterator[Item]:
    """Draw the bounds: a point, a bar between two, a line from one to the end of the axis."""
    low, high = known(stated.low), known(stated.high)
    kind = {"deny": "denied", "doubt": "doubted"}.get(stated.act or "", "part" if stated.part else "")
    if low is None and high is None:
        return
    if low is None or high is None:
        at = scale.at(low if low is not None else high or 0.0)
        end = scale.right + _ARROW - 2 if low is not None else scale.edge - _ARROW + 2
        yield Line(points=((at, y), (end, y)), kind=kind or "open")
        yield Sign(x=end, y=y, shape="right" if low is not None else "left", kind=kind or "open", scale=0.8)
        yield Line(points=((at, y - 5), (at, y + 5)), kind=kind or "cap")
    elif low != high:
        start, end = sorted((scale.at(low), scale.at(high)))
        yield Bar(
            x=start,
            y=y - 3,
            width=max(2.0, end - start),
            height=6,
            kind=kind or ("about" if stated.approximate else "bar"),
        )
        yield Line(points=((start, y - 5), (start, y + 5)), kind=kind or "cap")
        yield Line(points=((end, y - 5), (end, y + 5)), kind=kind or "cap")
    at = scale.at(low if low is not None else high or 0.0)
    if kind in {"denied", "doubted"}:
        yield Sign(x=at, y=y, shape="cross" if kind == "denied" else "query", kind=kind)
    elif low == high or (None in {low, high} and stated.approximate):
        yield Sign(
            x=at,
            y=y,
            shape="ring" if stated.approximate else "dot",
            kind="part" if stated.part else "hollow" if stated.approximate else "sign",
            scale=0.8 if stated.part else 1.0,
        )


def _named(row: FigureRow) -> str:
    return f"{row.who} ×{len(row.places)}" if len(row.places) > 1 else row.who  # noqa: RUF001


def _aloud(row: FigureRow) -> str:
    day = f", {'published' if row.stated.dated == 'published' else 'said'} {row.day}" if row.day else ", no date known"
    told = f", in {len(row.places)} places" if len(row.places) > 1 else ""
    against = f"; cannot hold together with {', '.join(map(str, row.against))}" if row.against else ""
    return f"Figure {row.number}: {row.who}, {row.bounds}{row.of and ' '}{row.of}{day}{told}{against}"


def _how_many(row: FigureRow, room: float) -> tuple[Piece, ...]:
    """Set bounds, and whom they count as far as there is room. Bounds are never cut: a cut number is another number."""
    bounds = Piece(text=row.bounds, kind="ink" if row.stands else "quiet", bold=row.stands)
    if bounds.width > room:
        return (Piece(text=fit("see the table", room), kind="quiet"),)
    of = fit(row.of, room - bounds.width - width(" ", SMALL), SMALL)
    return (bounds, Piece(text=f" {of}", kind="quiet", size=SMALL)) if of.strip("… ") else (bounds,)


def _bounds_width(row: FigureRow) -> float:
    return width(row.bounds, bold=row.stands) + (width(f"  {row.of}", SMALL) if row.of else 0.0)


def _column(widths: Iterator[float], between: tuple[float, float]) -> float:
    least, most = between
    return max(least, min(most, max(widths, default=least)))
