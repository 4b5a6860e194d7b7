"""Corpora for tests: invented reports as lines of JSON and files, runs in processes of their own, folders compared."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.stories import story

RUN = """
import sys
from averment.scale import read_corpus
from averment.scale.shards import Size

if __name__ == "__main__":
    out, workers, ray, *inputs = sys.argv[1:]
    cluster = "" if ray == "ray" else None
    done = read_corpus(inputs, out, workers=int(workers), size=Size(pieces=4), ray=cluster)
    print(done.shards, done.made, done.documents, done.errors)
"""
"""Shards are small, so that there are several."""


def write_corpus(folder: Path, count: int) -> Path:
    """Write a corpus: lines of JSON, one of which is none, and two files, one of which cannot be read."""
    folder.mkdir()
    lines = [json.dumps({"title": f"Day {number}", "text": story(number)}) for number in range(count)]
    lines[count // 2] = '{"text": 7}'
    (folder / "lines.jsonl").write_text("\n".join(lines) + "\n")
    (folder / "report.txt").write_text(story(count))
    (folder / "scan.txt").write_bytes(bytes(range(256)) * 9)
    return folder


def start(out: Path, workers: int, *inputs: Path, ray: bool = False) -> subprocess.Popen[str]:
    """Start a run in a process of its own."""
    command = [sys.executable, "-c", RUN, str(out), str(workers), "ray" if ray else "", *map(str, inputs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(out: Path, workers: int, *inputs: Path) -> tuple[int, ...]:
    """Run to the end; give how many shards there are, were made, and how many documents and errors."""
    with start(out, workers, *inputs) as running:
        told, wrong = running.communicate(timeout=120)
    assert running.returncode == 0, wrong
    return tuple(map(int, told.split()))


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder by its place in it, but the lock."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def children(process: int) -> list[int]:
    """Give the processes that a process started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(one) for task in tasks for one in task.read_text().split()]
