"""Runs to lines: what stands at one height of a block, in the order in which it is read.

In: the runs of a block. Out: its `Line`s from top to bottom. Scripts that run from right to left are read so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from averment.capture.pdf.characters import is_leftward
from averment.capture.pdf.runs import RAISED

if TYPE_CHECKING:
    from averment.capture.pdf.runs import Run, Word

_BESIDE: Final = 0.5  # of the lower of two runs must be beside the other
_TOUCHING: Final = 0.12  # of a line's height: a gap between two runs that is none between words
_CELL: Final = 2.0  # heights of a line: a gap that parts the cells of a table
_INITIAL: Final = 1.7  # heights of a line, from which a letter is the large one that begins an article
_INITIAL_LETTERS: Final = 2
_NOTE_DIGITS: Final = 3
_BEFORE_NOTE: Final = ".,;:!?…”’\"')"  # noqa: RUF001  (quotation marks)


@dataclass(slots=True, frozen=True)
class Line:
    """A line of words, and what stands before each of them: "", " " or a tab. Measures in points, as it is read."""

    page: int
    turns: int
    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    left: float
    bottom: float
    right: float
    top: float
    height: float

    @property
    def text(self) -> str:
        """Give the words and what stands between them."""
        return "".join(gap + word.text for gap, word in zip(self.gaps, self.words, strict=True))

    @property
    def row(self) -> bool:
        """Tell a row of a table."""
        return "\t" in self.gaps


def lines(page: int, runs: list[Run]) -> list[Line]:
    """Give the lines of a block. Costs O(runs log runs)."""
    usual = median(run.height for run in runs)
    groups: list[list[Run]] = []
    held: tuple[float, float] = (0.0, 0.0)  # bottom and top of the tallest run of the last group
    for run in sorted(runs, key=lambda run: -_middle(run, usual)):
        bottom, top = _extent(run, usual)
        overlap = min(top, held[1]) - max(bottom, held[0])
        if groups and overlap >= _BESIDE * min(top - bottom, held[1] - held[0]):
            groups[-1].append(run)
            held = max(held, (bottom, top), key=lambda extent: extent[1] - extent[0])
        else:
            groups.append([run])
            held = (bottom, top)
    return _justified([_line(page, group) for group in groups])


def _justified(found: list[Line]) -> list[Line]:
    """Take wide gaps for spaces in lines that begin and end where others do: those are filled, not rows of a table."""
    edges = Counter((round(line.left), round(line.right)) for line in found if not line.row)
    return [
        replace(line, gaps=tuple(gap.replace("\t", " ") for gap in line.gaps))
        if line.row and edges[round(line.left), round(line.right)] > 1
        else line
        for line in found
    ]


def _extent(run: Run, usual: float) -> tuple[float, float]:
    """Give bottom and top; a large first letter stands on the line that it begins."""
    if run.height > _INITIAL * usual and len(run.text) <= _INITIAL_LETTERS:
        return run.top - usual, run.top
    return run.bottom, run.top


def _middle(run: Run, usual: float) -> float:
    return sum(_extent(run, usual)) / 2


def _line(page: int, group: list[Run]) -> Line:
    placed = sorted(
        ((word, number) for number, run in enumerate(group) for word in run.words), key=lambda pair: pair[0].left
    )
    height = _height([word for word, _ in placed])
    gaps = [_gap(placed[at - 1], placed[at], height) if at else "" for at in range(len(placed))]
    words = [word for word, _ in placed]
    for at in range(1, len(words)):
        if not gaps[at] and _is_note(words[at - 1], words[at], height):
            words[at] = words[at]._replace(text=f"[{words[at].text}]")
    if any(is_leftward(letter) for word in words for letter in word.text):
        words, gaps = _in_reading_order(words, gaps)
    return Line(
        page=page,
        turns=group[0].turns,
        words=tuple(words),
        gaps=tuple(gaps),
        left=min(run.left for run in group),
        bottom=min(run.bottom for run in group),
        right=max(run.right for run in group),
        top=max(run.top for run in group),
        height=height,
    )


def _height(words: list[Word]) -> float:
    """Give the height of most of the letters: a raised note or one large letter does not change it."""
    heights = sorted((word.top - word.bottom, len(word.text)) for word in words)
    half = sum(letters for _, letters in heights) / 2
    passed = 0
    for height, letters in heights:
        passed += letters
        if passed >= half:
            return height
    return 0.0


def _gap(before: tuple[Word, int], after: tuple[Word, int], height: float) -> str:
    width = after[0].left - before[0].right
    if before[1] == after[1]:
        return " "
    initial = before[0].top - before[0].bottom > _INITIAL * height and len(before[0].text) <= _INITIAL_LETTERS
    if width <= (_TOUCHING if not initial else 0.5) * height:
        return ""
    return "\t" if width > _CELL * height else " "


def _is_note(before: Word, word: Word, height: float) -> bool:
    """Tell the raised number of a note after the end of a sentence or a clause; elsewhere it may be an exponent."""
    if not (word.text.isdecimal() and len(word.text) <= _NOTE_DIGITS and before.text[-1] in _BEFORE_NOTE):
        return False
    return word.top - word.bottom < RAISED * height and word.bottom > before.bottom + (1 - RAISED) / 2 * height


def _in_reading_order(words: list[Word], gaps: list[str]) -> tuple[list[Word], list[str]]:
    """Turn round what is read from right to left, in a line whose words stand as they are seen.

    After the Unicode Bidirectional Algorithm (UAX 9, L2), by words: the line as a whole where most letters are
    written so, and in it each stretch of the other direction; numbers go with what stands around them.
    """
    leftward = [any(map(is_leftward, word.text)) for word in words]
    rightward = [not left and any(map(str.isalpha, word.text)) for word, left in zip(words, leftward, strict=True)]
    base = sum(leftward) > sum(rightward)
    turned = _stretches(rightward if base else leftward, leftward if base else rightward)
    order = [at for stretch in (turned[::-1] if base else turned) for at in stretch]
    if not base:
        order = [at for stretch in turned for at in (stretch[::-1] if leftward[stretch[0]] else stretch)]
    between = [gaps[max(one, two)] if abs(one - two) == 1 else " " for one, two in pairwise(order)]
    return [words[at] for at in order], ["", *between]


def _stretches(apart: list[bool], base: list[bool]) -> list[list[int]]:
    """Give the numbers of the words: those from one set apart to the next of them are one stretch, others alone."""
    found: list[list[int]] = []
    at = 0
    while at < len(apart):
        end = at + 1
        if apart[at]:
            for other in range(at + 1, len(apart)):
                if base[other]:
                    break
                if apart[other]:
                    end = other + 1
        found.append(list(range(at, end)))
        at = end
    return found
