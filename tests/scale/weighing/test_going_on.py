"""What was killed goes on where it stood; a corpus that has changed is weighed anew; two do not work at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from averment.errors import BusyError, CorpusError
from averment.scale.folder import Folder
from averment.scale.weighing import prints
from averment.scale.weighing.corpus import weigh_corpus
from averment.scale.weighing.job import Job
from averment.scale.weighing.locked import locked
from averment.scale.weighing.prints import Batch
from averment.weighing.copies import copies
from tests.scale.weighing.corpora import corpus, reading_of, write_shard
from tests.scale.weighing.test_copies import coverage, found

SHARE = 150_000
STAGES = ("prints", "meetings", "pairs", "overlaps", "held", "told")


class KilledError(Exception):
    """Stands for the end of a process in the middle of its work."""


@pytest.mark.parametrize("stage", STAGES)
def test_what_broke_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """Broken off after the first part of any stage, it does the missing parts alone, and gives the same pairs."""
    every = coverage(range(3))
    corpus(tmp_path, map(reading_of, every), of_a_shard=3)

    def killed(doing: str, done: int, _total: int) -> None:
        if broken[stage] == doing and done:
            raise KilledError

    broken = {
        "prints": "hashing documents",
        "meetings": "looking for shared words",
        "pairs": "looking for shared passages",
        "overlaps": "comparing pairs",
        "held": "sorting shared passages",
        "told": "telling how they are related",
    }
    with pytest.raises(KilledError):
        weigh_corpus(tmp_path, workers=1, share=SHARE, progress=killed)
    assert not list((tmp_path / "weighed").glob("copies.*"))

    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "weighed" / "work" / stage).glob("[0-9]*")}
    made: list[int] = []
    monkeypatch.setattr(prints, "print_batch", _noting(prints.print_batch, made))
    weigh_corpus(tmp_path, workers=1, share=SHARE * 2)

    assert kept
    assert stage == "prints" or not made
    assert found(tmp_path) == copies(every)
    assert not (tmp_path / "weighed" / "work").exists()


def _noting(make: Callable[[Job, Batch], None], made: list[int]) -> Callable[[Job, Batch], None]:
    def noted(job: Job, batch: Batch) -> None:
        made.append(batch.number)
        make(job, batch)

    return noted


def test_a_killed_command_goes_on(tmp_path: Path) -> None:
    """SIGKILL in the middle of it: typed again, it comes to the end, and the pairs are those of memory."""
    every = coverage(range(3))
    corpus(tmp_path, map(reading_of, every), of_a_shard=3)
    work = tmp_path / "weighed" / "work"
    program = (
        "import sys; from pathlib import Path; from averment.scale.weighing.corpus import weigh_corpus; "
        f"weigh_corpus(Path(sys.argv[1]), share={SHARE}, workers=1)"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)])
    until = time.monotonic() + 60
    while not list(work.glob("meetings/*")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "weighed" / "summary.json").exists()

    weigh_corpus(tmp_path, workers=1, share=SHARE)
    assert found(tmp_path) == copies(every)


def test_what_was_found_is_given_again(tmp_path: Path) -> None:
    """Nothing is done twice while the corpus is the same, and the summary is the same."""
    corpus(tmp_path, map(reading_of, coverage(range(2))))
    first = weigh_corpus(tmp_path, workers=1, share=SHARE)
    told: list[str] = []
    assert weigh_corpus(tmp_path, workers=1, progress=lambda *said: told.append(said[0])) == first
    assert told == []


def test_a_corpus_that_grew_is_weighed_anew(tmp_path: Path) -> None:
    """One more shard, and what was found before it no longer stands."""
    every = coverage(range(4))
    corpus(tmp_path, map(reading_of, every[:14]))
    weigh_corpus(tmp_path, workers=1, share=SHARE)
    write_shard(Folder(tmp_path), 2, map(reading_of, every[14:]))
    summary = weigh_corpus(tmp_path, workers=1, share=SHARE)
    assert summary.found.documents == len(every)
    assert found(tmp_path) == copies(every)


def test_one_at_a_time(tmp_path: Path) -> None:
    """While another process weighs the corpus, a person is told so."""
    corpus(tmp_path, map(reading_of, coverage([1])))
    (tmp_path / "weighed").mkdir()
    with locked(tmp_path / "weighed"), pytest.raises(BusyError, match="another process is weighing"):
        weigh_corpus(tmp_path)


def test_what_is_no_corpus(tmp_path: Path) -> None:
    """A folder without a corpus, one with nothing in it, and one whose table is gone are told apart."""
    with pytest.raises(CorpusError, match="holds no corpus"):
        weigh_corpus(tmp_path)
    made = corpus(tmp_path / "empty", [])
    with pytest.raises(CorpusError, match="nothing has been read"):
        weigh_corpus(made)
    damaged = corpus(tmp_path / "damaged", map(reading_of, coverage([1])))
    os.truncate(damaged / "documents" / "000000.parquet", 100)
    with pytest.raises(CorpusError, match="damaged"):
        weigh_corpus(damaged, workers=1)
