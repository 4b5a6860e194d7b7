"""Tables as a workbook for Excel, LibreOffice and Numbers: `averment.xlsx`, a sheet a table.

In: any material. Out: one file, in which a text is a text: none is a formula or a link, and what would become a formula
once it is copied elsewhere has an apostrophe before it (`neutral`). Needs xlsxwriter, which writes a row at a time.
"""

from __future__ import annotations

import math
import re
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from averment.errors import UsageError
from averment.render.exports.flat import columns, left_out, rows
from averment.render.exports.material import Written
from averment.render.exports.neutral import neutral
from averment.render.header import counted

if TYPE_CHECKING:
    from pathlib import Path

    from averment.render.exports.cells import Cell
    from averment.render.exports.material import Material

FILE: Final = "averment.xlsx"
ROWS: Final = 1_048_575
"""Rows that a sheet holds below its header (Microsoft, "Excel specifications and limits")."""
LONGEST: Final = 32_767
"""UTF-16 units that a cell holds, of the same source."""
_LEFT_OUT: Final = {"documents": {"text"}}
_FIRST_DAY: Final = date(1900, 3, 1)
"""Days before it are written as texts: spreadsheets do not agree on them, or have none."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDE: Final = {"source_text", "content_text", "statement", "why", "collapses", "title", "name"}


def write(material: Material, folder: Path) -> Written:
    """Write the workbook. Holds a report at a time. `UsageError` for more rows than a sheet holds."""
    kept = {
        table: [number for number, name in enumerate(names) if name not in _LEFT_OUT.get(table, ())]
        for table, names in columns(material).items()
    }
    cut = 0
    with closing(_workbook(folder)) as book:
        day, bold = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}), book.add_format({"bold": True})
        sheets = {}
        for table, names in columns(material).items():
            sheet = sheets[table] = _Sheet(book.add_worksheet(table), table, day)
            sheet.head([names[number] for number in kept[table]], bold)
        for table, row in rows(material):
            cut += sheets[table].add([row[number] for number in kept[table]])
        for sheet in sheets.values():
            sheet.close()
    told = [
        "The texts of the reports are not in the workbook, whose cells are too small for them; csv and jsonl have them."
    ]
    if cut:
        told.append(
            f"{counted(cut, 'cell')} had more than {LONGEST:,} characters, and end where they were cut in “[cut]”."
        )
    return Written(files=(FILE,), told=(*told, *left_out(material)))


def _workbook(folder: Path) -> Any:  # noqa: ANN401  (xlsxwriter ships no types)
    try:
        import xlsxwriter
    except ImportError as error:
        message = 'workbooks need another package: pip install "averment[xlsx]"'
        raise UsageError(message) from error
    options = {
        "constant_memory": True,
        "tmpdir": str(folder),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(folder / FILE), options)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same tables give the same bytes
    return book


class _Sheet:
    """A sheet, and the row that is next."""

    def __init__(self, sheet: Any, table: str, day: Any) -> None:  # noqa: ANN401  (xlsxwriter ships no types)
        self._sheet, self._table, self._day = sheet, table, day
        self._rows = self._columns = 0

    def head(self, names: list[str], bold: Any) -> None:  # noqa: ANN401  (the same)
        """Write the names of the columns, and set how wide these are."""
        self._columns = len(names)
        self._sheet.freeze_panes(1, 0)
        for number, name in enumerate(names):
            self._sheet.set_column(number, number, 60 if name in _WIDE else max(12, len(name) + 4))
            self._sheet.write_string(0, number, neutral(name), bold)

    def add(self, row: list[Cell]) -> int:
        """Write a row; give how many of its cells were cut."""
        self._rows += 1
        if self._rows > ROWS:
            message = f"a sheet holds {ROWS:,} rows, and there are more {self._table}: export it as csv"
            raise UsageError(message)
        return sum(self._put(number, cell) for number, cell in enumerate(row))

    def close(self) -> None:
        """Put a filter on the columns."""
        self._sheet.autofilter(0, 0, self._rows, self._columns - 1)

    def _put(self, number: int, cell: Cell) -> bool:
        if cell is None:
            return False
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._rows, number, cell)
        elif isinstance(cell, date) and cell >= _FIRST_DAY:
            self._sheet.write_datetime(self._rows, number, cell, self._day)
        elif isinstance(cell, int | float) and math.isfinite(cell):
            self._sheet.write_number(self._rows, number, cell)
        else:
            text = _text(str(cell))
            short = _short(text)
            self._sheet.write_string(self._rows, number, short)
            return short != text
        return False


def _text(text: str) -> str:
    return neutral(_NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def _short(text: str) -> str:
    """Cut a text to what a cell holds, with a sign that it was."""
    if len(text) <= LONGEST // 2 or _units(text) <= LONGEST:
        return text
    mark = f" … [cut] {len(text):,} characters in all"
    return text.encode("utf-16-le")[: 2 * (LONGEST - len(mark))].decode("utf-16-le", "ignore") + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
