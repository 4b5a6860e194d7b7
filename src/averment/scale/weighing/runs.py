"""Sorted runs on the disk: numbers with what belongs to them, written part by part, read by ranges of the numbers.

In: arrays. Out: what stands in a range, of all runs together: the way in which everything here that is larger than
memory is brought together, by hash, by document or by pair. A run is two files; that of the keys is written last.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from averment.scale.weighing.place import whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEYS = "keys.npy"
_REST = "rest.npy"


def write_run(path: Path, keys: NDArray[np.uint64], rest: NDArray[Any]) -> None:
    """Write a run; `path` is that of its keys, which are sorted. `rest` has a row for each."""
    with whole(path.with_name(path.name.replace(KEYS, _REST))) as part, part.open("wb") as file:
        np.save(file, rest)
    with whole(path) as part, part.open("wb") as file:
        np.save(file, keys)


def length(path: Path) -> int:
    """Count the numbers in a run."""
    return len(np.load(path, mmap_mode="r"))


def gathered(paths: Iterable[Path], low: int, high: int) -> tuple[NDArray[np.uint64], NDArray[Any]]:
    """Give all numbers from `low` up to but not including `high` in some runs, and what belongs to them: run by run."""
    keys, rest = [], []
    for path in paths:
        run = np.load(path, mmap_mode="r")
        start, end = (0 if not low else int(np.searchsorted(run, np.uint64(low)))), _end(run, high)
        if start < end:
            keys.append(np.array(run[start:end]))
            more = np.load(path.with_name(path.name.replace(KEYS, _REST)), mmap_mode="r")
            rest.append(np.array(more[start:end]))
    if not keys:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    return np.concatenate(keys), np.concatenate(rest)


def ordered(keys: NDArray[np.uint64], rest: NDArray[Any]) -> tuple[NDArray[np.uint64], NDArray[Any]]:
    """Sort numbers with what belongs to them; stable, and fast where they are sorted in stretches."""
    order = np.argsort(keys, kind="stable")
    return keys[order], rest[order]


def _end(run: NDArray[np.uint64], high: int) -> int:
    return len(run) if high >= 2**64 else int(np.searchsorted(run, np.uint64(high)))
