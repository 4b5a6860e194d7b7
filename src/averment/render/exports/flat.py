"""Any material as flat tables: what `csv` and `xlsx` write.

In: any material. Out: the names of its tables and their columns, and rows of plain cells as they come, of all tables
in turn, so that one report at a time is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.render.exports.cells import cells
from averment.render.exports.claim_rows import CLAIM_TABLES, rows_of_claim
from averment.tables import TABLES, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.render.exports.cells import Cell
    from averment.render.exports.material import Material
    from averment.tables import Rows


def columns(material: Material) -> dict[str, tuple[str, ...]]:
    """Give the columns of each table, by its name: those of the readings, and of the claims where they were looked for.

    What could not be read is no part of an export.
    """
    tables = {name: row.__struct_fields__ for name, row in TABLES.items() if name != "errors"}
    claims = {name: row.__struct_fields__ for name, row in CLAIM_TABLES.items()}
    return tables | claims if material.weighed else tables


def rows(material: Material) -> Iterator[tuple[str, list[Cell]]]:
    """Give each row with the name of its table. `reading` is the key in a corpus; in a case r1, r2 and so on."""
    for made in _counted(material) if material.rows is None else material.rows():
        for table in TABLES:
            for row in getattr(made, table):
                yield table, cells(row)
    if material.weighed:
        for claim in material.claims():
            for table, row in rows_of_claim(claim):
                yield table, cells(row)


def _counted(material: Material) -> Iterator[Rows]:
    for number, (name, reading) in enumerate(material.readings(), start=1):
        yield rows_of(reading, f"r{number}", name)


def left_out(material: Material) -> tuple[str, ...]:
    """Say what flat tables do not hold."""
    said = "The words that show why reports count as one origin, and what takes that back, are in jsonl alone."
    return (said,) if material.weighed else ()
