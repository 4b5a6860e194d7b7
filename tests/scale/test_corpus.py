"""A corpus is read into the same tables whatever the workers, the kills and the restarts; what changed is told."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.errors import BusyError, CorpusError
from averment.scale import pool, read_corpus
from averment.scale.folder import Folder
from averment.scale.shards import Size
from averment.tables.files import rows_in
from averment.tables.rows import ErrorRow
from tests.scale.corpora import children, contents, run, start, write_corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from averment.scale.shards import Shard

COUNT = 21
SHARDS = 6
SMALL = Size(pieces=4)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a corpus."""
    return write_corpus(tmp_path_factory.mktemp("corpus") / "in", COUNT)


@pytest.fixture(scope="module")
def undisturbed(corpus: Path) -> Path:
    """Read it with one worker, at one go."""
    out = corpus.parent / "undisturbed"
    assert run(out, 1, corpus) == (SHARDS, SHARDS, COUNT, 2)
    return out


@pytest.mark.no_cover
def test_two_workers_write_the_same_bytes(corpus: Path, undisturbed: Path, tmp_path: Path) -> None:
    """The tables, the manifests and what the run says of itself do not tell how many workers there were."""
    run(tmp_path / "out", 2, corpus)
    assert contents(tmp_path / "out") == contents(undisturbed)


@pytest.mark.no_cover
def test_a_run_that_is_killed_goes_on(corpus: Path, undisturbed: Path, tmp_path: Path) -> None:
    """Killed at once and when a shard is done, the same command makes what is left; its workers end with it."""
    out = tmp_path / "out"
    for least in (0, 2):
        _kill_at(least, out, corpus)
        assert not Folder(out).ended
    shards, made, documents, errors = run(out, 2, corpus)
    assert (shards, documents, errors) == (SHARDS, COUNT, 2)
    assert made < SHARDS
    assert contents(out) == contents(undisturbed)
    assert Folder(out).ended
    assert run(out, 1, corpus) == (SHARDS, 0, COUNT, 2)


def test_more_to_read_is_told_until_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that goes on behind what was read is not at its end before all of it is there."""
    (tmp_path / "a.txt").write_text("")
    read_corpus([str(tmp_path / "a.txt")], tmp_path / "out", kind="jsonl")
    (tmp_path / "b.txt").write_text("Ana said it rained.")
    inputs = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]

    def stop(left: Iterator[Shard], *_: object) -> None:
        next(left)
        raise KeyboardInterrupt

    assert Folder(tmp_path / "out").ended
    with monkeypatch.context() as patched:
        patched.setattr(pool, "read_shards", stop)
        with pytest.raises(KeyboardInterrupt):
            read_corpus(inputs, tmp_path / "out", kind="jsonl", workers=1)
    assert not Folder(tmp_path / "out").ended
    read_corpus(inputs, tmp_path / "out", kind="jsonl", workers=1)
    assert Folder(tmp_path / "out").ended


@pytest.mark.no_cover
def test_a_worker_that_is_killed_loses_nothing(corpus: Path, undisturbed: Path, tmp_path: Path) -> None:
    """The shard of a worker that dies is read again, in the same run."""
    out = tmp_path / "out"
    with start(out, 1, corpus) as running:
        _until(lambda: _made(out) >= 1)
        for process in children(running.pid):
            if b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes():
                os.kill(process, signal.SIGKILL)
        told, wrong = running.communicate(timeout=120)
    assert told.split() == [str(SHARDS), str(SHARDS), str(COUNT), "2"], wrong
    assert contents(out) == contents(undisturbed)


def test_what_was_read_comes_back(undisturbed: Path) -> None:
    """The folder gives every reading under the name of its report, in order; errors say what to do."""
    folder = Folder(undisturbed)
    read = list(folder.readings())
    assert len(read) == COUNT
    assert [name.rpartition("/")[2] for name, _ in read][:2] == ["lines.jsonl » line 1", "lines.jsonl » line 2"]
    assert sum(len(reading.attributions) for _, reading in read) == sum(one.attributions for one in folder.manifests())
    wrong = [row for path in folder.tables("errors") for row in rows_in(path, ErrorRow, folder.kind)]
    assert [(row.error, bool(row.advice)) for row in wrong] == [
        ("MalformedInputError", True),
        ("BinaryInputError", True),
    ]


def test_inputs_that_changed_are_told(corpus: Path, undisturbed: Path, tmp_path: Path) -> None:
    """A folder is of the inputs and the settings that it was begun with."""
    before = contents(undisturbed)
    other = write_corpus(tmp_path / "in", COUNT - 5)
    with pytest.raises(CorpusError, match="changed since shard"):
        read_corpus([str(other)], undisturbed, size=SMALL)
    with pytest.raises(CorpusError, match=r"other settings .*size.*force"):
        read_corpus([str(corpus)], undisturbed, force=True)
    with pytest.raises(CorpusError, match="more shards"):
        read_corpus([], undisturbed, size=SMALL)
    assert contents(undisturbed) == before


@pytest.mark.no_cover
def test_what_is_added_at_the_end_is_read(corpus: Path, tmp_path: Path) -> None:
    """More inputs behind those that were read make more shards; the last is made anew, and the others stay."""
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"text": "Ana said it rained."}) + "\n")
    out = tmp_path / "out"
    run(out, 2, corpus)
    shards, made, documents, _ = run(out, 1, corpus, more)
    assert (shards, documents) == (SHARDS, COUNT + 1)
    assert made == 1
    run(tmp_path / "at-once", 1, corpus, more)
    assert contents(out) == contents(tmp_path / "at-once")


def test_one_run_at_a_time(corpus: Path, undisturbed: Path) -> None:
    """A second run on the same folder is told that there is one."""
    with Folder(undisturbed).held(), pytest.raises(BusyError, match="another run"):
        read_corpus([str(corpus)], undisturbed, size=SMALL)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds other things, a file, and a folder without a corpus are refused, and nothing is written."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CorpusError, match="something else"):
        read_corpus([], tmp_path)
    with pytest.raises(CorpusError, match="it is a file"):
        read_corpus([], tmp_path / "notes.txt")
    with pytest.raises(CorpusError, match="no corpus"):
        Folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_damage_is_told(undisturbed: Path, tmp_path: Path) -> None:
    """A table or a manifest that is damaged is an error that names it, never fewer readings."""
    out = tmp_path / "out"
    shutil.copytree(undisturbed, out)
    damaged = out / "attributions" / "000001.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-9])
    with pytest.raises(CorpusError, match="shard 1 cannot be read"):
        list(Folder(out).readings())
    (out / "shards" / "000002.json").write_text("{}")
    with pytest.raises(CorpusError, match=r"000002\.json is damaged"):
        list(Folder(out).manifests())


def _kill_at(least: int, out: Path, corpus: Path) -> None:
    """Start a run, kill it when it has workers and so many shards, and wait for the workers to end."""
    with start(out, 2, corpus) as running:
        _until(lambda: running.poll() is not None or (_made(out) >= least and len(children(running.pid)) > 1))
        workers = children(running.pid)
        running.kill()
        running.communicate()
    _until(lambda: not any(_alive(worker) for worker in workers))


def _made(out: Path) -> int:
    return len(list((out / "shards").glob("*.json")))


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.01)
