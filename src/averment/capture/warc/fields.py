"""Header fields of records and of HTTP responses: names to values, whatever bytes they are.

In: a block of header fields. Out: `Fields`. Nothing is refused: what is no field is left out.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple, TypeAlias

Fields: TypeAlias = dict[str, str]
"""By lower-case name; of a name that stands twice the first, but lists (`Content-Encoding`) joined by commas."""

MAX_FIELDS: Final = 1_000
_LISTS: Final = frozenset({"content-encoding", "transfer-encoding"})
_FOLD: Final = re.compile(r"\r?\n[ \t]+")
_STATUS: Final = re.compile(r"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_CHARSET: Final = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)


class ContentType(NamedTuple):
    """A media type in lower case, without its parameters, and the charset among them; both may be empty."""

    media: str
    charset: str


def fields_of(head: bytes) -> tuple[str, Fields]:
    """Give the first line, and the fields after it."""
    text = head.decode("utf-8") if _is_utf8(head) else head.decode("latin-1")
    first, *lines = _FOLD.sub(" ", text).split("\n")[: MAX_FIELDS + 1]
    found: Fields = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        if colon and name in found and name in _LISTS:
            found[name] += f", {value}"
        elif colon:
            found.setdefault(name, value)
    return first.strip(), found


def status_of(line: str) -> int | None:
    """Give the status of an HTTP status line; None where it is none."""
    found = _STATUS.match(line)
    return int(found[1]) if found else None


def content_type(value: str) -> ContentType:
    """Read the value of a `Content-Type` field."""
    charset = _CHARSET.search(value)
    return ContentType(value.partition(";")[0].strip().lower(), charset[1].lower() if charset else "")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
