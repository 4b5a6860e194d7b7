"""Dots of a timeline with their names beside them, stacked until nothing touches: one lane.

In: what was said, with its place on the axis. Out: marks, and how far down they reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.header import counted, when
from averment.render.html.pictures.drawing import TARGET, Anchor, Bar, Box, Item, Mark, Piece, Shape, Sign, Words, label
from averment.render.html.pictures.measure import fit, width
from averment.render.html.standing import TITLES
from averment.render.phrases import NOBODY

if TYPE_CHECKING:
    from averment.render.html.pictures.timeline import Said

_LINE: Final = 17.0  # px of a name
_NAMES: Final = 4  # lines beside a dot
_COUNT: Final = 12.0  # px of a count on its sign
_GAP: Final = 6.0  # px between what stands in a lane
_LOW: Final = 4.5  # px from the middle of a line of words down to what they stand on
_ALOUD: Final = 8  # names in the name of a mark


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One or several of what was said, at one place: from `start` to `end` px, its names between `least` and `most`."""

    said: tuple[Said, ...]
    start: float
    end: float
    least: float
    most: float

    @property
    def count(self) -> int:
        """Give the number of statements."""
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

    @property
    def lasting(self) -> bool:
        """Say whether it is drawn as a bar over its days."""
        left, right = self.reach
        return right - left > 2 * self.radius + 2

    @property
    def names(self) -> list[tuple[str, str]]:
        """Give the lines beside it, each with its kind: who says most first, then how many more there are."""
        counts: dict[str, int] = {}
        for said in self.said:
            for voice in said.voices:
                counts[voice.name] = counts.get(voice.name, 0) + len(voice.told)
        order = sorted(counts, key=lambda name: (name == NOBODY, -counts[name]))
        lines = [(f"{name} ×{counts[name]}" if counts[name] > 1 else name, "ink") for name in order]  # noqa: RUF001
        rest = (f"and {len(lines) - _NAMES + 1:,} more", "quiet")
        return lines if len(lines) <= _NAMES else [*lines[: _NAMES - 1], rest]


class _Names(msgspec.Struct, frozen=True, kw_only=True):
    """Names as they stand: from `x` on or up to it, the first `down` px below the middle of the sign."""

    lines: tuple[Piece, ...]
    x: float
    anchor: Anchor
    down: float

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)


def placed(dots: Sequence[Dot], top: float, most: float) -> tuple[list[Mark], float]:
    """Give each dot with its names the highest place where it touches nothing; give the bottom of all.

    A name takes `most` px.
    """
    taken: list[Box] = []
    marks = []
    for dot in dots:
        names = _beside(dot, most)
        left, right = dot.reach
        before = names.anchor == "end"
        start = left if not before else min(left, names.x - names.width)
        end = right if before else max(right, names.x + names.width)
        if end - start < TARGET:
            start, end = (end - TARGET, end) if before else (start, start + TARGET)
        head = max(TARGET, 2 * dot.radius)
        height = max(head, head / 2 + names.down + _LINE * (len(names.lines) - 0.5))
        y = _free(taken, (start, end), height, top)
        taken.append((start, y, end, y + height))
        marks.append(_mark(dot, names, taken[-1], y + head / 2))
    return marks, max((box[3] for box in taken), default=top)


def _beside(dot: Dot, most: float) -> _Names:
    """Set the names after the sign; before it where there is more room; below a bar with no room at either end."""
    left, right = dot.reach
    wanted = min(most, max(width(name) for name, _ in dot.names))
    rooms = {"after": dot.most - right - _GAP, "before": left - dot.least - _GAP}
    if rooms["after"] < wanted and dot.lasting:
        rooms["below"] = dot.most - left
    side = "after" if rooms["after"] >= wanted else max(rooms, key=lambda one: min(rooms[one], wanted))
    lines = [Piece(text=fit(name, min(most, rooms[side])), kind=kind) for name, kind in dot.names]
    return _Names(
        lines=tuple(line for line in lines if line.text),
        x={"after": right + _GAP, "before": left - _GAP, "below": left}[side],
        anchor="end" if side == "before" else "start",
        down=_LINE + 1 if side == "below" else 0.0,
    )


def _free(taken: Sequence[Box], across: tuple[float, float], height: float, top: float) -> float:
    beside = [box for box in taken if box[0] - _GAP < across[1] and across[0] < box[2] + _GAP]
    for y in sorted({top, *(box[3] + 4 for box in beside)}):
        if all(box[3] + 4 <= y or y + height + 4 <= box[1] for box in beside):
            return y
    return top


def _mark(dot: Dot, names: _Names, box: Box, y: float) -> Mark:
    left, right = dot.reach
    first, middle = dot.said[0], (left + right) / 2
    items: list[Item] = []
    if dot.lasting:
        soft = 7.0 if first.dated == "said" else 0.0
        items.append(Bar(x=left, y=y - 7, width=right - left, height=14, kind=f"span-{first.stance}", round=soft))
    else:
        shape: Shape = "square" if first.dated == "published" else "dot" if first.dated else "diamond"
        scale = dot.radius / (6.5 if shape == "diamond" else 4.5)
        items.append(Sign(x=middle, y=y, shape=shape, kind=first.stance, scale=round(scale, 2)))
    if dot.count > 1:
        kind = "over" if dot.lasting else "on"
        items.append(label(middle, y + 4.3, f"{dot.count:,}", kind, anchor="middle", size=_COUNT, bold=True))
    for number, line in enumerate(names.lines):
        down = y + _LOW + names.down + number * _LINE
        items.append(Words(x=names.x, y=down, pieces=(line,), anchor=names.anchor))
    return Mark(name=_aloud(dot), to=first.first, box=box, items=tuple(items))


def _aloud(dot: Dot) -> str:
    first, last = dot.said[0], dot.said[-1]
    days = [one.day for one in (first, last) if one.day]
    day = when(min(one.start for one in days), max(one.end for one in days)) if days else "no date known"
    how = f" ({first.dated})" if first.dated else ""
    voices = list(dict.fromkeys(voice.name for one in dot.said for voice in one.voices))
    more = f" and {len(voices) - _ALOUD:,} more" if len(voices) > _ALOUD else ""
    return f"{TITLES[first.stance]}, {day}{how}: {counted(dot.count, 'statement')}, {', '.join(voices[:_ALOUD])}{more}"
