"""A run over a corpus that is killed on the way, at a call that the test chose.

`python -m tests.faults.corpus_worker OUT STOP INPUT…`: at the STOPth call of anything (the operating system too) from
the rooms that write tables it kills itself with SIGKILL; with STOP 0 it does not. Its last line is the number of calls.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

from averment.scale import pool, read_corpus
from averment.scale.shards import Shard, Size
from averment.scale.work import Done, Job, Worker
from tests.conftest import FakeReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from averment.scale.manifest import Manifest

ROOMS = ("averment.custody", "averment.scale.folder", "averment.scale.work", "averment.scale.corpus", "averment.tables")


def main(out: str, stop: str, *inputs: str) -> None:
    """Read until the end or the call that was chosen."""
    calls = count(1)
    at = 0

    def watch(frame: FrameType, event: str, _: Any) -> None:  # noqa: ANN401  # what was called
        nonlocal at
        if event in {"c_call", "c_return"} and frame.f_globals["__name__"].startswith(ROOMS):
            at = next(calls)
            if at == int(stop):
                os.kill(os.getpid(), signal.SIGKILL)

    pool.read_shards = _here
    sys.setprofile(watch)
    read_corpus(inputs, out, kind="parquet", size=Size(pieces=7))
    sys.setprofile(None)
    os.write(1, f"{at}\n".encode())


def _here(
    shards: Iterator[Shard],
    job: Job,
    workers: int,  # noqa: ARG001  (as the function that it stands for)
    tell: Callable[[Done], None] | None = None,
) -> Iterator[Manifest]:
    """Read in this process, with a reader that needs no model."""
    worker = Worker(job, tell, FakeReader())
    return (worker.read(shard) for shard in shards)


if __name__ == "__main__":
    main(*sys.argv[1:])
