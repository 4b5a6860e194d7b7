"""What a reader of a PDF's text should know about it, in sentences.

In: the opened file, its pages, the text as set. Out: notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.capture.pdf.layout import Set
    from averment.capture.pdf.opened import Opened
    from averment.capture.pdf.sheet import Sheet

_NAMED: Final = 20  # ranges of pages


def notes(opened: Opened, pages: Sequence[Sheet], laid: Set) -> tuple[str, ...]:
    """Give the notes."""
    return tuple(_notes(opened, pages, laid))


def _notes(opened: Opened, pages: Sequence[Sheet], laid: Set) -> Iterator[str]:
    made = opened.made()
    if made:
        yield f"The file says that it was made on {made}; that is not when the report was published."
    if opened.repaired:
        yield "The file is damaged: its table of contents was made anew, and pages may be missing."
    yield from _of_pages("could not be read: damaged.", [page.damaged for page in pages])
    bare = [not page.letters and not page.damaged for page in pages]
    yield from _of_pages("without text: pictures or blank; pictures need OCR.", bare)
    yield from _counted(laid.joined, "word{s}, divided at the end of a line, put together again.")
    unknown = sum(page.unknown for page in pages)
    yield from _counted(unknown, "sign{s} shown as “\ufffd”: the file does not say which letter is meant.")
    hidden = sum(page.hidden for page in pages)
    yield from _counted(hidden, "character{s} outside the visible part of the page left out.")
    comments = sum(page.comments for page in pages)
    yield from _counted(comments, "comment{s}, mark{s} or drawing{s} that people put on its pages not in the text.")
    yield from _counted(opened.attachments, "file{s} attached inside it, not read.")
    if laid.main < len(laid.text):
        yield "Running headers, footers, page numbers and stamps stand at the end of the text, page by page."


def _of_pages(what: str, which: Sequence[bool]) -> Iterator[str]:
    numbers = [number for number, yes in enumerate(which, start=1) if yes]
    if not numbers:
        return
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    named = ", ".join(f"{one}" if one == other else f"{one}–{other}" for one, other in ranges[:_NAMED])  # noqa: RUF001
    more = " and others" if len(ranges) > _NAMED else ""
    yield f"{'Page' if len(numbers) == 1 else 'Pages'} {named}{more} {what}"


def _counted(number: int, what: str) -> Iterator[str]:
    if number:
        yield f"{number:,} {what.replace('{s}', '' if number == 1 else 's')}"
