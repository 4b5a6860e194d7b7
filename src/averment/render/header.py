"""What report this is: its title, outlet and date with how it is known, its length, and how much was read in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from averment.render.look import Look, wrapped
from averment.render.shorten import shorten
from averment.render.visible import isolated, one_line

if TYPE_CHECKING:
    from averment.values import Document, Reading

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_TITLE_LINES = 3


def header(reading: Reading, name: str, look: Look) -> list[Text]:
    """Give the lines above the attributions; `name` is the file as the person named it."""
    document, width = reading.document, look.columns
    published = document.published
    title = shorten(one_line(document.title or "(no title)"), _TITLE_LINES * width)
    facts = [
        isolated(shorten(one_line(document.outlet), width)) if document.outlet else "outlet unknown",
        f"{when(published.start, published.end)} ({one_line(published.how)})" if published else "date unknown",
        counted(_words(document), "word"),
        counted(len(reading.attributions), "attribution"),
    ]
    return [
        *(isolate_line(line) for line in wrapped(Text(title, style="bold"), width)),
        *_flowing(facts, width),
        *_passed_over(reading, width),
        Text(isolated(shorten(one_line(name), width)), style="dim"),
        Text("─" * width, style="dim"),
    ]


def _passed_over(reading: Reading, width: int) -> list[Text]:
    """Say how many paragraphs were not read for their language."""
    number = len(reading.skipped)
    verbs = ("is", "was") if number == 1 else ("are", "were")
    words = f"{counted(number, 'paragraph')} {verbs[0]} not in English and {verbs[1]} not read"
    return wrapped(Text(words, style="bold"), width) if number else []


def isolate_line(line: Text) -> Text:
    """Keep the right-to-left words of a finished line from reordering the rest of it."""
    kept = isolated(line.plain)
    return line if kept == line.plain else Text.assemble(kept[0], line, kept[-1])


def counted(number: int, noun: str) -> str:
    """Give a number with its noun, one or many."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def when(start: date, end: date) -> str:
    """Write an interval of days as a person would: a day, a month, a year, or the two ends."""
    if start == end:
        return _day(start)
    after = end + timedelta(days=1) if end != date.max else end
    if start.day == 1 and after.day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return f"{_MONTHS[start.month - 1]} {start.year}"
        if start.month == 1 and end.month == len(_MONTHS) and start.year == end.year:
            return str(start.year)
    return f"{_day(start)} to {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _words(document: Document) -> int:
    """Count the words of the report itself: what a page carries around it is left out where that is known."""
    parts = [segment.span for segment in document.segments if segment.kind != "boilerplate"]
    return sum(len(document.text[start:end].split()) for start, end in parts or [(0, len(document.text))])


def _flowing(facts: list[str], width: int) -> list[Text]:
    """Set facts side by side while they fit, breaking lines only between them."""
    lines: list[Text] = []
    for fact in facts:
        joined = Text.assemble(lines[-1], " · ", fact) if lines else Text(fact)
        if lines and joined.cell_len <= width:
            lines[-1] = joined
        else:
            lines += wrapped(Text(fact), width)
    return lines
