"""How the time that a function takes grows with the length of its text: a ratio, the same on a slow machine."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT: Final = 1_500  # code points
TIMES: Final = 16
LINEAR: Final = 4 * TIMES
"""Sixteen times the text may take this many times as long; where time grew with the square it would take 256."""


def growth(run: Callable[[str], object], unit: str) -> float:
    """Give how many times as long the longer text takes, each made of `unit` again and again."""
    short, long = ("The x" + unit * -(-length // len(unit)) for length in (SHORT, SHORT * TIMES))
    run(short)  # what is made once is made before the clock runs
    return min(_seconds(run, long) for _ in range(2)) / min(_seconds(run, short) + 1e-4 for _ in range(5))


def _seconds(run: Callable[[str], object], text: str) -> float:
    """Give the processor time of this thread, which what else the machine does hardly changes."""
    began = time.thread_time()
    run(text)
    return time.thread_time() - began
