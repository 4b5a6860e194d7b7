"""What cannot hold together, drawn beside the rows: a line for a row that excludes others, with a sign at each of them.

In: rows, how far down each is. Out: items; or numbers of rows in words, where so many lines could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from averment.render.html.pictures.drawing import Drawing, Item, Key, Line, Sign, label
from averment.render.html.pictures.measure import SMALL, fit, width

if TYPE_CHECKING:
    from averment.render.html.pictures.figures import FigureRow

MOST: Final = 6
"""Lines side by side."""
_TOOTH: Final = 3.5  # px of a sign to each side of its line


def lines(rows: Sequence[FigureRow]) -> list[tuple[int, tuple[int, ...]]] | None:
    """Give rows that exclude others, each with those others, every pair once; `None` where they are too many to draw.

    The row with the most others comes first, so that there are few.
    """
    numbers = {row.number for row in rows}
    left = {(row.number, other) for row in rows for other in row.against if row.number < other}
    if any(other not in numbers for _, other in left):
        return None
    found: list[tuple[int, tuple[int, ...]]] = []
    while left:
        if len(found) == MOST:
            return None
        count: dict[int, int] = {}
        for pair in left:
            for row in pair:
                count[row] = count.get(row, 0) + 1
        head = min(count, key=lambda row: (-count[row], row))
        mine = {pair for pair in left if head in pair}
        found.append((head, tuple(sorted(one if other == head else other for one, other in mine))))
        left -= mine
    return found


def drawn(
    excluding: Iterable[tuple[int, Sequence[int]]], middles: Mapping[int, float], left: float, apart: float
) -> Iterator[Item]:
    """Draw the lines from `left` on, `apart` px: a dot at a row, a bar across at each that it excludes."""
    for number, (head, others) in enumerate(excluding):
        x = left + number * apart
        ends = sorted(middles[row] for row in (head, *others))
        yield Line(points=((x, ends[0]), (x, ends[-1])), kind="clash-line")
        for other in others:
            yield Line(points=((x - _TOOTH, middles[other]), (x + _TOOTH, middles[other])), kind="clash")
        yield Sign(x=x, y=middles[head], shape="dot", kind="clash", scale=0.8)


def listed(numbers: Sequence[int], room: float) -> str:
    """List numbers while they fit, then how many more there are."""
    for shown in range(len(numbers), 0, -1):
        rest = f" +{len(numbers) - shown}" if shown < len(numbers) else ""
        words = f"≠ {' '.join(map(str, numbers[:shown]))}{rest}"
        if width(words, SMALL) <= room:
            return words
    return fit(f"≠ {len(numbers)}", room, SMALL)


def key(rows: Sequence[FigureRow]) -> Key:
    """Explain what is drawn."""
    if lines(rows) is None:
        sign = label(0, 12, "≠ 3", kind="clash", size=SMALL)
        return Key(drawing=Drawing(width=26, height=16, items=(sign,)), words="cannot hold together with figure 3")
    items = tuple(drawn([(1, (2, 3))], {1: 4.0, 2: 10.0, 3: 15.0}, 8, 0))
    return Key(drawing=Drawing(width=16, height=18, items=items), words="cannot hold together with those on its line")
