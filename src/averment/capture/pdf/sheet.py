"""One page after the other: its runs of words, what of it is not seen, and which way up it is read.

In: an opened PDF. Out: a `Sheet` for each page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from averment.capture.pdf.characters import UNKNOWN
from averment.capture.pdf.geometry import Frame
from averment.capture.pdf.glyphs import frame, glyphs
from averment.capture.pdf.opened import MAX_GLYPHS
from averment.capture.pdf.runs import Run, runs
from averment.errors import InputTooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.pdf.opened import Opened

_STAMP: Final = 200  # letters at an angle that are a stamp or a watermark; more are a page that was scanned askew
_EDGE: Final = 1.0  # points beyond the edge of the page that still are on it
_PAPER: Final = Frame(0.0, 0.0, 612.0, 792.0, 0)


@dataclass(slots=True)
class Sheet:
    """A page: `main` are the runs that are read the way most are, `others` the rest, `stamps` what stands askew."""

    frame: Frame
    main: list[Run] = field(default_factory=list)
    others: list[Run] = field(default_factory=list)
    stamps: list[Run] = field(default_factory=list)
    damaged: bool = False
    hidden: int = 0
    unknown: int = 0
    letters: int = 0
    comments: int = 0

    @property
    def height(self) -> float:
        """Give the height of the page as most of it is read."""
        turned = self.main[0].turns if self.main else self.frame.turns
        size = self.frame.size
        return size[1] if (turned - self.frame.turns) % 2 == 0 else size[0]


def sheets(opened: Opened) -> Iterator[Sheet]:
    """Give the pages in order. Raises `InputTooLargeError` where they hold more than `MAX_GLYPHS`."""
    total = 0
    for number in range(opened.pages):
        with opened.page(number) as loaded:
            if loaded is None:
                yield Sheet(_PAPER, damaged=True)
                continue
            page, text = loaded
            count = max(0, opened.pdfium.FPDFText_CountChars(text))
            total += count
            if total > MAX_GLYPHS:
                message = f"It holds more than {MAX_GLYPHS:,} characters, the limit."
                raise InputTooLargeError(message)
            shown = frame(opened.pdfium, page)
            sheet = _sheet(shown, runs(glyphs(opened.pdfium, text, count), shown))
            sheet.comments = opened.comments(page)
        yield sheet


def _sheet(shown: Frame, found: Iterator[Run]) -> Sheet:
    sheet = Sheet(shown)
    seen: list[Run] = []
    letters: Counter[int] = Counter()
    askew = 0
    for run in found:
        length = sum(len(word.text) for word in run.words)
        if not _is_on(shown, run):
            sheet.hidden += length
            continue
        seen.append(run)
        sheet.letters += length
        sheet.unknown += sum(word.text.count(UNKNOWN) for word in run.words)
        letters[run.turns] += length
        askew += length if run.askew else 0
    turned = letters.most_common(1)[0][0] if letters else 0
    for run in seen:
        if run.askew and askew <= _STAMP:
            sheet.stamps.append(run)
        else:
            (sheet.main if run.turns == turned else sheet.others).append(run)
    return sheet


def _is_on(shown: Frame, run: Run) -> bool:
    left, bottom, right, top = run.left, run.bottom, run.right, run.top
    across, up = shown.size if (run.turns - shown.turns) % 2 == 0 else shown.size[::-1]
    return right > -_EDGE and top > -_EDGE and left < across + _EDGE and bottom < up + _EDGE
