"""The parts of a plain text: headline, byline, dateline, caption at its head; the site's lines at its end; body.

In: the text. Out: segments. Only the head and the tail are looked at, so cost does not grow with the length.
Body when in doubt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.capture import lexicon
from averment.capture.parts import Part, to_segments, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values import Segment

HEAD: Final = 16_384  # code points in which the body must begin
TAIL: Final = 8_192  # code points that are searched for the site's lines
_MOST_LEADING: Final = 12  # paragraphs before the body

_PARAGRAPH: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


def text_segments(text: str) -> tuple[Segment, ...]:
    """Give the segments of a plain text. They cover all that is not white space."""
    head, at = _head(text)
    tail = _tail_start(text, at)
    return to_segments(text, [*head, ("body", at, tail), ("boilerplate", tail, len(text))])


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give the first paragraphs; one that is not whole within the head is none."""
    limit = min(len(text), HEAD)
    for match in _line_paragraphs(text, limit):
        if match[1] < limit or limit == len(text):
            yield match


def _line_paragraphs(text: str, limit: int) -> Iterator[tuple[int, int]]:
    start = -1
    at = 0
    while at < limit:
        stop = text.find("\n", at, limit)
        stop = limit if stop < 0 else stop
        if text[at:stop].strip():
            start = at if start < 0 else start
            end = stop
        elif start >= 0:
            yield start, end
            start = -1
        at = stop + 1
    if start >= 0:
        yield start, end


def _head(text: str) -> tuple[list[Part], int]:
    """Give the parts before the body, the dateline among them, and where the body begins."""
    parts: list[Part] = []
    titled = False
    for number, (start, end) in enumerate(_paragraphs(text)):
        words = text[start:end].strip()
        more = bool(text[end : end + HEAD].strip())
        if number >= _MOST_LEADING or not more:
            return parts, start
        if lexicon.is_site_line(words):
            parts.append(("boilerplate", start, end))
        elif lexicon.byline_names(words):
            parts.append(("byline", start, end))
        elif lexicon.is_date_line(words):
            parts.append(("dateline", start, end))
        elif not titled and "\n" not in words and lexicon.is_headline(words):
            parts.append(("headline", start, end))
            titled = True
        elif lexicon.is_caption(words):
            parts.append(("caption", start, end))
        else:
            return _with_dateline(text, parts, start, end)
    return parts, parts[-1][2] if parts else 0


def _with_dateline(text: str, parts: list[Part], start: int, end: int) -> tuple[list[Part], int]:
    start, end = trim(text, start, end)
    length = lexicon.dateline_length(text[start:end])
    if length:
        parts.append(("dateline", start, start + length))
    return parts, start + length


def _tail_start(text: str, body: int) -> int:
    """Find where the site's lines at the end begin; the end of the text when there are none."""
    found = len(text)
    stop = len(text)
    while stop > body and len(text) - stop < TAIL:
        at = max(text.rfind("\n", body, stop) + 1, body)
        line = text[at:stop].strip() if stop - at <= TAIL else "-" * TAIL
        if line and not lexicon.is_site_line(line):
            break
        found = at if line else found
        stop = at - 1
    return found
