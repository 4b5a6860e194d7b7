"""What a stage of the work cost: seconds by the clock and of processors, the largest process, what it left on the disk.

In: a stage while it runs. Out: `Cost`. Processes that a stage started are counted once they have ended.
"""

from __future__ import annotations

import os
import resource
import time
from contextlib import suppress
from pathlib import Path

import msgspec


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one stage cost. `megabytes` is the largest any process had been by then; `disk`, what lay there, too."""

    stage: str
    seconds: float
    processor: float
    megabytes: float
    disk: float


class Clock:
    """Runs while a stage does."""

    def __init__(self) -> None:
        self._began = time.perf_counter(), _processor()

    def cost(self, stage: str, folder: Path) -> Cost:
        """Tell what it took since; `folder` is what the stage left."""
        seconds, processor = self._began
        return Cost(
            stage=stage,
            seconds=round(time.perf_counter() - seconds, 3),
            processor=round(_processor() - processor, 3),
            megabytes=round(_largest() / 1024, 1),
            disk=round(size_of(folder) / 1e6, 1),
        )


def size_of(folder: Path) -> int:
    """Count the bytes of the files in a folder."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += Path(place, name).stat().st_size
    return total


def _processor() -> float:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _largest() -> int:
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
