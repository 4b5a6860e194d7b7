"""Rows as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Struct = TypeVar("Struct", bound=msgspec.Struct)


class JsonlWriter:
    """Writes rows as lines of JSON in UTF-8, keys in the order of the columns."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._encoder = msgspec.json.Encoder()

    def write(self, rows: Sequence[msgspec.Struct]) -> None:
        """Write rows."""
        self._file.write(self._encoder.encode_lines(rows))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def rows_in_jsonl(path: Path, row: type[Struct]) -> Iterator[Struct]:
    """Give the rows of a file in order. Raises `ValueError` for one that holds others."""
    decoder = msgspec.json.Decoder(row)
    with path.open("rb") as file:
        for line in file:
            yield decoder.decode(line)
