"""What the things of a case are called on a page: documents by the head of their digest, moments, sizes, isolation.

In: values of the log and of the index. Out: strings in plain English, made safe to show.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from averment.render.header import when
from averment.render.shorten import fitting
from averment.render.visible import one_line

if TYPE_CHECKING:
    from averment.values import Published, Target
    from averment.values.log import Isolation

DIGITS: Final = 12
"""Hex digits by which a page names a document: 48 bits, more than enough to tell those of one case apart."""
_ISOLATIONS: Final[dict[Isolation, str]] = {
    "bwrap": "in a bubblewrap sandbox",
    "seccomp": "behind a system call filter",
    "limits": "under resource limits alone",
}

_KINDS: Final = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "message/rfc822": "e-mail",
    "multipart/related": "MHTML",
    "text/html": "HTML",
    "text/plain": "plain text",
}


def short(digest: str) -> str:
    """Give the head of a digest: what a person types to name the object."""
    return one_line(digest.removeprefix("sha256:"))[:DIGITS]


def target_of(target: Target) -> str:
    """Give what is judged, as it is typed: `3f2a9c1b44d0#a3`."""
    return short(target.document) + (f"#{one_line(target.id)}" if target.id else "")


def moment(at: str) -> str:
    """Write a time of the log for a person, to the minute; as it stands where it is none."""
    time = instant(at)
    return f"{when(time.date(), time.date())}, {time:%H:%M} UTC" if time else one_line(at)


def instant(at: str) -> datetime | None:
    """Read a time of the log (RFC 3339); `None` where it is none."""
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


def day(published: Published | None) -> str:
    """Write when a document was published in at most eleven signs: `2031-03-12`, `2031-03`, `2031`, `2031-03-12…`."""
    if published is None:
        return ""
    start, end = published.start, published.end
    if start == end:
        return start.isoformat()
    if start.day == 1 and when(start, end).count(" ") < 2:  # noqa: PLR2004  # a month or a year: no day before it
        return start.isoformat()[: 7 if _one_month(start, end) else 4]
    return f"{start.isoformat()}…"


def kind_of(media_type: str) -> str:
    """Say what kind of file it is, in the name that people know it by."""
    return _KINDS.get(media_type) or one_line(media_type)


def isolation(kind: Isolation) -> str:
    """Say what bounded the process of a parser."""
    return _ISOLATIONS[kind]


def cut(text: str, cells: int) -> str:
    """Give one line of text in at most `cells` cells, cut between words, with `…` where it goes on."""
    line = one_line(text)
    return line if cell_len(line) <= cells else f"{fitting(line, cells - 1)}…"


def _one_month(start: date, end: date) -> bool:
    return (start.year, start.month) == (end.year, end.month)
