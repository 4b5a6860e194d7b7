"""What can go wrong while a corpus is read: a full disk, a kill at the beginning, a worker that outlives its run."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.errors import CorpusError, StorageError, UsageError
from averment.scale import pool, read_corpus, work
from averment.scale.corpus import FIELDS, SIZE, _run
from averment.scale.folder import Folder
from averment.scale.pool import read_shards
from averment.scale.shards import Piece, Shard
from averment.scale.work import Job, Tables, Worker
from averment.tables import Rows, rows_of
from averment.tables.files import rows_in
from averment.tables.rows import ErrorRow
from tests.conftest import FakeReader
from tests.scale.corpora import children, contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from averment.tables.files import Kind
    from averment.values import Reading

RUN = _run("jsonl", SIZE, FIELDS, None, force=False)
SHARD = Shard(
    number=0,
    pieces=tuple(
        Piece.of("json", f"line {n}", json.dumps({"text": f"Ana said it rained {n} days." * 40}).encode())
        for n in range(40)
    ),
)


def test_a_run_that_was_killed_at_its_very_beginning_goes_on(tmp_path: Path) -> None:
    """Folders without what says that they are a corpus are what such a run leaves; with a file in them they are not."""
    out = tmp_path / "out"
    for name in ("shards", "documents"):
        (out / name).mkdir(parents=True)
    (out / "corpus.json.0a1b2c3d.tmp").write_bytes(b'{"for')
    assert Folder.make(out, RUN).run == RUN
    with Folder(out).held():
        assert not list(out.glob("*.tmp"))
    (out / "corpus.json").unlink()
    (out / "documents" / "mine.txt").write_text("mine")
    with pytest.raises(CorpusError, match="something else"):
        Folder.make(out, RUN)


def test_without_pyarrow_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install or to type instead, and what is typed then finds no folder of other settings."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"averment\[corpus\].*--tables jsonl"):
        read_corpus([], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert Folder.make(tmp_path / "out", RUN).kind == "jsonl"


@pytest.mark.parametrize("inside", ["", "tables", "a/b"])
def test_tables_do_not_go_where_they_would_be_read(tmp_path: Path, inside: str) -> None:
    """A folder within an input would be an input of the next run: it is refused, and nothing is written."""
    (tmp_path / "a.txt").write_text("Ana said it rained.")
    with pytest.raises(UsageError, match="outside of it"):
        read_corpus([str(tmp_path)], tmp_path / inside)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, kind: Kind) -> None:
    """The error says so, and no thread stays; with room again the shard makes the bytes it would have made."""
    run = _run(kind, SIZE, FIELDS, None, force=False)
    full, plenty = (Folder.make(tmp_path / name, run) for name in ("full", "plenty"))
    worker = Worker(Job(folder=str(full.path)), reader=FakeReader())
    with _no_file_larger_than(3000), pytest.raises(StorageError, match="disk refused"):
        worker.read(SHARD)
    assert not [one for one in threading.enumerate() if one.name == "averment-parsing"]
    assert not list(full.manifests())
    with full.held():
        worker.read(SHARD)
    Worker(Job(folder=str(plenty.path)), reader=FakeReader()).read(SHARD)
    assert contents(full.path) == contents(plenty.path)


def test_a_worker_that_outlives_its_run_harms_nothing(tmp_path: Path) -> None:
    """While the next run writes the same shard, it brings nothing to a name; the next run then does."""
    folder = Folder.make(tmp_path / "out", RUN)
    rows = Rows(errors=(ErrorRow(name="a", error="E", message="m", advice="a"),))
    with Tables(folder, 0) as old, folder.held(), Tables(folder, 0) as new:
        new.write(rows)
        with pytest.raises(StorageError):
            old.finish()
        written = new.finish()
    assert written["errors"].rows == 1
    assert list(rows_in(folder.table("errors", 0), ErrorRow, "jsonl")) == list(rows.errors)


def test_what_a_dead_worker_left_is_gone_in_the_end(tmp_path: Path) -> None:
    """When a run ends nothing is in the folder that is not of a shard."""
    folder = Folder.make(tmp_path / "out", RUN)
    before = contents(folder.path)
    with folder.held():
        with Tables(folder, 0):  # and never finished
            pass
        assert contents(folder.path) != before
    assert contents(folder.path) == before


def test_shards_left_beyond_the_inputs_are_told(tmp_path: Path) -> None:
    """Also where the first that is too many was not done when the run was killed."""
    folder = Folder.make(tmp_path / "out", RUN)
    worker = Worker(Job(folder=str(folder.path)), reader=FakeReader())
    worker.read(Shard(number=3, pieces=SHARD.pieces))
    assert folder.beyond(2)
    assert folder.beyond(3)
    assert not folder.beyond(4)
    with pytest.raises(CorpusError, match="more shards"):
        read_corpus([], folder.path, kind="jsonl")


def test_a_text_that_takes_too_much_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a row of the table of errors that says what to do; one that is as long as may be is read."""
    monkeypatch.setattr(work, "LONGEST_TEXT", 30)
    pieces = [
        Piece.of("json", f"of {n}", json.dumps({"text": "Ana said it rained".ljust(n, "x")}).encode()) for n in (30, 31)
    ]
    folder = Folder.make(tmp_path / "out", RUN)
    Worker(Job(folder=str(folder.path)), reader=FakeReader()).read(Shard(number=0, pieces=tuple(pieces)))
    assert [name for name, _ in folder.readings()] == ["of 30"]
    (wrong,) = rows_in(folder.table("errors", 0), ErrorRow, "jsonl")
    assert (wrong.name, wrong.error) == ("of 31", "InputTooLargeError")
    assert "Split" in wrong.advice


