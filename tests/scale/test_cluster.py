"""A corpus read on a Ray cluster gives the bytes that a worker alone gives, also where an actor is killed."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.errors import UsageError
from averment.scale import cluster
from averment.scale.cluster import Actor, _count
from averment.scale.folder import SHARDS
from averment.scale.shards import Shard
from averment.scale.work import Job
from tests.scale.corpora import contents, run, start, write_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

ACTOR = b"ray::MapWorker"
COUNT = 21


@pytest.mark.no_cover
def test_an_actor_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    """On a cluster of two processors an actor is killed while it reads: the run ends well, with the same files."""
    corpus = write_corpus(tmp_path / "in", COUNT)
    out = tmp_path / "out"
    with start(out, 2, corpus, ray=True) as running:
        killed = _kill_one(out)
        told, wrong = running.communicate(timeout=200)
    assert running.returncode == 0, wrong
    assert killed
    assert told.split() == ["6", "6", str(COUNT), "2"]
    run(tmp_path / "alone", 1, corpus)
    assert contents(out) == contents(tmp_path / "alone")


def test_a_shard_that_kills_again_and_again_is_given_up(tmp_path: Path) -> None:
    """Ray starts an actor again without end; the third death of one shard is the last."""
    (tmp_path / SHARDS).mkdir()
    job, shard = Job(folder=str(tmp_path)), Shard(number=7, pieces=())
    for _ in range(3):
        _count(job, shard)
    with pytest.raises(RuntimeError, match="shard 7 killed 3 actors"):
        _count(job, shard)
    assert Actor()({"job": [], "shard": []}) == {"manifest": []}


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the package is missing, the error names the extra."""
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(UsageError, match=r"averment\[ray,corpus\]"):
        list(cluster.read_shards(iter([]), Job(folder=str(tmp_path)), 1, None, ""))


def _kill_one(out: Path) -> bool:
    """Kill an actor once a shard is done and others are being read."""
    limit = time.monotonic() + 150
    while time.monotonic() < limit:
        if any((out / SHARDS).glob("*.json")):
            for process in _actors():
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
                    return True
        time.sleep(0.01)
    return False


def _actors() -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if ACTOR in path.read_bytes():
                yield int(path.parent.name)
