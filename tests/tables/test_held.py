"""Rows are held by their length and not only by their number, whatever a document holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.tables.files import LONG, TOGETHER, rows_in, writer
from averment.tables.parquet import ParquetWriter
from averment.tables.rows import ErrorRow

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _rows(lengths: list[int]) -> list[ErrorRow]:
    return [ErrorRow(name=str(n), error="E", message="m" * one, advice="a") for n, one in enumerate(lengths)]


def test_long_rows_are_not_held(tmp_path: Path) -> None:
    """Ten rows of a million characters are written in groups of few, and come back in their order."""
    rows = _rows([1_000_000] * 10)
    file = ParquetWriter(tmp_path / "t", ErrorRow)
    for row in rows:
        file.write([row])
        assert sum(len(held["message"]) for held in file._held) < LONG
    file.close()
    with pyarrow.parquet.ParquetFile(tmp_path / "t") as written:
        assert written.num_row_groups == 2
    assert list(rows_in(tmp_path / "t", ErrorRow, "parquet")) == rows


def test_many_short_rows_are_written_together(tmp_path: Path) -> None:
    """A group has as many rows as are meant to be together, the last the rest."""
    file = ParquetWriter(tmp_path / "t", ErrorRow)
    file.write(_rows([5] * (2 * TOGETHER + 7)))
    file.close()
    with pyarrow.parquet.ParquetFile(tmp_path / "t") as written:
        assert [written.metadata.row_group(n).num_rows for n in range(3)] == [TOGETHER, TOGETHER, 7]


def test_how_rows_come_changes_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The bytes depend on the rows, not on how many were written at a time."""

    @settings(max_examples=15)
    @given(st.lists(st.sampled_from([1, 700_000, 3_000_000]), max_size=6), st.integers(1, 6))
    def same(lengths: list[int], step: int) -> None:
        folder, rows = tmp_path_factory.mktemp("t"), _rows(lengths)
        for name, each in (("one", 1), ("some", step)):
            file = writer(folder / name, ErrorRow, "parquet")
            for at in range(0, len(rows), each):
                file.write(rows[at : at + each])
            file.close()
        assert (folder / "one").read_bytes() == (folder / "some").read_bytes()

    same()
