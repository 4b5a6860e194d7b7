"""Rows of CSV and TSV as pieces: a row a record, which may stand on several lines where its fields are quoted.

In: the bytes of a file in order. Out: a piece a row, its bytes without the line end, and the names of the columns. Rows
are counted from the header, which is 1. A quotation mark that opens and never closes costs its row, and what follows
until some rows in a row have as many fields as the header: lines of a text that was cut off are not taken for rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.capture.charsets import find_encoding
from averment.capture.delimited import fields_in
from averment.capture.fields import no_field
from averment.capture.limits import MIB
from averment.capture.records import LONGEST
from averment.errors import EmptyInputError, InputError, InputTooLargeError, MalformedInputError
from averment.scale.inputs.records import Record, Records
from averment.scale.inputs.unread import unread
from averment.scale.shards import Piece
from averment.values.cases import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.scale.inputs.unpacked import Unpacked

MAX_COLUMNS: Final = 1000
"""Of a header: tables of reports have a dozen, and each row carries their names."""

_ENOUGH: Final = 3  # rows that are as wide as the header, one after the other

_NO_HEADER: Final = "Its first row, which is to name the columns, has no end."
_WIDE: Final = f"It has more than {MAX_COLUMNS} columns."
_EMPTY: Final = "There is no row in it."
_OPEN: Final = "A quotation mark opens in this row and never closes; rows after it may be lost with it."
_LONG: Final = "The row is more than {} MiB."


def row_pieces(
    name: str, source: Unpacked, text: str, delimiter: str | None = None, longest: int = LONGEST
) -> Iterator[Piece]:
    """Give the rows of a file in which the column `text` holds the text; `longest` is in bytes.

    Raises `InputError` where no more of it can be had, and where there is no such column.
    """
    records = Records(source.chunks(), delimiter, longest)
    columns = _columns(records)
    if text not in columns:
        raise no_field(text, columns)
    for number, record in _numbered(records, len(columns)):
        where = f"{name}{BETWEEN}row {number}"
        if isinstance(record, str):
            yield unread(where, _error(record, longest), source.at)
        else:
            yield Piece.of("csv", where, record, columns=columns, delimiter=records.delimiter, done=source.at)


def _numbered(records: Records, width: int) -> Iterator[tuple[int, Record]]:
    """Give the rows that are not blank, by their numbers; none of what a quotation mark that never closes leaves."""
    waiting: list[tuple[int, Record]] | None = None  # after such a mark, what may be rows again
    torn = False  # whether there was anything else
    number = 1
    while (record := records.next()) is not None:
        number += 1
        if record == "long" or (waiting is None and record == "open"):
            yield number, record
        if record == "open":
            waiting, torn = [], waiting is not None
        if isinstance(record, str) or _is_blank(record, records.delimiter):
            continue
        if waiting is None:
            yield number, record
        elif _fields(record, records) != width:
            waiting, torn = [], True
        else:
            waiting.append((number, record))
            if len(waiting) == _ENOUGH:
                yield from waiting
                waiting = None
    if waiting and not torn:
        yield from waiting


def _columns(records: Records) -> tuple[str, ...]:
    """Read the header."""
    while (record := records.next()) is not None:
        if isinstance(record, str):
            raise MalformedInputError(_NO_HEADER)
        if not _is_blank(record, records.delimiter):
            words = record.decode(find_encoding(record, markup=False).codec, "replace")
            names = tuple(name.strip() for name in fields_in(words, records.delimiter))
            if len(names) > MAX_COLUMNS:
                raise MalformedInputError(_WIDE)
            return names
    raise EmptyInputError(_EMPTY)


def _is_blank(record: bytes, delimiter: str) -> bool:
    """Tell whether there is nothing in a row: spreadsheets write hundreds of such after the last."""
    return not record.strip(b" \t" + delimiter.encode())


def _fields(record: bytes, records: Records) -> int:
    return len(fields_in(record.decode("latin-1"), records.delimiter))


def _error(record: Record, longest: int) -> InputError:
    return MalformedInputError(_OPEN) if record == "open" else InputTooLargeError(_LONG.format(longest // MIB))
