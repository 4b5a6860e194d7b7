"""Coordinates of a page: as the file has them, as the page is shown, and as its words are read.

In: the visible part of a page and how far it is turned. Out: `Frame`, which gives rectangles in points, counted from
the lower left corner of the page as shown. Words that run upwards are read as if the page were turned under them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from averment.values.captures import Rectangle

FARTHEST: Final = 1e6
"""Points. The format allows pages of 14,400 units (ISO 32000-2, annex C); what is beyond this is made up."""


class Frame(NamedTuple):
    """The visible part of a page, and its quarter turns clockwise (ISO 32000-2, 7.7.3.3 `CropBox`, `Rotate`)."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Give the width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def shown(self, box: Rectangle) -> Rectangle:
        """Give a box of the file's coordinates as shown."""
        return self.read(box, self.turns)

    def read(self, box: Rectangle, turns: int) -> Rectangle:
        """Give a box of the file's coordinates as it stands once the page is turned clockwise so often."""
        moved = (box[0] - self.left, box[1] - self.bottom, box[2] - self.left, box[3] - self.bottom)
        return _turned(moved, turns, self.right - self.left, self.top - self.bottom)

    def unread(self, box: Rectangle, turns: int) -> Rectangle:
        """Give a box of `read` with so many turns as shown, cut at the edges of the page, to a hundredth of a point."""
        width, height = self.right - self.left, self.top - self.bottom
        read = (height, width) if turns % 2 else (width, height)
        left, bottom, right, top = _turned(box, (self.turns - turns) % 4, *read)
        across, up = self.size
        return (_within(left, across), _within(bottom, up), _within(right, across), _within(top, up))


def _turned(box: Rectangle, turns: int, width: float, height: float) -> Rectangle:
    """Turn a box clockwise with its page, which is `width` by `height` before that."""
    left, bottom, right, top = box
    if turns % 4 == 1:
        return bottom, width - right, top, width - left
    if turns % 4 == 2:  # noqa: PLR2004  (half way round)
        return width - right, height - top, width - left, height - bottom
    if turns % 4 == 3:  # noqa: PLR2004  (three quarters)
        return height - top, left, height - bottom, right
    return box


def _within(at: float, most: float) -> float:
    return round(min(max(at, 0.0), most), 2)


def sane(left: float, bottom: float, right: float, top: float) -> Rectangle | None:
    """Give a rectangle with its corners in order; None where it is nowhere."""
    far = FARTHEST
    if -far <= left <= far and -far <= bottom <= far and -far <= right <= far and -far <= top <= far:
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    return None  # no number at all is not between them either
