"""Readings go to tables and come back as they were, in either kind of file, and the same rows give the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from averment.api import read
from averment.tables import TABLES, Rows, reading_of, rows_of
from averment.tables.files import KINDS, Kind, rows_in, writer
from averment.values import Reading

EXAMPLE = Path(__file__).parents[2] / "examples" / "tarim-valley.html"


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Read the example."""
    return read(EXAMPLE)


def _kept(rows: Rows, folder: Path, kind: Kind) -> Rows:
    back = {}
    for name, row in TABLES.items():
        file = writer(folder / name, row, kind)
        file.write(getattr(rows, name))
        file.close()
        back[name] = tuple(rows_in(folder / name, row, kind))
    return Rows(**back)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_a_reading_comes_back(reading: Reading, tmp_path: Path, kind: Kind) -> None:
    """Nothing of a reading is lost in the tables."""
    rows = rows_of(reading, "000000-0000", "tarim-valley.html")
    assert _kept(rows, tmp_path, kind) == rows
    assert reading_of(_kept(rows, tmp_path, kind)) == reading


@pytest.mark.parametrize("kind", KINDS)
def test_same_rows_same_bytes(reading: Reading, tmp_path: Path, kind: Kind) -> None:
    """What is written depends on the rows alone."""
    rows = rows_of(reading, "000000-0000", "tarim-valley.html")
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
        _kept(rows, folder, kind)
    for name in TABLES:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
