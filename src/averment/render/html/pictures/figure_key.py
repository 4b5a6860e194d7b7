"""What the signs of a picture of figures mean: those alone that it has.

In: rows. Out: signs as they are drawn, each with its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from averment.render.html.pictures import figure_clashes
from averment.render.html.pictures.drawing import Bar, Drawing, Key, Line, Shape, Sign, sign_key
from averment.values.bounds import known

if TYPE_CHECKING:
    from averment.render.html.pictures.figures import FigureRow
    from averment.values import Stated


def keys(rows: Sequence[FigureRow]) -> tuple[Key, ...]:
    """Explain the signs that the rows have."""
    stated = [row.stated for row in rows if row.stands]
    found: list[Key] = []
    if any(_one(one) and not one.approximate and not one.part for one in stated):
        found.append(sign_key("dot", "one number"))
    if any(one.approximate for one in stated):
        found.append(sign_key("ring", "about", "hollow"))
    if any(_two(one) for one in stated):
        bar = Bar(x=2, y=5, width=18, height=6, kind="bar")
        found.append(Key(drawing=Drawing(width=22, height=16, items=(bar,)), words="between two bounds"))
    for shape, words, low in (("right", "at least", True), ("left", "up to", False)):
        if any((known(one.low) is not None) == low != (known(one.high) is not None) for one in stated):
            found.append(_arrow_key("right" if shape == "right" else "left", words))
    for act, words in (("deny", "denied"), ("doubt", "doubted")):
        if any(row.stated.act == act for row in rows):
            found.append(sign_key(*(("cross", words, "denied") if act == "deny" else ("query", words, "doubted"))))
    if any(row.stated.part for row in rows):
        found.append(sign_key("dot", "counts a part of those around it", "part"))
    if any(row.against for row in rows):
        found.append(figure_clashes.key(rows))
    return tuple(found)


def _arrow_key(shape: Shape, words: str) -> Key:
    ends = (4.0, 24.0) if shape == "right" else (24.0, 4.0)
    items = (
        Line(points=((4, 8), (24, 8)), kind="open"),
        Line(points=((ends[0], 3), (ends[0], 13)), kind="cap"),
        Sign(x=ends[1], y=8, shape=shape, kind="open"),
    )
    return Key(drawing=Drawing(width=28, height=16, items=items), words=words)


def _one(stated: Stated) -> bool:
    return known(stated.low) is not None and stated.low == stated.high


def _two(stated: Stated) -> bool:
    return known(stated.low) is not None and known(stated.high) is not None and stated.low != stated.high
