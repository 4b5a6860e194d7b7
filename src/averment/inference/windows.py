"""Long texts in pieces that the network can see whole: blocks of text, and windows of word pieces within a block.

Everything here is arithmetic on lengths; both cuts depend on the text alone, never on the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK: Final = 40_000
"""Code points of text held in memory as vectors at one time; attributions do not reach over the end of a block."""

_BREAKS: Final = ("\n\n", "\n", " ")


def blocks(text: str, longest: int = BLOCK) -> Iterator[tuple[int, int]]:
    """Cut `text` into ranges of at most `longest` code points, at blank lines, line breaks or spaces where it can."""
    start = 0
    while len(text) - start > longest:
        middle, end = start + longest // 2, start + longest
        cut = next((at + len(mark) for mark in _BREAKS if (at := text.rfind(mark, middle, end)) >= 0), end)
        yield start, cut
        start = cut
    if start < len(text):
        yield start, len(text)


def windows(count: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Cut `count` word pieces into the fewest windows of at most `size` that overlap by at least `overlap`, evenly.

    Cost: `count / (1 - overlap / size)` word pieces to read at the most; a text of one window is read once.
    """
    if count <= size:
        return [(0, count)] if count else []
    number = -(-(count - overlap) // (size - overlap))
    last = count - size
    starts = [round(i * last / (number - 1)) for i in range(number)]
    return [(start, start + size) for start in starts]


def nearest(cuts: list[tuple[int, int]], first: int, last: int) -> int:
    """Give the index of the window in whose middle the range `[first, last)` stands best: furthest from both edges."""
    return max(range(len(cuts)), key=lambda i: (min(first - cuts[i][0], cuts[i][1] - last), -i))
