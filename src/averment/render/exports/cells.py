"""Rows with parts as rows of plain cells, as a person reads them in a spreadsheet.

In: a row of a table, a frozen struct. Out: a cell for each of its columns: a text, a number, a truth value, a day, or
nothing. Spans are `10-14 20-25`, as `averment judge` takes them; other lists have `; ` between.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from averment.tables.rows import Days, Range, SegmentRange, SkippedRange

if TYPE_CHECKING:
    import msgspec

Cell: TypeAlias = str | int | float | bool | date | None


def cells(row: msgspec.Struct) -> list[Cell]:
    """Give the cells of a row, in the order of its columns."""
    return [_cell(getattr(row, name)) for name in row.__struct_fields__]


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | bool | int | date):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, tuple):
        gap = " " if value and isinstance(value[0], Range) else "; "
        return gap.join(map(_text, value)) or None
    return _text(value)


def _text(value: object) -> str:
    if isinstance(value, Range):
        return f"{value.start}-{value.end}"
    if isinstance(value, SegmentRange):
        return f"{value.kind} {value.start}-{value.end}"
    if isinstance(value, SkippedRange):
        return f"{value.why} {value.language or '?'} {value.start}-{value.end}"
    if isinstance(value, Days):
        return f"{value.from_day} to {value.to_day}"
    return str(value)
