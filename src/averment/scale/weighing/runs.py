"""Sorted runs on the disk: numbers with what belongs to them, written part by part, read by ranges of the numbers.

In: arrays. Out: what stands in a range, of all runs together: the way in which everything here that is larger than
memory is brought together, by hash, by document or by pair. A run is two files; that of the keys is written last.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from averment.scale.weighing.place import whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEYS = "keys"
_REST = "rest"
_KEY: Final = 8  # bytes


def write_run(path: Path, keys: NDArray[np.uint64], rest: NDArray[Any]) -> None:
    """Write a run; `path` is that of its keys, which are sorted. `rest` has a row for each."""
    with whole(_rest_of(path)) as part:
        rest.tofile(part)
    with whole(path) as part:
        keys.astype("<u8").tofile(part)


def length(path: Path) -> int:
    """Count the numbers in a run."""
    return path.stat().st_size // _KEY


def gathered(
    paths: Iterable[Path], low: int, high: int, kind: type[np.generic] = np.uint16, columns: int = 1
) -> tuple[NDArray[np.uint64], NDArray[Any]]:
    """Give all numbers from `low` up to but not including `high` in some runs, run by run; and what belongs to them.

    That is of some `kind`, in so many `columns` for each.
    """
    keys, rest = [np.zeros(0, np.uint64)], [np.zeros(0, kind)]
    for path in paths:
        with path.open("rb") as run:
            descriptor, size = run.fileno(), length(path)
            start, end = _first(descriptor, size, low), _first(descriptor, size, high)
            if start < end:
                keys.append(np.fromfile(path, "<u8", end - start, offset=start * _KEY))
                each = np.dtype(kind).itemsize * columns
                rest.append(np.fromfile(_rest_of(path), kind, (end - start) * columns, offset=start * each))
    return np.concatenate(keys), np.concatenate(rest).reshape(-1, columns) if columns > 1 else np.concatenate(rest)


def ordered(keys: NDArray[np.uint64], rest: NDArray[Any]) -> tuple[NDArray[np.uint64], NDArray[Any]]:
    """Sort numbers with what belongs to them; stable, and fast where they are sorted in stretches."""
    order = np.argsort(keys, kind="stable")
    return keys[order], rest[order]


def _first(descriptor: int, size: int, least: int) -> int:
    """Give the place of the first number of a run that is not less than another."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if int.from_bytes(os.pread(descriptor, _KEY, middle * _KEY), "little") < least:
            low = middle + 1
        else:
            high = middle
    return low


def _rest_of(path: Path) -> Path:
    return path.with_suffix(f".{_REST}")
