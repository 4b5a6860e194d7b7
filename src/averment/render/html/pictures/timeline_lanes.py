"""Where what was said stands in px: a lane for each side, dots by day, the names beside them stacked until all fit.

In: what was said, the measures of a width. Out: a `Drawing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.claims import SIDES
from averment.render.header import counted, when
from averment.render.html.pictures.days import Days
from averment.render.html.pictures.drawing import TARGET, Bar, Box, Drawing, Item, Line, Mark, Shape, Sign, label
from averment.render.html.pictures.measure import fit, width
from averment.render.phrases import NOBODY

if TYPE_CHECKING:
    from averment.render.html.pictures.timeline import Said
    from averment.values.claims import Stance

TITLES: Final[dict[Stance, str]] = {"supports": "For", "denies": "Against", "doubts": "In doubt"}
"""What the sides are called."""
_TOP: Final = 30.0  # px of the axis
_LINE: Final = 17.0  # px of a name
_NAMES: Final = 4  # lines beside a dot
_SMALL: Final = 12.0
_COUNT: Final = 11.0
_GAP: Final = 6.0  # px between what stands in a lane
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


class _Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One or several of what was said, at one place: from `start` to `end` px, its names between `least` and `most`."""

    said: tuple[Said, ...]
    start: float
    end: float
    least: float
    most: float

    @property
    def count(self) -> int:
        return sum(one.count for one in self.said)

    @property
    def radius(self) -> float:
        """Give half the px of its sign: its surface grows with the count, and the count fits in."""
        if self.count == 1:
            return 5.5
        return max(min(15.0, 7.0 + 1.2 * sqrt(self.count)), width(f"{self.count:,}", _COUNT) / 2 + 3)

    @property
    def reach(self) -> tuple[float, float]:
        """Give the px that its sign covers across."""
        middle = (self.start + self.end) / 2
        half = max((self.end - self.start) / 2, self.radius)
        left = max(self.least, min(middle - half, self.most - 2 * half))
        return left, min(left + 2 * half, self.most)


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
            found, bottom = _placed(dots, top + measures.title + 8, measures.name)
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
    for at, middle, words in days.ticks(_SMALL, max(0.0, measures.left - 30), right - 6):
        yield label(middle, 15, words, kind="quiet", anchor="middle", size=_SMALL)
        yield Line(points=((at, _TOP - 9), (at, bottom)), kind="grid")
    for at in days.starts:
        yield Line(points=((at, _TOP - 9), (at, _TOP - 3)), kind="edge")
    for at in days.cuts:
        yield Sign(x=at, y=_TOP - 6, shape="break", kind="cut")
        yield Line(points=((at, _TOP + 6), (at, bottom)), kind="gap")
    if undated is not None:
        if dated:
            yield Line(points=((undated, 4), (undated, bottom)), kind="rule")
        head = fit("no date known", measures.width - undated - 10, _SMALL)
        yield label(undated + 8, 15, head, kind="quiet", size=_SMALL)


def _title(stance: Stance, lane: Sequence[Said], top: float, measures: Measures) -> Iterator[Item]:
    yield Line(points=((0, top), (measures.width, top)), kind="rule")
    count = sum(one.count for one in lane)
    yield label(0, top + 20, TITLES[stance], kind=f"side-{stance}", bold=True)
    if measures.title:
        start = width(TITLES[stance], bold=True) + 8
        yield label(start, top + 20, counted(count, "statement"), kind="quiet", size=_SMALL)
    else:
        words = fit(counted(count, "statement"), measures.left, _SMALL)
        yield label(0, top + 37, words, kind="quiet", size=_SMALL)


def _dot(said: Said, days: Days, measures: Measures, until: float) -> _Dot:
    if said.day is None:
        at = until + 20
        return _Dot(said=(said,), start=at, end=at, least=until + 6, most=measures.width)
    start, end = days.at(said.day.start), days.at(said.day.end, after=True)
    if said.day.start == said.day.end:
        start = end = (start + end) / 2
    return _Dot(said=(said,), start=start, end=end, least=measures.left, most=until - 6)


def _merged(dots: list[_Dot]) -> list[_Dot]:
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


