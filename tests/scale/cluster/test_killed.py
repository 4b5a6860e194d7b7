"""A corpus read on a Ray cluster of this machine, one of whose workers is killed while it reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.scale.corpora import children, contents, run, write_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

ON_RAY = """
import sys
from averment.scale import read_corpus
from averment.scale.shards import Size

if __name__ == "__main__":
    done = read_corpus(sys.argv[2:], sys.argv[1], workers=2, size=Size(pieces=4), ray="")
    print(done.shards, done.made, done.documents, done.errors)
"""
_LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}
_LISTENS = "0A"


@pytest.mark.no_cover
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes in /proc")
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    """Ray's run has the bytes of a run without it, listens to this machine alone, says nothing and leaves nothing."""
    corpus = write_corpus(tmp_path / "in", 41)
    ray, alone = tmp_path / "ray", tmp_path / "alone"
    command = [sys.executable, "-c", ON_RAY, str(ray), str(corpus)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        worker = busy_worker(running, ray)
        family = set(descendants(running.pid))
        rooms = {room for one in family for room in (session(one),) if room}
        heard = {address for one in family for address in listens(one)}
        os.kill(worker, signal.SIGKILL)
        told, wrong = running.communicate(timeout=120)
    assert (running.returncode, wrong) == (0, "")
    assert tuple(map(int, told.split())) == run(alone, 1, corpus)
    assert contents(ray) == contents(alone)
    assert heard
    assert heard <= _LOOPBACK
    assert rooms
    assert not any(room.exists() for room in rooms)
    assert not left_of(family)


def busy_worker(running: subprocess.Popen[str], folder: Path) -> int:
    """Wait until some shard is done and another is being written; give one of the processes that read."""
    until = time.monotonic() + 100
    while time.monotonic() < until and running.poll() is None:
        if any(folder.glob("shards/*.json")) and any(folder.glob("documents/*.tmp")):
            for one in descendants(running.pid):
                if "MapBatches(Actor)" in command_of(one):
                    return one
        time.sleep(0.01)
    running.kill()
    raise AssertionError(running.communicate())


def left_of(family: set[int]) -> list[str]:
    """Give the command lines of the processes of Ray that do not end; the last may end a moment after the run."""
    until = time.monotonic() + 20
    while left := [command_of(one) for one in family if "ray" in command_of(one)]:
        if time.monotonic() > until:
            break
        time.sleep(0.05)
    return left


def descendants(process: int) -> Iterator[int]:
    """Give the processes that a process started, and those that these did."""
    for child in children(process):
        yield child
        yield from descendants(child)


def command_of(process: int) -> str:
    """Give the command line of a process; nothing of one that is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def session(process: int) -> Path | None:
    """Give the folder that a process of Ray was told to keep its files in."""
    found = [word for word in command_of(process).split() if word.startswith("--session-dir=")]
    return Path(found[0].partition("=")[2]).parent if found else None


def listens(process: int) -> Iterator[str]:
    """Give the addresses, as the kernel writes them, that a process listens on."""
    try:
        held = {str(one.readlink()) for one in Path(f"/proc/{process}/fd").iterdir()}
        rows = [row.split() for name in ("tcp", "tcp6") for row in Path(f"/proc/net/{name}").read_text().splitlines()]
    except OSError:
        return
    for row in rows[1:]:
        if row[3] == _LISTENS and f"socket:[{row[9]}]" in held:
            yield row[1].partition(":")[0]
