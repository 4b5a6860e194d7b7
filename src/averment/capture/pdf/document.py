"""A PDF to its capture: the order of steps, and only that.

In: the bytes and what is known from outside. Out: `Capture`, with the place of every word on its page.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from averment.capture.found import Bytes, Found, Given, Made
from averment.capture.paper import described, documented, paper_segments
from averment.capture.pdf.columns import blocks
from averment.capture.pdf.headline import headline
from averment.capture.pdf.layout import Set, set_text
from averment.capture.pdf.lines import Line, lines
from averment.capture.pdf.notes import notes
from averment.capture.pdf.opened import Opened
from averment.capture.pdf.paragraphs import paragraphs
from averment.capture.pdf.running import part
from averment.capture.pdf.sheet import Sheet, sheets
from averment.errors import MalformedInputError, NoTextError
from averment.values import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEDIA_TYPE: Final = "application/pdf"


def capture_pdf(data: bytes, given: Given) -> Capture:
    """Read a PDF. Raises `InputError`. About 110,000 glyphs a second."""
    with closing(Opened(data)) as opened:
        pages = list(sheets(opened))
        _refuse_pictures(pages)
        laid = _set(pages)
        found = headline(laid.text, laid.spans, laid.heights)
        segments = paper_segments(laid.text, found, laid.spans, laid.main)
        title, author = opened.says("Title"), opened.says("Author")
        about = described(laid.text, segments, title=title, author=author, how="pdf", sure=found is not None)
        document = documented(data, given, about, media_type=_MEDIA_TYPE, text=laid.text, segments=segments)
        return Capture(document=document, layout=laid.layout, notes=notes(opened, pages, laid))


def _refuse_pictures(pages: list[Sheet]) -> None:
    if all(page.damaged for page in pages):
        message = "None of its pages can be read: it is damaged or cut short."
        raise MalformedInputError(message)
    if not any(page.letters for page in pages):
        many = f"It has {len(pages)} pages, none with text" if len(pages) > 1 else "It has one page, without text"
        message = f"{many}: needs OCR."
        raise NoTextError(message)


def _set(pages: list[Sheet]) -> Set:
    running, rest = part([page.main for page in pages], [page.height for page in pages])
    blocked: list[list[Line]] = []
    apart: list[list[Line]] = []
    for number, page in enumerate(pages):
        for side in (rest[number], page.others):
            blocked += [lines(number, block) for block in blocks(side)]
        apart.append([line for group in (running[number], page.stamps) if group for line in lines(number, group)])
    if not blocked:  # all of it runs: then nothing does
        blocked, apart = apart, []
    return set_text(paragraphs([block for block in blocked if block]), apart, [page.frame for page in pages])


def parse(data: Bytes, given: Given) -> Iterator[Found]:
    """Find the one document of a PDF. Raises as `capture_pdf` does."""
    yield Made(capture=capture_pdf(data[:], given))
