"""A PDF opened: its pages one by one, and what it says of itself. The only module that knows PDFium's documents.

In: the bytes. Out: `Opened`. Raises `EncryptedInputError`, `MalformedInputError` or `InputTooLargeError`.
"""

from __future__ import annotations

import ctypes
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from averment.errors import EncryptedInputError, InputTooLargeError, MalformedInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGES: Final = 20_000
"""Pages of one file. A bundle for a court has some thousands; 20,000 blank ones take a second."""
MAX_GLYPHS: Final = 3_000_000
"""Glyphs of one file, about 1,000 dense pages: 23 s of the 60 that a parser has and 0.4 of its 2 GiB, as measured."""
_LONGEST: Final = 4096  # bytes of an entry of the information dictionary
_PASSWORD: Final = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_DATE: Final = re.compile(r"(?:D:)?(\d{4})(?:(0[1-9]|1[0-2])(?:(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d))?)?)?")


class Opened:
    """A PDF. `close` it."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium: Any = pdfium
        self._data = data  # PDFium reads it as long as the document is open
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            raise _refusal(pdfium.FPDF_GetLastError())
        self.pages = int(pdfium.FPDF_GetPageCount(self._document))
        if self.pages > MAX_PAGES:
            message = f"It has {self.pages:,} pages, more than the limit of {MAX_PAGES:,}."
            raise InputTooLargeError(message)
        if self.pages <= 0:
            message = "It is a PDF without pages."
            raise MalformedInputError(message)

    def close(self) -> None:
        """Let go of it."""
        self.pdfium.FPDF_CloseDocument(self._document)

    @property
    def repaired(self) -> bool:
        """Tell whether its table of objects was damaged or missing, and had to be made anew."""
        return not self.pdfium.FPDF_DocumentHasValidCrossReferenceTable(self._document)

    @property
    def attachments(self) -> int:
        """Count the files inside it."""
        return max(0, int(self.pdfium.FPDFDoc_GetAttachmentCount(self._document)))

    @contextmanager
    def page(self, number: int) -> Iterator[tuple[Any, Any] | None]:
        """Load a page, counted from 0, and its text; None where it is damaged."""
        page = self.pdfium.FPDF_LoadPage(self._document, number)
        if not page:
            yield None
            return
        text = self.pdfium.FPDFText_LoadPage(page)
        try:
            yield (page, text) if text else None
        finally:
            if text:
                self.pdfium.FPDFText_ClosePage(text)
            self.pdfium.FPDF_ClosePage(page)

    def comments(self, page: Any) -> int:  # noqa: ANN401  (PDFium's bindings have no types)
        """Count the marks that people put on a page: annotations but links, form fields, pop-ups."""
        pdfium = self.pdfium
        passed = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_POPUP}
        found = 0
        for index in range(min(1000, pdfium.FPDFPage_GetAnnotCount(page))):
            annotation = pdfium.FPDFPage_GetAnnot(page, index)
            if annotation:
                found += pdfium.FPDFAnnot_GetSubtype(annotation) not in passed
                pdfium.FPDFPage_CloseAnnot(annotation)
        return found

    def says(self, key: str) -> str:
        """Give an entry of its information dictionary; "" where there is none."""
        buffer = ctypes.create_string_buffer(_LONGEST)
        length = self.pdfium.FPDF_GetMetaText(self._document, key.encode(), buffer, _LONGEST)
        return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace") if length <= _LONGEST else ""

    def made(self) -> str | None:
        """Give the day, and the hour, at which it says that it was made (ISO 32000-2, 7.9.4)."""
        return date_of(self.says("CreationDate"))


def date_of(value: str) -> str | None:
    """Give a date of a PDF as people write it; None for what is none."""
    found = _DATE.match(value)
    if found is None:
        return None
    day = "-".join(part for part in found.groups()[:3] if part)
    return f"{day} {found[4]}:{found[5]}" if found[4] else day


def _refusal(code: int) -> EncryptedInputError | MalformedInputError:
    if code in _PASSWORD:
        return EncryptedInputError("It is locked with a password.")
    return MalformedInputError("It begins as a PDF, but cannot be read as one: it is damaged or cut short.")
