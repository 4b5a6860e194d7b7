"""Running headers, footers and page numbers: the same or numbered line at the same place on several pages.

In: the runs of every page. Out: for each page its running lines and the rest. Only what stands outermost is looked
at, line after line inwards, until a line that does not run.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from averment.capture.pdf.runs import Run

_ZONE: Final = 0.18  # of the page's height, at its top and at its bottom
_OUTERMOST: Final = 4  # lines looked at, at either edge
_SAME_PLACE: Final = 4.0  # points
_FEW: Final = 3  # pages on which a line must stand, where there are as many
_DIGITS: Final = 6  # of a page's number, and one more
_LABEL: Final = 80  # code points of a line that may be numbered at its edge
_LONGEST: Final = 300  # code points: a line, no paragraph
_NUMBER: Final = re.compile(r"\d+|\b[ivxlcIVXLC]+\b")
_PAGE_OF: Final = re.compile(
    r"(?:(?:page|p\.|seite|página|страница)\s*)?[-–—]?\s*(\d{1,5})\s*[-–—]?(?:\s*(?:of|/|von|de|из)\s*(\d{1,5}))?",  # noqa: RUF001  (dashes)
    re.IGNORECASE,
)
_PRINTED: Final = re.compile(  # the moment, or the address, by themselves
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?|(?:https?|file)://\S+", re.IGNORECASE
)

Pages: TypeAlias = "list[list[Run]]"
_Key: TypeAlias = "tuple[bool, str, int]"
_Offset: TypeAlias = "tuple[bool, int, int]"
_Sides: TypeAlias = "tuple[list[list[Run]], list[list[Run]]]"


def part(pages: Pages, heights: list[float]) -> tuple[Pages, Pages]:
    """Give the running lines of each page, and the rest of each. `heights` are those of the pages as they are read."""
    rows = [(_rows(runs, height, 1), _rows(runs, height, -1)) for runs, height in zip(pages, heights, strict=True)]
    places: dict[_Key, set[int]] = defaultdict(set)
    for number, sides in enumerate(rows):
        for upper, side in zip((True, False), sides, strict=True):
            for row in side:
                places[_key(upper, row, heights[number])].add(number)
    enough = min(_FEW, max(2, sum(map(bool, pages))))
    offsets = _offsets(rows, heights, enough)
    running: Pages = []
    rest: Pages = []
    for number, sides in enumerate(rows):
        found: list[Run] = []
        for upper, side in zip((True, False), sides, strict=True):
            for row in side:
                height = heights[number]
                repeats = _repeats(_key(upper, row, height), places, enough)
                if not repeats and not _is_numbered(row, number, upper, height, offsets):
                    break
                found += row
        taken = set(map(id, found))
        running.append(found)
        rest.append([run for run in pages[number] if id(run) not in taken])
    return running, rest


def _offsets(rows: list[_Sides], heights: list[float], enough: int) -> set[_Offset]:
    """Give where pages show numbers, and by how much these differ from their own, where several pages agree."""
    pages: dict[_Offset, set[int]] = defaultdict(set)
    for number, sides in enumerate(rows):
        for upper, side in zip((True, False), sides, strict=True):
            for row in side:
                at = _place(upper, row, heights[number])
                for shown, near in product(_numbers(row), (at - 1, at, at + 1)):
                    pages[upper, near, shown - number].add(number)
    return {offset for offset, found in pages.items() if len(found) >= max(enough, _FEW)}


def _rows(runs: list[Run], height: float, way: int) -> list[list[Run]]:
    """Give the outermost lines at the top (`way` 1) or at the bottom (-1), the outermost first."""
    edge = height * (1 - _ZONE) if way > 0 else height * _ZONE
    near = [run for run in runs if not run.askew and way * (run.top + run.bottom) / 2 > way * edge]
    rows: list[list[Run]] = []
    for run in sorted(near, key=lambda run: -way * (run.top + run.bottom)):
        if rows and run.top > rows[-1][0].bottom and run.bottom < rows[-1][0].top and _beside(run, rows[-1][0]):
            rows[-1].append(run)
        elif len(rows) == _OUTERMOST:
            break
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _beside(one: Run, other: Run) -> bool:
    return min(one.top, other.top) - max(one.bottom, other.bottom) > min(one.height, other.height) / 2


def _key(upper: bool, row: list[Run], height: float) -> _Key:  # noqa: FBT001  (the first part of the key)
    words = _NUMBER.sub("#", " ".join(run.text for run in row)[:_LONGEST])
    return upper, words, _place(upper, row, height)


def _place(upper: bool, row: list[Run], height: float) -> int:  # noqa: FBT001  (as above)
    return round((height - row[0].bottom if upper else row[0].bottom) / _SAME_PLACE)


def _repeats(key: _Key, places: dict[_Key, set[int]], enough: int) -> bool:
    upper, words, at = key
    pages: set[int] = set()
    for near in (at - 1, at, at + 1):
        pages |= places.get((upper, words, near), set())
        if len(pages) >= enough:
            return True
    return False


def _is_numbered(row: list[Run], number: int, upper: bool, height: float, offsets: set[_Offset]) -> bool:  # noqa: FBT001  (as above)
    """Tell a line with the number of the page, counted from 0, or with what a browser prints beside it."""
    at = _place(upper, row, height)
    if any((upper, at, shown - number) in offsets for shown in _numbers(row)):
        return True
    for run in row:
        words = run.text[:_LONGEST]
        found = _PAGE_OF.fullmatch(words)
        if found is not None and int(found[1]) == number + 1 and (len(row) == 1 or found[2]):
            return True
        if _PRINTED.fullmatch(words):
            return True
    return False


def _numbers(row: list[Run]) -> set[int]:
    """Give the numbers at the edges of a line, unless that is a sentence: a note begins with a number as well."""
    words = [word.text for run in row for word in run.words]
    if sum(map(len, words)) > _LABEL or words[-1].endswith((".", "!", "?", ";")):
        return set()
    edges = (words[0], words[-1])
    return {int(edge) for edge in edges if len(edge) < _DIGITS and edge.isascii() and edge.isdigit()}
