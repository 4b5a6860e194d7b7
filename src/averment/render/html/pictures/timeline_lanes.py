"""Where what was said stands in px: a lane for each side, dots by day, the names beside them stacked until all fit.

In: what was said, the measures of a width. Out: a `Drawing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.claims import SIDES
from averment.render.header import counted
from averment.render.html.pictures.days import Days
from averment.render.html.pictures.drawing import TARGET, Drawing, Item, Line, Mark, Sign, label
from averment.render.html.pictures.measure import SMALL, fit, width
from averment.render.html.pictures.timeline_dots import Dot, placed
from averment.render.html.standing import TITLES

if TYPE_CHECKING:
    from averment.render.html.pictures.timeline import Said
    from averment.values.claims import Stance

_TOP: Final = 30.0  # px of the axis
_CROWD: Final = 30  # dots of a lane; where there were more, those within `TARGET` px are one


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """The measures of one width: px at the left of the axis, of a name, of the lane without days; lines for a title."""

    width: float
    left: float
    name: float
    undated: float
    title: float


WIDE: Final = Measures(width=800.0, left=108.0, name=260.0, undated=170.0, title=0.0)
NARROW: Final = Measures(width=320.0, left=4.0, name=200.0, undated=110.0, title=24.0)


def drawn(said: Sequence[Said], measures: Measures) -> Drawing:
    """Draw the lanes of the sides on which something was said, in their order."""
    dated = [one.day for one in said if one.day]
    undated = any(one.day is None for one in said)
    right = measures.width - 4
    until = (right - measures.undated if dated else measures.left) if undated else right
    days = Days(dated, measures.left + 10, until - 24)
    ground: list[Item] = []
    marks: list[Mark] = []
    top = _TOP
    for stance in SIDES:
        lane = [one for one in said if one.stance == stance]
        if lane:
            ground += _title(stance, lane, top, measures)
            dots = _merged([_dot(one, days, measures, until) for one in lane])
            found, bottom = placed(dots, top + measures.title + 8, measures.name)
            marks += found
            top = max(bottom, top + 46) + 8
    return Drawing(
        width=measures.width,
        height=top + 4,
        items=(*_axis(days, measures, until if undated else None, top, dated=bool(dated)), *ground),
        marks=tuple(marks),
    )


def _axis(days: Days, measures: Measures, undated: float | None, bottom: float, *, dated: bool) -> Iterator[Item]:
    """Give ticks with lines down from them, the cuts, and the head of what has no day."""
    right = undated if undated is not None else measures.width
    if dated:
        yield Line(points=((measures.left, _TOP - 6), (right - 12, _TOP - 6)), kind="rule")
    for at, middle, words in days.ticks(SMALL, max(0.0, measures.left - 30), right - 6):
        yield label(middle, 15, words, kind="quiet", anchor="middle", size=SMALL)
        yield Line(points=((at, _TOP - 9), (at, bottom)), kind="grid")
    for at in days.starts:
        yield Line(points=((at, _TOP - 9), (at, _TOP - 3)), kind="edge")
    for at in days.cuts:
        yield Sign(x=at, y=_TOP - 6, shape="break", kind="cut")
        yield Line(points=((at, _TOP + 6), (at, bottom)), kind="gap")
    if undated is not None:
        if dated:
            yield Line(points=((undated, 4), (undated, bottom)), kind="rule")
        head = fit("no date known", measures.width - undated - 10, SMALL)
        yield label(undated + 8, 15, head, kind="quiet", size=SMALL)


def _title(stance: Stance, lane: Sequence[Said], top: float, measures: Measures) -> Iterator[Item]:
    yield Line(points=((0, top), (measures.width, top)), kind="rule")
    count = sum(one.count for one in lane)
    yield label(0, top + 20, TITLES[stance], kind=f"side-{stance}", bold=True)
    if measures.title:
        start = width(TITLES[stance], bold=True) + 8
        yield label(start, top + 20, counted(count, "statement"), kind="quiet", size=SMALL)
    else:
        words = fit(counted(count, "statement"), measures.left, SMALL)
        yield label(0, top + 37, words, kind="quiet", size=SMALL)


def _dot(said: Said, days: Days, measures: Measures, until: float) -> Dot:
    if said.day is None:
        at = until + 20
        return Dot(said=(said,), start=at, end=at, least=until + 6, most=measures.width)
    start, end = days.at(said.day.start), days.at(said.day.end, after=True)
    if said.day.start == said.day.end:
        start = end = (start + end) / 2
    return Dot(said=(said,), start=start, end=end, least=measures.left, most=until - 6)


def _merged(dots: list[Dot]) -> list[Dot]:
    """Put together what lies within a few px, where a lane has more than can be told apart."""
    dots.sort(key=lambda dot: (dot.start, dot.end))
    if len(dots) <= _CROWD:
        return dots
    found = [dots[0]]
    for dot in dots[1:]:
        last = found[-1]
        if dot.start - last.start < TARGET and dot.least == last.least:
            both = {"said": (*last.said, *dot.said), "end": max(last.end, dot.end)}
            found[-1] = msgspec.structs.replace(last, **both)
        else:
            found.append(dot)
    return found
