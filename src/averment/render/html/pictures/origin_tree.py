"""Where the origins of the sides stand in px: roots at the left, what carries them at the right, as a tree.

In: the sides, the measures of a width. Out: a `Drawing`. What does not fit on it is counted there and is in the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.header import counted
from averment.render.html.pictures.drawing import Drawing, Item, Line, Mark, Piece, Sign, Words, label
from averment.render.html.pictures.measure import SMALL, fit, width

if TYPE_CHECKING:
    from averment.render.html.pictures.origins import Carried, Rooted, SideOrigins

_ROW: Final = 25.0
_BIG: Final = 34.0
_STEP: Final = 18.0  # px that each hand is further to the right
_DEEP: Final = 4  # hands; those further down stand at the same place
_REPORTS: Final = 12  # of one origin
_ROWS: Final = 60  # of one side


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """The measures of one width: px of the roots and of the reports. `stacked`: reports stand below their root."""

    width: float
    root: float
    reports: float
    head: float
    stacked: bool


WIDE: Final = Measures(width=800.0, root=108.0, reports=440.0, head=0.0, stacked=False)
NARROW: Final = Measures(width=320.0, root=4.0, reports=26.0, head=44.0, stacked=True)


class _Laid(msgspec.Struct, kw_only=True):
    """What is drawn so far, and how far down."""

    top: float = 0.0
    items: list[Item] = []
    marks: list[Mark] = []


def drawn(sides: Sequence[SideOrigins], measures: Measures) -> Drawing:
    """Draw the sides below each other."""
    laid = _Laid()
    for side in sides:
        top = laid.top
        laid.items += _head(side, top, measures)
        laid.top += measures.head + 6
        _origins(side, laid, measures)
        laid.top = max(laid.top, top + (0 if measures.stacked else 120)) + 8
    return Drawing(width=measures.width, height=laid.top + 4, items=tuple(laid.items), marks=tuple(laid.marks))


def _head(side: SideOrigins, top: float, measures: Measures) -> Iterator[Item]:
    """Give the number of origins, large, and in small words of what."""
    number = f"{len(side.origins):,}"
    noun = "origin" if len(side.origins) == 1 else "origins"
    parties = (
        f"{side.parties:,} {'party' if side.parties == 1 else 'parties'}" if side.parties < len(side.origins) else ""
    )
    reports = f"in {counted(side.reports, 'report')}"
    yield Line(points=((0, top + 2), (measures.width, top + 2)), kind="rule")
    if measures.stacked:
        yield label(0, top + 38, number, kind=f"side-{side.stance}", size=_BIG, bold=True)
        start = width(number, _BIG, bold=True) + 8
        yield label(start, top + 19, f"{noun} {side.title.lower()}", kind=f"side-{side.stance}", bold=True)
        told = ", ".join(filter(None, (parties, reports)))
        yield label(start, top + 37, fit(told, measures.width - start, SMALL), kind="quiet", size=SMALL)
        return
    yield label(0, top + 22, side.title, kind=f"side-{side.stance}", bold=True)
    yield label(0, top + 59, number, kind=f"side-{side.stance}", size=_BIG, bold=True)
    for line, words in enumerate(filter(None, (noun, parties, reports))):
        y = top + 81 + 16 * line
        yield label(0, y, fit(words, measures.root - 14, SMALL), kind="quiet", size=SMALL)


def _origins(side: SideOrigins, laid: _Laid, measures: Measures) -> None:
    rows = 0
    for number, origin in enumerate(side.origins):
        left = side.origins[number:]
        if rows >= _ROWS and len(left) > 1:
            reports = len({report.document for one in left for report in one.reports})
            _more(f"and {counted(len(left), 'origin')} more, in {counted(reports, 'report')}", laid, measures.root)
            return
        begun = laid.top
        _root(origin, side, laid, measures)
        _reports(origin, laid, measures)
        rows += round((laid.top - begun) / _ROW)


def _root(origin: Rooted, side: SideOrigins, laid: _Laid, measures: Measures) -> None:
    """Draw a root with its name; it leads to the first report that carries it."""
    y = laid.top + _ROW / 2
    first = measures.root + 16
    right = measures.width if measures.stacked else measures.reports - 24
    kind = "" if origin.shape == "circle" or origin.kind in origin.name.casefold() else f" {origin.kind}"
    named = Piece(text=fit(origin.name, right - first - width(kind, SMALL)))
    of_kind = Piece(text=kind, kind="quiet", size=SMALL)
    items: list[Item] = [
        Sign(x=measures.root + 4, y=y, shape=origin.shape, kind=side.stance),
        Words(x=first, y=y + 4.5, pieces=(named, of_kind)),
    ]
    end = first + named.width + of_kind.width + 6
    if not measures.stacked and origin.reports and end < measures.reports - 12:
        laid.items.append(Line(points=((end, y), (measures.reports - 10, y)), kind="grid"))
    if origin.reports:
        box = (measures.root - 4, laid.top, right, laid.top + _ROW)
        told = f"{side.title}: {origin.name}, {origin.kind}; {origin.why}"
        laid.marks.append(Mark(name=told, to=origin.reports[0].to, box=box, items=tuple(items)))
    else:
        laid.items += items
    if measures.stacked or not origin.reports:
        laid.top += _ROW


def _reports(origin: Rooted, laid: _Laid, measures: Measures) -> None:
    """Draw the reports of an origin, each joined to the one it came from, or to the root."""
    shown = origin.reports if len(origin.reports) <= _REPORTS + 1 else origin.reports[:_REPORTS]
    below = laid.top - _ROW / 2 + 8 if measures.stacked else laid.top + _ROW / 2
    joints = {-1: below}  # how far down the line goes at which the reports of a depth hang
    for number, report in enumerate(shown):
        y, depth = laid.top + _ROW / 2, min(report.depth, _DEEP)
        x = measures.reports + depth * _STEP
        if number or measures.stacked:
            above = x - _STEP
            laid.items.append(Line(points=((above, joints.get(depth - 1, y)), (above, y), (x - 6, y)), kind="tie"))
        joints |= {depth - 1: y, depth: y + 8}
        laid.marks.append(_mark(report, x, y, measures))
        laid.top += _ROW
    if len(shown) < len(origin.reports):
        _more(f"and {counted(len(origin.reports) - len(shown), 'report')} more", laid, measures.reports)


def _mark(report: Carried, x: float, y: float, measures: Measures) -> Mark:
    start = x + 9
    tie = Piece(text=fit(report.tie, 120, SMALL) + " · " if report.tie else "", kind="tie", size=SMALL)
    day = Piece(text=f", {report.day}" if report.day else "", kind="quiet", size=SMALL)
    room = measures.width - start - tie.width - day.width
    named = Piece(text=fit(report.name, room), kind="ink" if report.adds else "quiet")
    items: list[Item] = [
        Sign(x=x, y=y, shape="sheet", kind="report" if report.adds else "carrier", scale=0.8),
        Words(x=start, y=y + 4.5, pieces=tuple(piece for piece in (tie, named, day) if piece.text)),
    ]
    told = "; ".join(one.why for one in report.why)
    aloud = f"{report.name}{day.text}{f': {told}' if told else ''}"
    box = (x - 8, y - _ROW / 2, measures.width, y + _ROW / 2)
    return Mark(name=aloud, to=report.to, box=box, items=tuple(items))


def _more(words: str, laid: _Laid, x: float) -> None:
    laid.items.append(label(x, laid.top + _ROW / 2 + 4.5, words, kind="quiet", size=SMALL))
    laid.top += _ROW