def test_a_defect_of_ours_is_a_row_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading that the tables cannot take is told in the table of errors, and the others are kept."""

    def rows(reading: Reading, key: str, name: str) -> Rows:
        if name == "line 3":
            raise ZeroDivisionError
        return rows_of(reading, key, name)

    monkeypatch.setattr(work, "rows_of", rows)
    folder = Folder.make(tmp_path / "out", RUN)
    manifest = Worker(Job(folder=str(folder.path)), reader=FakeReader()).read(SHARD)
    assert (manifest.documents, manifest.errors) == (len(SHARD.pieces) - 1, 1)
    (wrong,) = rows_in(folder.table("errors", 0), ErrorRow, "jsonl")
    assert (wrong.name, wrong.error) == ("line 3", "UnforeseenInputError")


def test_processes_that_die_of_no_piece_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shard whose pieces can each be read, but whose process dies again and again, ends the run with a sentence."""
    folder = Folder.make(tmp_path / "out", RUN)

    def submit(_: object, __: Callable[[Shard], object], shard: Shard) -> None:
        if len(shard.pieces) > 1:
            raise BrokenProcessPool

    monkeypatch.setattr(pool._Process, "_submit", submit)
    with pytest.raises(CorpusError, match="too little memory"):
        list(read_shards(iter([SHARD]), Job(folder=str(folder.path)), 1))


@pytest.mark.no_cover
def test_ctrl_c_while_workers_start(tmp_path: Path) -> None:
    """It goes to them too, but is not theirs to answer, from their first moment on; the run says how to go on."""
    lines = "".join(json.dumps({"text": f"Ana said it rained {n} days."}) + "\n" for n in range(2000))
    (tmp_path / "in.jsonl").write_text(lines)
    command = [sys.executable, "-m", "averment", "read", "in.jsonl", "--out", "out", "--workers", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        limit = time.monotonic() + 60
        while len(_workers(running.pid)) < 2:
            assert running.poll() is None
            assert time.monotonic() < limit
        assert all(_passes_over(signal.SIGINT, one) for one in _workers(running.pid))
        os.killpg(running.pid, signal.SIGINT)
        _, wrong = running.communicate(timeout=60)
    assert running.returncode == 130
    assert wrong == "averment: stopped from the keyboard; the same command goes on from here.\n"


def _workers(process: int) -> list[int]:
    return [one for one in children(process) if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def _passes_over(number: signal.Signals, process: int) -> bool:
    """Say whether a signal is blocked or ignored by a process (proc(5))."""
    told = dict(line.split(":\t", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return bool((int(told["SigBlk"], 16) | int(told["SigIgn"], 16)) >> (number - 1) & 1)


@contextmanager
def _no_file_larger_than(size: int) -> Iterator[None]:
    """Let the system refuse to write more into a file; Python is told, and not killed."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
