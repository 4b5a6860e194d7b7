"""What a picture is drawn of: words, lines, bars and signs at places in px, and marks, which lead somewhere.

In: nothing. Out: the structs that geometry makes and one macro writes as SVG. No colour: a `kind` is a class of
`pictures.css`.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from averment.render.html.pictures.measure import SIZE, width
from averment.values import Place

Anchor: TypeAlias = Literal["start", "middle", "end"]
Shape: TypeAlias = Literal[
    "dot", "ring", "cross", "query", "right", "left", "square", "circle", "diamond", "sheet", "break"
]
Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom, in px."""
TARGET: Final = 24.0
"""px that a mark has at least, both ways (WCAG 2.2, 2.5.8)."""
_ABOVE, _BELOW = 0.95, 0.3  # of the size: what letters take above and below the line they stand on
_PATHS: Final[dict[Shape, str]] = {
    "dot": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    "ring": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    "cross": "M-4.5 -4.5L4.5 4.5M-4.5 4.5L4.5 -4.5",
    "query": "M-5 0L0 -5L5 0L0 5z",
    "right": "M-7 -5L1 0L-7 5",
    "left": "M7 -5L-1 0L7 5",
    "square": "M-4.5 -4.5H4.5V4.5H-4.5z",
    "circle": "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z",
    "diamond": "M-6.5 0L0 -6.5L6.5 0L0 6.5z",
    "sheet": "M-4.5 -6.5H2L4.5 -4V6.5H-4.5zM2 -6.5V-4H4.5",
    "break": "M-5 6L-1 -6M1 6L5 -6",
}


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Words of one look. Their direction is their own: it reorders nothing beside them."""

    text: str
    kind: str = "ink"
    size: float = SIZE
    bold: bool = False

    @property
    def width(self) -> float:
        """Give the px that they take at the most."""
        return width(self.text, self.size, bold=self.bold)


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces after each other on a line that begins, ends or has its middle at `x`."""

    form: Literal["words"] = "words"
    x: float
    y: float
    pieces: tuple[Piece, ...]
    anchor: Anchor = "start"

    @property
    def box(self) -> Box:
        """Give what they cover at the most."""
        taken = sum(piece.width for piece in self.pieces)
        size = max((piece.size for piece in self.pieces), default=0.0)
        left = self.x - {"start": 0.0, "middle": taken / 2, "end": taken}[self.anchor]
        return (left, self.y - _ABOVE * size, left + taken, self.y + _BELOW * size)


def label(  # noqa: PLR0913  (a look each)
    x: float,
    y: float,
    text: str,
    kind: str = "ink",
    *,
    anchor: Anchor = "start",
    size: float = SIZE,
    bold: bool = False,
) -> Words:
    """Set words of one look."""
    return Words(x=x, y=y, pieces=(Piece(text=text, kind=kind, size=size, bold=bold),), anchor=anchor)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line through points."""

    form: Literal["line"] = "line"
    points: tuple[Point, ...]
    kind: str = "rule"

    @property
    def box(self) -> Box:
        """Give what it covers, its thickness aside."""
        return _around(self.points)


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle."""

    form: Literal["bar"] = "bar"
    x: float
    y: float
    width: float
    height: float
    kind: str = "bar"
    round: float = 0.0

    @property
    def box(self) -> Box:
        """Give what it covers."""
        return (self.x, self.y, self.x + self.width, self.y + self.height)


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """A sign with its middle at `x`, `y`: 9 to 13 px each way, times `scale`."""

    form: Literal["sign"] = "sign"
    x: float
    y: float
    shape: Shape
    kind: str = "sign"
    scale: float = 1.0

    @property
    def path(self) -> str:
        """Give its outline around 0, 0."""
        return _PATHS[self.shape]

    @property
    def box(self) -> Box:
        """Give what it covers at the most."""
        reach = 7.0 * self.scale
        return (self.x - reach, self.y - reach, self.x + reach, self.y + reach)


Item: TypeAlias = Words | Line | Bar | Sign


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What leads to a place, or to a document (its digest). `name` says in words what it is; `box` answers a click."""

    name: str
    to: Place | str
    box: Box
    items: tuple[Item, ...]


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of `width` times `height` px. `items` lead nowhere and lie below the marks."""

    width: float
    height: float
    items: tuple[Item, ...] = ()
    marks: tuple[Mark, ...] = ()


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A sign as it is drawn, and what it means."""

    drawing: Drawing
    words: str


def sign_key(shape: Shape, words: str, kind: str = "sign") -> Key:
    """Explain a sign."""
    return Key(drawing=Drawing(width=18, height=16, items=(Sign(x=9, y=8, shape=shape, kind=kind),)), words=words)


def _around(points: tuple[Point, ...]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(down), max(across), max(down))


def span_key(words: str) -> Key:
    """Explain a bar over several days."""
    bar = Bar(x=1, y=4, width=24, height=8, kind="span-any", round=4)
    return Key(drawing=Drawing(width=26, height=16, items=(bar,)), words=words)
