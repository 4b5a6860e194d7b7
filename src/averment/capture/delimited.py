"""Records of delimited text (CSV, TSV): where one ends, and the fields in it. RFC 4180, and what programs write.

In: bytes or text that begins with a record, and the delimiter. Out: the end of the record; its fields. A quotation mark
counts where a field begins with it. What stands behind the closing one makes the field one that was never quoted: it is
given as it stands, so that a TSV of a program that does not quote keeps the quotation marks of what people said.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

DELIMITERS: Final = (",", "\t", ";", "|")
"""What may stand between fields, the likelier first."""

_QUOTED: Final = re.compile(r'"[^"]*"')


def delimiter_of(header: str) -> str:
    """Tell what stands between the fields of a header: what there is most of outside quotation marks."""
    bare = _QUOTED.sub("", header)
    return max(DELIMITERS, key=bare.count)


def record_end(data: bytes, start: int, stop: int, delimiter: str, line_end: str) -> int:
    """Give where the record that begins at `start` ends: at a line end, or at `stop`, where what is known ends.

    `line_end` is one character; a CR before an LF is left at the end of the record.

    Where a quotation mark stands there, it opens a field that does not end before `stop`.
    """
    found = _record(delimiter, line_end).match(data, start, stop)
    assert found is not None  # noqa: S101  (it matches what is empty)
    return found.end()


def fields_in(record: str, delimiter: str) -> tuple[str, ...]:
    """Give the fields of one record, without its line end."""
    expression = _field(delimiter)
    found: list[str] = []
    at = 0
    while field := expression.match(record, at):
        inner, rest, bare = field.groups()
        found.append(bare if inner is None else field[0] if rest.strip() else inner.replace('""', '"'))
        at = field.end() + 1
        if field.end() == len(record):
            break
    return tuple(found)


@cache
def _record(delimiter: str, line_end: str) -> re.Pattern[bytes]:
    mark = re.escape(delimiter)
    field = rf'(?:"[^"]*+(?:""[^"]*+)*+"[^{mark}{line_end}]*+|[^"{mark}{line_end}][^{mark}{line_end}]*+|)'
    return re.compile(rf"{field}(?:{mark}{field})*+".encode())


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf'"([^"]*+(?:""[^"]*+)*+)"([^{mark}]*+)|([^{mark}]*+)')
