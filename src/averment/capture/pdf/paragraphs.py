"""Lines to paragraphs, by the gaps between lines, by indents, by lines that end early; across columns and pages.

In: the blocks of lines of all pages in reading order. Out: `Paragraph`s. When in doubt a line goes on the paragraph
that it follows in its column, and begins another at the top of the next.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from averment.capture.pdf.characters import HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.pdf.lines import Line

_OTHER_SIZE: Final = 0.1  # by which the heights of two lines may differ in one paragraph
_GAP: Final = 1.25  # times the usual distance between two lines
_LOOSE: Final = 2.6  # heights of a line; no text is set wider apart within its paragraphs
_INDENT: Final = 0.55  # heights of a line
_EARLY: Final = 1.0  # heights of a line that stay free when the next word would have fitted
_VERY_EARLY: Final = 0.35  # of the width of a column
_LARGE: Final = 1.15  # times the usual height: a heading
_ENDED: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*(?:\[?\d{1,3}\]?)?$")  # noqa: RUF001  (quotation marks)
_BULLET: Final = re.compile(r"[•◦▪‣●○■□\u2043]\s*|\ufffd\s")
_LABEL: Final = re.compile(r"(?:[-–—*]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s")  # noqa: RUF001  (dashes)
_SMALL: Final = 0.92  # times the usual height: a note
_NOTE: Final = re.compile(r"\[?\d{1,3}[\].)]?\s|[*†‡§]")
_LONG_ENOUGH: Final = 25  # code points of a line that may go on in the next column


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, or rows of one table."""

    lines: list[Line] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Give the height of its lines."""
        return self.lines[0].height


@dataclass(slots=True, frozen=True)
class _Usual:
    """What is usual in a document: the height of a line, and for each height the distance of two lines."""

    height: float
    pitches: dict[int, float]

    def gap(self, height: float) -> float:
        """Give the distance of two lines, in points, from which there is a gap between them."""
        pitch = self.pitches.get(round(2 * height), 1.1 * height)
        return min(_GAP * pitch, _LOOSE * height)


def paragraphs(blocks: list[list[Line]]) -> list[Paragraph]:
    """Give the paragraphs of a document, its blocks of lines given in reading order.

    Notes at the foot of a page that cuts a paragraph in two come after that paragraph.
    """
    usual = _usual(blocks)
    found: list[Paragraph] = []
    notes: list[Paragraph] = []
    for block in blocks:
        column = _column(block)
        last: Line | None = None
        for line in block:
            if last is None and _cut_by_notes(found, line, column, usual):
                while _is_note(found[-1], usual):
                    notes.insert(0, found.pop())
            if found and _belongs(found[-1], line, last, column, usual):
                found[-1].lines.append(line)
            else:
                found += [*notes, Paragraph([line])]
                notes = []
            last = line
    return found + notes


def _belongs(above: Paragraph, line: Line, last: Line | None, column: tuple[float, float], usual: _Usual) -> bool:
    """Tell whether a line goes on the paragraph before it; `last` is the line before it in its column."""
    if last is not None or _is_below(above.lines[-1], line, usual):
        return not _divides(above.lines, line, column, usual)
    return _goes_on(above.lines, line, column, usual)


def _cut_by_notes(found: list[Paragraph], line: Line, column: tuple[float, float], usual: _Usual) -> bool:
    """Tell whether a line at the top of a page goes on a paragraph that only notes part it from."""
    at = len(found)
    while at and _is_note(found[at - 1], usual):
        at -= 1
    if not 0 < at < len(found) or found[-1].lines[-1].page == line.page:
        return False
    return _goes_on(found[at - 1].lines, line, column, usual)


def _is_note(paragraph: Paragraph, usual: _Usual) -> bool:
    return paragraph.height < _SMALL * usual.height and _NOTE.match(paragraph.lines[0].text) is not None


def _is_below(last: Line, line: Line, usual: _Usual) -> bool:
    """Tell the next line of a paragraph whose first lines span more than one column, as those of a headline do."""
    if last.page != line.page or abs(last.left - line.left) > _INDENT * line.height:
        return False
    return 0 < last.bottom - line.bottom <= usual.gap(line.height)


def _usual(blocks: list[list[Line]]) -> _Usual:
    heights: Counter[int] = Counter()
    distances: dict[int, Counter[int]] = {}
    for block in blocks:
        for before, line in _pairs(block):
            heights[round(2 * line.height)] += sum(len(word.text) for word in line.words)
            distance = before.bottom - line.bottom if before is not None else 0
            if before is not None and 0 < distance < _LOOSE * line.height and _same_size(before, line):
                distances.setdefault(round(2 * line.height), Counter())[round(2 * distance)] += 1
    pitches = {height: _pitch(counts) for height, counts in distances.items()}
    return _Usual(heights.most_common(1)[0][0] / 2 if heights else 0.0, pitches)


def _pitch(counts: Counter[int]) -> float:
    """Give the commonest distance, the smaller of two as common; a little wider ones are the same one rounded."""
    most = max(counts.values())
    return min(distance for distance, count in counts.items() if 2 * count >= most) / 2


def _pairs(block: list[Line]) -> Iterator[tuple[Line | None, Line]]:
    last: Line | None = None
    for line in block:
        yield last, line
        last = line


def _column(block: list[Line]) -> tuple[float, float]:
    """Give the left edge of most lines, and the right edge of the widest."""
    lefts = Counter(round(line.left) for line in block if not line.row)
    if not lefts:
        return min(line.left for line in block), max(line.right for line in block)
    most = max(lefts.values())
    return float(min(left for left, count in lefts.items() if 2 * count >= most)), max(line.right for line in block)


def _divides(above: list[Line], line: Line, column: tuple[float, float], usual: _Usual) -> bool:
    """Tell whether `line` begins a paragraph below the lines of one."""
    last = above[-1]
    if last.row or line.row:
        return not (last.row and line.row and last.bottom - line.bottom <= _LOOSE * line.height)
    if not _same_size(last, line) or last.turns != line.turns:
        return True
    if last.bottom - line.bottom > usual.gap(line.height) or _BULLET.match(line.text):
        return True
    ended = _ENDED.search(last.text) is not None
    if ended and _LABEL.match(line.text):
        return True
    if line.height > _LARGE * usual.height:
        return False  # headings are centred, and broken by sense
    return _is_indented(above, line, column) or _ends_early(last, line, column[1], ended=ended)


def _is_indented(above: list[Line], line: Line, column: tuple[float, float]) -> bool:
    step = _INDENT * line.height
    last = above[-1]
    if line.left > last.left + step:  # the first line of a paragraph, or the second of an item
        labelled = _BULLET.match(above[0].text) or _LABEL.match(above[0].text)
        return not (labelled and len(above) == 1) and last.left < column[0] + step
    hanging = len(above) > 1 and abs(above[-2].left - last.left) < step
    return line.left < last.left - step and hanging


def _ends_early(last: Line, line: Line, right: float, *, ended: bool) -> bool:
    """Tell whether the next word would have stood on the line before: then that was ended on purpose."""
    room = right - last.right
    first = line.words[0]
    if last.text.endswith(HYPHEN):
        return False
    if room < (first.right - first.left) + _EARLY * line.height:
        return False
    return ended or room > _VERY_EARLY * (right - min(last.left, line.left)) or bool(_LABEL.match(line.text))


def _goes_on(above: list[Line], line: Line, column: tuple[float, float], usual: _Usual) -> bool:
    """Tell whether a line at the top of a column or page goes on the paragraph before it."""
    last = above[-1]
    if last.row or line.row or not _same_size(last, line) or line.height > _LARGE * usual.height:
        return False
    if last.turns != line.turns or _ENDED.search(last.text) or _BULLET.match(line.text):
        return False
    full = last.right - last.left
    if line.text[:1].islower():
        return len(last.text) >= _LONG_ENOUGH or len(above) > 1
    widest = max(one.right for one in above) - min(one.left for one in above)
    indented = line.left > column[0] + _INDENT * line.height
    return len(last.text) >= _LONG_ENOUGH and len(above) > 1 and full > (1 - _VERY_EARLY / 2) * widest and not indented


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.height - other.height) <= _OTHER_SIZE * max(one.height, other.height)
