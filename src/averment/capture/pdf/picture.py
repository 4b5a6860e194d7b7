"""A page of a PDF as a picture: what a person sees who opens the file, with the marks that people put on it.

In: the bytes, and which page is wanted. Out: pixels, and nothing else of the file. It runs where parsers do.
"""

from __future__ import annotations

import ctypes
from contextlib import closing
from math import sqrt
from typing import Any, Final

from averment.capture.found import Drawn, Wanted
from averment.capture.pdf.glyphs import frame
from averment.capture.pdf.opened import Opened
from averment.errors import MalformedInputError

_BYTES: Final = 3  # of a pixel
_WHITE: Final = 0xFFFFFFFF
_LARGEST: Final = 4.0  # pixels a point: a stamp of a page is not blown up


def picture(data: bytes, wanted: Wanted) -> Drawn:
    """Draw a page. Raises `InputError` for a file that cannot be opened and a page that is not there, or damaged."""
    with closing(Opened(data)) as opened:
        if not 1 <= wanted.page <= opened.pages:
            message = f"It has {opened.pages:,} pages, and none with the number {wanted.page:,}."
            raise MalformedInputError(message)
        with opened.page(wanted.page - 1) as loaded:
            if loaded is None:
                message = f"Page {wanted.page:,} cannot be read: it is damaged."
                raise MalformedInputError(message)
            page, _ = loaded
            width, height = size(frame(opened.pdfium, page).size, wanted)
            return Drawn(width=width, height=height, pixels=_drawn(opened.pdfium, page, width, height))


def size(page: tuple[float, float], wanted: Wanted) -> tuple[int, int]:
    """Give the width and height in pixels of a page whose size is in points. Neither is 0, and both are bounded."""
    across, up = (max(side, 1.0) for side in page)
    scale = min(wanted.across / across, _LARGEST, sqrt(wanted.most / (across * up)))
    width = min(max(1, int(across * scale)), wanted.most)
    return width, min(max(1, int(up * scale)), wanted.most // width)


def _drawn(pdfium: Any, page: Any, width: int, height: int) -> bytes:  # noqa: ANN401  (PDFium's bindings have no types)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        stride = int(pdfium.FPDFBitmap_GetStride(bitmap))
        rows = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return b"".join(rows[at : at + _BYTES * width] for at in range(0, stride * height, stride))
