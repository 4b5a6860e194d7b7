"""What the tests of pictures share: invented values, and a look at what a drawing covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from hypothesis import strategies as st

from averment.render.html.pictures.drawing import TARGET, Box, Drawing, Item, Words
from averment.values import Interval, Stated

NAMES = (
    "Velmar council",
    "Colonel Oro Dask of the Third Mountain Brigade, speaking for the Vantor command in the east of the province",
    "unattributed",
    "",
    "مجلس فلمار",
    "“Halden” <script>alert(1)</script>\u202egnp",
    "e\u0301" * 60,
    "維" * 40,
    "W" * 90,
)
ON_SIGNS = frozenset({"on", "over"})  # counts that stand on their own sign
_FIRST = date(2031, 3, 12)

names = st.sampled_from(NAMES) | st.text(max_size=60)
bounds = (
    st.none()
    | st.sampled_from((0.0, 1.0, 12.0, 1300.0, 1e9, 1e300, 5e-324, float("inf"), float("nan")))
    | st.floats(0, 1e7)
)


@st.composite
def intervals(draw: st.DrawFn, most: int = 4000) -> Interval:
    """Give a day, a few days, or a month, near or far."""
    start = _FIRST + timedelta(days=draw(st.integers(0, most)))
    return Interval(start=start, end=start + timedelta(days=draw(st.sampled_from((0, 0, 0, 1, 30, 364)))))


@st.composite
def figures(draw: st.DrawFn) -> Stated:
    """Give a figure of any kind."""
    return Stated(
        document=draw(st.sampled_from(("sha256:" + "a" * 64, "sha256:" + "b" * 64))),
        figure=f"f{draw(st.integers(1, 99))}",
        span=(0, 2),
        quote="12",
        by=draw(st.sampled_from((None, "a1"))),
        speaker=draw(st.none() | names),
        party=draw(st.none() | names),
        low=draw(bounds),
        high=draw(bounds),
        approximate=draw(st.booleans()),
        unit=draw(st.none() | names),
        day=draw(st.none() | intervals()),
        dated=draw(st.sampled_from(("said", "published"))),
        act=draw(st.sampled_from((None, "assert", "deny", "doubt"))),
        part=draw(st.booleans()),
    )


def faults(drawing: Drawing) -> list[str]:
    """Give what is wrong with a drawing: words on words, anything outside, marks too small to hit or on each other."""
    return [*_outside(drawing), *_touching(drawing), *_small(drawing)]


def items(drawing: Drawing) -> Iterator[Item]:
    """Give everything that is drawn."""
    yield from drawing.items
    for mark in drawing.marks:
        yield from mark.items


def told(drawing: Drawing) -> list[str]:
    """Give the words of a drawing, a line each."""
    return ["".join(piece.text for piece in item.pieces) for item in items(drawing) if isinstance(item, Words)]


def _outside(drawing: Drawing) -> Iterator[str]:
    for left, top, right, bottom in (*(item.box for item in items(drawing)), *(mark.box for mark in drawing.marks)):
        if left < -0.51 or top < -0.51 or right > drawing.width + 0.51 or bottom > drawing.height + 0.51:
            yield f"outside: {left, top, right, bottom} of {drawing.width, drawing.height}"


def _touching(drawing: Drawing) -> Iterator[str]:
    lines = [item for item in items(drawing) if isinstance(item, Words) and item.pieces[0].kind not in ON_SIGNS]
    for one, other in _meeting([(line.box, line) for line in lines]):
        yield f"words on words: {one.pieces} and {other.pieces}"
    for mark, another in combinations(drawing.marks, 2):
        if _meet(mark.box, another.box):
            yield f"marks on each other: {mark.name} and {another.name}"


def _meeting(found: list[tuple[Box, Words]]) -> Iterator[tuple[Words, Words]]:
    for (box, one), (other_box, other) in combinations(found, 2):
        if _meet(box, other_box):
            yield one, other


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] - 0.1 and other[0] < one[2] - 0.1 and one[1] < other[3] - 0.1 and other[1] < one[3] - 0.1


def _small(drawing: Drawing) -> Iterator[str]:
    for mark in drawing.marks:
        left, top, right, bottom = mark.box
        if right - left < TARGET - 0.1 or bottom - top < TARGET - 0.1:
            yield f"too small: {mark.name}"
