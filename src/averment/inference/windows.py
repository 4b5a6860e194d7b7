"""Long texts in pieces that the network can see whole: blocks of text, and windows of word pieces within a block.

Both cuts depend on the text alone, never on the machine.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

BLOCK: Final = 40_000
"""Code points of text held in memory as vectors at one time; attributions do not reach over the end of a block."""

_BREAKS: Final = ("\n\n", "\n", " ")
_WORTH: Final = np.array([0, 30, 90])
"""Word pieces that a cut may stand away from the even place to meet the beginning of a sentence, of a line."""


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


def windows(opens: NDArray[np.int64], size: int, overlap: int) -> list[tuple[int, int]]:
    """Cut word pieces into the fewest windows of at most `size`, each `overlap / 2` longer than its own stretch.

    The stretches are about equally long, and meet where a line opens or, else, a sentence, if one does near the even
    place: `opens` says so of each word piece (`tokens.Tokens`). A text of one window is read once; of a longer one,
    `overlap` word pieces are read twice for each window after the first.
    """
    count, half = len(opens), overlap // 2
    if count <= size:
        return [(0, count)] if count else []
    own = size - 2 * half
    number = -(-(count - 2 * half) // own)
    cuts = [0]
    for i in range(1, number):
        least = count - half - (number - i) * own  # what is left must fit into the windows that are left
        most = min(cuts[-1] + own + (half if i == 1 else 0), count - (number - i))
        places = np.arange(max(cuts[-1] + 1, least), most + 1)
        worth = _WORTH[opens[places]] - np.abs(places - i * count / number)
        cuts.append(int(places[worth.argmax()]))
    return [(max(0, first - half), min(count, last + half)) for first, last in pairwise([*cuts, count])]


def nearest(cuts: list[tuple[int, int]], first: int, last: int) -> int:
    """Give the index of the window in whose middle the range `[first, last)` stands best: furthest from both edges."""
    return max(range(len(cuts)), key=lambda i: (min(first - cuts[i][0], cuts[i][1] - last), -i))
