"""The pages of a PDF as a person would see them, and where on them stands what was read in the text.

In: the bytes of an original, its layout, marks on its text. Out: pictures as PNG, drawn where parsers run, the last of
them kept in memory; rectangles by page.
"""

from __future__ import annotations

import atexit
from collections import OrderedDict, defaultdict
from functools import cache
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Final

import msgspec

from averment.capture.found import Wanted
from averment.capture.limits import MIB, Limits
from averment.capture.sandbox import Sandbox
from averment.values.layouts import rectangles
from averment.web.document.png import png

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.values import Layout
    from averment.web.marking import Mark, MarkKind

ACROSS: Final = 1240
"""Pixels of the width of a page: 150 an inch of A4, at which small print can be read."""
MOST: Final = 4_000_000
"""Pixels of one picture, however long its page."""
LIMITS: Final = Limits(processor=10, wait=15, memory=1024 * MIB, text=3 * MOST, member=3 * MOST, record=4096)
"""What one page may cost: a page of text takes a twentieth of a second, one of a scanned book half of one."""
_KEPT: Final = 32 * MIB  # bytes of pictures that are held
_AT_ONCE: Final = 2


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle on a page around words of a thing that was read: points, counted from the upper left corner."""

    kind: MarkKind
    x: float
    y: float
    width: float
    height: float


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A page: its number from 1, its size in points, and by id what stands on it. `first` are ids not met before."""

    number: int
    width: float
    height: float
    outlines: dict[str, tuple[Outline, ...]]
    first: frozenset[str]


def sheets(layout: Layout, marks: Iterable[Mark]) -> list[Sheet]:
    """Give the pages with what stands on them. Dates and mentions of speakers are left out."""
    heights = {page.number: page.height for page in layout.pages}
    placed: defaultdict[int, defaultdict[str, list[Outline]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        if mark.kind not in {"date", "mention"}:
            for page, (left, bottom, right, top) in rectangles(layout, mark.span):
                outline = Outline(
                    kind=mark.kind,
                    x=round(left, 1),
                    y=round(heights.get(page, top) - top, 1),
                    width=round(right - left, 1),
                    height=round(top - bottom, 1),
                )
                placed[page][mark.name].append(outline)
    found: list[Sheet] = []
    met: set[str] = set()
    for paper in layout.pages:
        outlines = {name: tuple(around) for name, around in placed[paper.number].items()}
        new = frozenset(outlines.keys() - met)
        found.append(Sheet(number=paper.number, width=paper.width, height=paper.height, outlines=outlines, first=new))
        met |= new
    return found


class Pictures:
    """Pictures of pages, drawn when they are asked for. Safe for several threads; two are drawn at a time.

    `most` is how many bytes of them are kept.
    """

    def __init__(self, sandbox: Sandbox, most: int = _KEPT) -> None:
        self._sandbox, self._most = sandbox, most
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock, self._turn = Lock(), BoundedSemaphore(_AT_ONCE)

    def kept(self, digest: str, page: int) -> bytes | None:
        """Give a page as PNG where it was drawn not long ago."""
        with self._lock:
            if (digest, page) in self._kept:
                self._kept.move_to_end((digest, page))
            return self._kept.get((digest, page))

    def draw(self, digest: str, page: int, original: bytes) -> bytes:
        """Draw a page of an original as PNG. Raises an `InputError` where that cannot be done within the limits."""
        with self._turn:
            made = png(self._sandbox.draw(original, Wanted(page=page, across=ACROSS, most=MOST)))
        with self._lock:
            self._kept[digest, page] = made
            while sum(map(len, self._kept.values())) > self._most:
                self._kept.popitem(last=False)
        return made


@cache
def pictures() -> Pictures:
    """Give the pictures that all of this process shares; the sandbox is closed when it ends."""
    sandbox = Sandbox(LIMITS)
    atexit.register(sandbox.close)
    return Pictures(sandbox)
