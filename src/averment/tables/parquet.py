"""Rows as Parquet: the only module that knows pyarrow's types. Columns are made from the fields of the row's struct."""

from __future__ import annotations

import types
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from averment.tables.files import LONG, TOGETHER, needs_parquet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Struct = TypeVar("Struct", bound=msgspec.Struct)
_ELEMENT: Final = 64  # what an element of a list weighs, about
_PLAIN: Final = {str: "string", int: "int64", float: "float64", bool: "bool_", date: "date32"}


class ParquetWriter:
    """Writes rows in groups of `TOGETHER`, or of `LONG`, with zstd. The same rows give the same bytes."""

    def __init__(self, path: Path, row: type[msgspec.Struct]) -> None:
        needs_parquet()
        import pyarrow.parquet

        self._schema = schema_of(row)
        self._writer = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._held: list[dict[str, Any]] = []
        self._weight = 0

    def write(self, rows: Sequence[msgspec.Struct]) -> None:
        """Write rows, a group at a time."""
        for row in rows:
            held = msgspec.to_builtins(row, builtin_types=(date,))
            self._held.append(held)
            self._weight += _weight(held)
            if len(self._held) == TOGETHER or self._weight >= LONG:
                self._put()

    def close(self) -> None:
        """Write what is left, and close the file."""
        try:
            if self._held:
                self._put()
        finally:
            self._writer.close()

    def _put(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pylist(self._held, self._schema))
        self._held, self._weight = [], 0


def rows_in_parquet(path: Path, row: type[Struct]) -> Iterator[Struct]:
    """Give the rows of a file in order, a group of them in memory. Raises `ValueError` for one that holds others."""
    needs_parquet()
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            for batch in file.iter_batches(TOGETHER, row_groups=[group]):
                for found in batch.to_pylist():
                    yield msgspec.convert(found, row)


def _weight(row: dict[str, Any]) -> int:
    """Say about how much memory a row takes: only its long fields count."""
    return sum(
        len(one) if isinstance(one, str) else _ELEMENT * len(one) for one in row.values() if isinstance(one, str | list)
    )


def schema_of(row: type[msgspec.Struct]) -> Any:  # noqa: ANN401  (pyarrow ships no types)
    """Give the Arrow schema of a table."""
    import pyarrow as pa

    return pa.schema(_fields(row))


def _fields(row: type[msgspec.Struct]) -> list[Any]:
    import pyarrow as pa

    hints = get_type_hints(row)
    found = []
    for name in row.__struct_fields__:
        kind, optional = _optional(hints[name])
        found.append(pa.field(name, _type(kind), nullable=optional))
    return found


def _optional(kind: Any) -> tuple[Any, bool]:  # noqa: ANN401  (a type of any form)
    if get_origin(kind) is types.UnionType:
        (only,) = (one for one in get_args(kind) if one is not type(None))
        return only, True
    return kind, False


def _type(kind: Any) -> Any:  # noqa: ANN401  (a type of any form)
    import pyarrow as pa

    if get_origin(kind) is tuple:
        return pa.list_(_type(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return pa.struct(_fields(kind))
    return getattr(pa, _PLAIN[kind])()
