"""Rows that DuckDB gives, written into a table of the corpus.

In: a query whose order is told. Out: a file of Parquet or JSON lines; the same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from averment.scale.weighing.engine import quoted
from averment.tables.files import TOGETHER, writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.tables.files import Kind


def write_table(rows: Iterable[msgspec.Struct], path: Path, row: type[msgspec.Struct], kind: Kind) -> int:
    """Write rows as they come; give how many there were."""
    file, count, held = writer(path, row, kind), 0, list[msgspec.Struct]()
    for one in rows:
        held.append(one)
        count += 1
        if len(held) == TOGETHER:
            file.write(held)
            held = []
    file.write(held)
    file.close()
    return count


def answers(duckdb: Any, query: str, temporary: Path, name: str = "answer") -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Give the rows of a query in its order, few in memory: they go by a file, which every version of DuckDB writes."""
    import pyarrow.parquet

    beside = temporary / f"{name}.answer.parquet"
    duckdb.execute(f"COPY ({query}) TO {quoted(beside)} (FORMAT parquet, COMPRESSION zstd)")
    try:
        with pyarrow.parquet.ParquetFile(beside) as file:
            for batch in file.iter_batches(TOGETHER):
                yield from batch.to_pylist()
    finally:
        beside.unlink(missing_ok=True)
