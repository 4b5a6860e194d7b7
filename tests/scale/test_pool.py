"""A piece that kills whatever reads it is named in the table of errors; the others of its shard are read."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from averment.scale import pool
from averment.scale.corpus import FIELDS, SIZE, _run
from averment.scale.folder import Folder
from averment.scale.pool import read_shards
from averment.scale.shards import Piece, Shard
from averment.scale.work import Job, Worker
from averment.tables.files import rows_in
from averment.tables.rows import ErrorRow
from tests.conftest import FakeReader

if TYPE_CHECKING:
    from collections.abc import Callable

SHARD = Shard(
    number=0,
    pieces=tuple(Piece.of("file", f"{name}.txt", f"{name} said it rained.".encode()) for name in ("Ana", "Bo", "Cy")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Make the folder of a run."""
    return Folder.make(tmp_path / "out", _run("jsonl", SIZE, FIELDS, None, force=False))


@pytest.mark.usefixtures("bomb")
def test_what_kills_is_told(folder: Folder) -> None:
    """The shard is tried twice, then piece by piece; its manifest is that of the shard as it was cut."""
    (manifest,) = read_shards(iter([SHARD]), Job(folder=str(folder.path)), 1)
    assert (manifest.inputs, manifest.documents, manifest.errors) == (SHARD.digest, 2, 1)
    (wrong,) = rows_in(folder.table("errors", 0), ErrorRow, "jsonl")
    assert (wrong.name, wrong.error) == ("Bo.txt", "ParserLimitError")


def test_what_a_worker_raises_is_raised(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is no fault of the inputs ends the run."""
    monkeypatch.setattr(pool._Process, "_submit", _raise)
    with pytest.raises(OSError, match="no room"):
        list(read_shards(iter([SHARD]), Job(folder=str(folder.path)), 2))


@pytest.fixture
def bomb(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, and let it seem to die of the piece `Bo.txt`."""
    worker = Worker(Job(folder=str(folder.path)), reader=FakeReader())

    def submit(_: object, work: Callable[[Shard], Any], shard: Shard) -> Any:  # noqa: ANN401  (what the work gives)
        if any(piece.name == "Bo.txt" for place, piece in enumerate(shard.pieces) if place not in shard.deadly):
            raise BrokenProcessPool
        monkeypatch.setattr(pool, "_WORKER", worker)
        return work(shard)

    monkeypatch.setattr(pool._Process, "_submit", submit)


def _raise(*_: object) -> None:
    message = "no room"
    raise OSError(message)
