"""The files that tables are kept in, a file a table and shard: Parquet, or JSON lines.

In: rows as they come. Out: files whose bytes depend on the rows alone. What is read is read a few rows at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias, TypeVar

import msgspec

from averment.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Kind: TypeAlias = Literal["parquet", "jsonl"]
KINDS: Final[tuple[Kind, ...]] = ("parquet", "jsonl")
Struct = TypeVar("Struct", bound=msgspec.Struct)

TOGETHER: Final = 1000
"""Rows that are held before they are written, and that are read at a time: fewer where they are long."""

LONG: Final = 4 * 2**20
"""What rows may weigh that are held, about a byte for a character; a single row may weigh more."""


class Writer(Protocol):
    """Writes the rows of one table. What was written is whole once it is closed."""

    def write(self, rows: Sequence[msgspec.Struct]) -> None:
        """Write rows; few are held in memory."""

    def close(self) -> None:
        """Write what is left, and close the file."""


def writer(path: Path, row: type[msgspec.Struct], kind: Kind) -> Writer:
    """Open a new file for rows of one table. `UsageError` where what writes the kind is not installed."""
    if kind == "jsonl":
        from averment.tables.jsonl import JsonlWriter

        return JsonlWriter(path)
    from averment.tables.parquet import ParquetWriter

    return ParquetWriter(path, row)


def rows_in(path: Path, row: type[Struct], kind: Kind) -> Iterator[Struct]:
    """Give the rows of a file in order. `ValueError` for one that holds others; `OSError` where it cannot be read."""
    if kind == "jsonl":
        from averment.tables.jsonl import rows_in_jsonl

        return rows_in_jsonl(path, row)
    from averment.tables.parquet import rows_in_parquet

    return rows_in_parquet(path, row)


def needs_parquet() -> None:
    """Check that Parquet can be written and read. Raises `UsageError` that says what to install."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        message = 'Parquet needs another package: pip install "averment[corpus]", or choose --tables jsonl'
        raise UsageError(message) from error
