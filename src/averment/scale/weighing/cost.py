"""What a stage of the work cost: seconds by the clock and of processors, the largest process, what it left on the disk.

In: a stage while it runs. Out: `Cost`.
"""

from __future__ import annotations

import os
import resource
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from averment.scale.weighing.workers import Workers


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one stage cost. `megabytes` is the largest any process had been by then; `disk`, what lay there, too."""

    stage: str
    seconds: float
    processor: float
    megabytes: float
    disk: float


class Clock:
    """Runs while a stage does."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._began = time.perf_counter(), time.process_time() + workers.processor

    def cost(self, stage: str, folder: Path) -> Cost:
        """Tell what it took since; `folder` is what the stage left."""
        seconds, processor = self._began
        largest = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, self._workers.largest)
        return Cost(
            stage=stage,
            seconds=round(time.perf_counter() - seconds, 3),
            processor=round(time.process_time() + self._workers.processor - processor, 3),
            megabytes=round(largest / 1024, 1),
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
