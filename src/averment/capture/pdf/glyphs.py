"""The glyphs of a page, as PDFium gives them: what each stands for, its box, and which way it is turned.

In: a page of PDFium's. Out: `Glyph`s in the order of the file, and its `Frame`. About 2.5 µs a glyph.
"""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from averment.capture.pdf.characters import UNKNOWN, is_surrogate, letters, paired
from averment.capture.pdf.geometry import Frame, sane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values.captures import Rectangle

ASKEW: Final = -1
"""In place of the quarter turns of what stands at another angle: a watermark, say."""
_UPRIGHT: Final = 0.15  # radians off the straight that still are straight: a scanned page is never quite so
_BREAKS: Final = (0x0A, 0x0D)


class Glyph(NamedTuple):
    """Letters, their box in the file's coordinates, quarter turns to read them. "" ends a line, " " a word."""

    letters: str
    box: Rectangle | None
    turns: int


def frame(pdfium: Any, page: Any) -> Frame:  # noqa: ANN401  (PDFium's bindings have no types)
    """Give the visible part of a page: its crop box within its media box."""
    box = pdfium.FS_RECTF()
    found = pdfium.FPDF_GetPageBoundingBox(page, box)
    rectangle = sane(box.left, box.bottom, box.right, box.top) if found else None
    left, bottom, right, top = rectangle or (0.0, 0.0, 612.0, 792.0)
    return Frame(left, bottom, right, top, pdfium.FPDFPage_GetRotation(page) % 4)


def glyphs(pdfium: Any, text: Any, count: int) -> Iterator[Glyph]:  # noqa: ANN401  (as above)
    """Give the glyphs of a text page that has `count` of them."""
    unit_of, angle_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharAngle
    made_up, box_of = pdfium.FPDFText_IsGenerated, _boxes(pdfium, text)
    waiting: int | None = None  # a surrogate whose other half comes next
    for index in range(count):
        unit = unit_of(text, index)
        if waiting is not None:
            whole = paired(waiting, unit)
            waiting = None
            yield Glyph(letters(whole) if whole else UNKNOWN, box_of(index), _turns(angle_of(text, index)))
            if whole:
                continue
        if is_surrogate(unit):
            waiting = unit
        elif unit in _BREAKS and made_up(text, index) == 1:
            yield Glyph("", None, 0)
        else:
            found = letters(unit)
            if found == " ":
                yield Glyph(found, None, 0)
            elif found:
                yield Glyph(found, box_of(index), _turns(angle_of(text, index)))
    if waiting is not None:
        yield Glyph(UNKNOWN, box_of(count - 1), 0)


def _boxes(pdfium: Any, text: Any) -> Any:  # noqa: ANN401  (as above)
    """Give the function from a glyph's number to its box: that of its line's height, or of its ink where that is none.

    Which is so for fonts that do not state how high they are.
    """
    box = pdfium.FS_RECTF()
    edges = [ctypes.c_double() for _ in range(4)]
    loose, tight = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharBox
    left, right, bottom, top = edges

    def of(index: int) -> Rectangle | None:
        if loose(text, index, box):
            found = sane(box.left, box.bottom, box.right, box.top)
            if found is not None and found[0] < found[2] and found[1] < found[3]:
                return found
        if tight(text, index, *edges):
            return sane(left.value, bottom.value, right.value, top.value)
        return None

    return of


def _turns(angle: float) -> int:
    """Give the quarter turns, clockwise, that set straight what PDFium says is turned clockwise by `angle` radians."""
    if not math.isfinite(angle) or angle < 0:
        return 0
    quarters = angle / (math.pi / 2)
    nearest = round(quarters)
    return -nearest % 4 if abs(quarters - nearest) * (math.pi / 2) <= _UPRIGHT else ASKEW