def _placed(dots: Sequence[_Dot], top: float, most: float) -> tuple[list[Mark], float]:
    """Give each dot with its names the highest place where it touches nothing; give the bottom of all."""
    taken: list[Box] = []
    marks = []
    for dot in dots:
        names = _names(dot)
        left, right = dot.reach
        after, before = dot.most - right - _GAP, left - dot.least - _GAP
        wanted = min(most, max(width(name) for name in names))
        backwards = wanted > after and before > after
        room = min(most, before if backwards else after)
        names = [words for words in (fit(name, room) for name in names) if words]
        taking = max(TARGET - (right - left), max((width(name) for name in names), default=0.0) + _GAP)
        head = max(TARGET, 2 * dot.radius)
        height = max(head, head / 2 + _LINE * (len(names) - 0.5))
        box = (left - (taking if backwards else 0), right + (0 if backwards else taking))
        y = _free(taken, box, height, top)
        taken.append((box[0], y, box[1], y + height))
        marks.append(_mark(dot, names, taken[-1], y + head / 2, backwards=backwards))
    return marks, max((box[3] for box in taken), default=top)


def _free(taken: Sequence[Box], across: tuple[float, float], height: float, top: float) -> float:
    beside = [box for box in taken if box[0] - _GAP < across[1] and across[0] < box[2] + _GAP]
    for y in sorted({top, *(box[3] + 4 for box in beside)}):
        if all(box[3] + 4 <= y or y + height + 4 <= box[1] for box in beside):
            return y
    return top


def _names(dot: _Dot) -> list[str]:
    """Give the names beside a dot, who says most first; how many more there are in the last line."""
    counts: dict[str, int] = {}
    for said in dot.said:
        for voice in said.voices:
            counts[voice.name] = counts.get(voice.name, 0) + len(voice.told)
    order = sorted(counts, key=lambda name: (name == NOBODY, -counts[name]))
    names = [f"{name} ×{counts[name]}" if counts[name] > 1 else name for name in order]  # noqa: RUF001
    return names if len(names) <= _NAMES else [*names[: _NAMES - 1], f"and {len(names) - _NAMES + 1:,} more"]


def _mark(dot: _Dot, names: Sequence[str], box: Box, y: float, *, backwards: bool) -> Mark:
    left, right = dot.reach
    first, middle = dot.said[0], (left + right) / 2
    items: list[Item] = []
    if right - left > 2 * dot.radius + 2:
        soft = 7.0 if first.dated == "said" else 0.0
        items.append(Bar(x=left, y=y - 7, width=right - left, height=14, kind=f"span-{first.stance}", round=soft))
    else:
        shape: Shape = "square" if first.dated == "published" else "dot" if first.dated else "diamond"
        scale = dot.radius / (6.5 if shape == "diamond" else 4.5)
        items.append(Sign(x=middle, y=y, shape=shape, kind=first.stance, scale=round(scale, 2)))
    if dot.count > 1:
        over = "over" if right - left > 2 * dot.radius + 2 else "on"
        words = f"{dot.count:,}"
        items.append(label(middle, y + 4, words, kind=over, anchor="middle", size=_COUNT, bold=True))
    for number, name in enumerate(names):
        kind = "quiet" if number == _NAMES - 1 and name.startswith("and ") else "ink"
        line = y + 4.5 + number * _LINE
        items.append(
            label(left - _GAP if backwards else right + _GAP, line, name, kind, anchor="end" if backwards else "start")
        )
    return Mark(name=_aloud(dot), to=first.first, box=box, items=tuple(items))


def _aloud(dot: _Dot) -> str:
    first, last = dot.said[0], dot.said[-1]
    days = [one.day for one in (first, last) if one.day]
    day = when(min(one.start for one in days), max(one.end for one in days)) if days else "no date known"
    how = f" ({first.dated})" if first.dated else ""
    voices = list(dict.fromkeys(voice.name for one in dot.said for voice in one.voices))
    more = f" and {len(voices) - 8:,} more" if len(voices) > 8 else ""  # noqa: PLR2004  # enough to listen to
    return f"{TITLES[first.stance]}, {day}{how}: {counted(dot.count, 'statement')}, {', '.join(voices[:8])}{more}"
