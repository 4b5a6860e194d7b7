"""Tables as CSV (RFC 4180): a file a table in UTF-8, its first line the columns.

In: any material. Out: `documents.csv`, `attributions.csv` and so on. What a spreadsheet would take for a formula has an
apostrophe before it (`neutral`).
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING

from averment.render.exports.flat import columns, left_out, rows
from averment.render.exports.material import Written
from averment.render.exports.neutral import neutral

if TYPE_CHECKING:
    from pathlib import Path

    from averment.render.exports.cells import Cell
    from averment.render.exports.material import Material


def write(material: Material, folder: Path) -> Written:
    """Write the tables. Holds a report at a time."""
    tables = columns(material)
    with ExitStack() as stack:
        writers = {}
        for table, names in tables.items():
            # a lone half of a character beyond U+FFFF cannot be written in UTF-8
            path = folder / f"{table}.csv"
            file = stack.enter_context(path.open("w", encoding="utf-8", errors="replace", newline=""))
            writers[table] = csv.writer(file)
            writers[table].writerow(map(_field, names))
        for table, row in rows(material):
            writers[table].writerow(map(_field, row))
    return Written(files=tuple(f"{table}.csv" for table in tables), told=left_out(material))


def _field(cell: Cell) -> str:
    if isinstance(cell, str):
        return neutral(cell.replace("\0", "\ufffd"))  # a NUL ends the text for many that read CSV
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else repr(cell)
