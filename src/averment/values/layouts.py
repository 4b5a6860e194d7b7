"""Where a span of the text stands on the pages of the original.

In: a layout and a span. Out: a rectangle for each line of words that the span touches. Nothing is searched for.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values.captures import Box, Layout, Rectangle
    from averment.values.spans import Span

_SAME_LINE: Final = 0.5  # of the lower of two boxes must be beside the other
_FAR: Final = 3.0  # heights of a line; words that are farther apart stand in two columns or cells


def rectangles(layout: Layout, span: Span) -> list[tuple[int, Rectangle]]:
    """Give a page number and a rectangle for each line of words in `span`, in order of the text.

    A word that is only partly in the span is cut in proportion to its code points, from the left (of a word written
    from right to left the cut is at the wrong end: the layout does not know its script); one that stands upright on
    its end is given whole. Costs O(log boxes) and what is given.
    """
    lines: list[tuple[int, Rectangle]] = []
    for page, word in _words(layout, span):
        if lines and lines[-1][0] == page and _beside(lines[-1][1], word):
            lines[-1] = (page, _around(lines[-1][1], word))
        else:
            lines.append((page, word))
    return lines


def _words(layout: Layout, span: Span) -> Iterator[tuple[int, Rectangle]]:
    start, end = span
    for number in range(bisect_right(layout.boxes, start, key=lambda box: box.span[1]), len(layout.boxes)):
        box = layout.boxes[number]
        if box.span[0] >= end:
            return
        yield box.page, _cut(box, start, end)


def _cut(box: Box, start: int, end: int) -> Rectangle:
    left, bottom, right, top = box.rectangle
    first, last = box.span
    if (start <= first and last <= end) or top - bottom > (right - left) > 0:
        return box.rectangle
    each = (right - left) / (last - first)
    return left + each * max(start - first, 0), bottom, right - each * max(last - end, 0), top


def _beside(line: Rectangle, word: Rectangle) -> bool:
    height = min(line[3] - line[1], word[3] - word[1])
    if min(line[3], word[3]) - max(line[1], word[1]) < _SAME_LINE * height:
        return False
    return max(word[0] - line[2], line[0] - word[2]) <= _FAR * height


def _around(line: Rectangle, word: Rectangle) -> Rectangle:
    return min(line[0], word[0]), min(line[1], word[1]), max(line[2], word[2]), max(line[3], word[3])
