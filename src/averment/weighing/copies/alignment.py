"""Where two texts run together: stretches of words that are the same but for some that were changed, at any place.

In: two `Worded`. Out: `Stretch`es, which overlap in neither text, in the order of the first. Runs of at least three
equal words are found by their hashes, chained where little stands between them, and carried on word by word at both
ends. Texts of one word over and over cost no more than others: windows that repeat are passed over, and what two texts
have in common from their beginning or to their end is found without them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from averment.weighing.copies.words import WINDOW, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from averment.weighing.copies.words import Worded

GAP: Final = 14
"""The most words between two runs of one stretch, in either text."""
LEAST: Final = 12
"""The fewest words that a stretch must have in common: fewer are a phrase."""
DENSITY: Final = 0.4
"""The least share of the words of a stretch that are the same in both; reworded on both sides by 30 %, half are."""
_OFTEN: Final = 12  # pairs of places of one window; more say nothing of where the texts run together
_COST: Final = 0.3  # of a word between two runs, in words in common
_LAPS: Final = 2  # words by which two runs may lap over each other, where a word is said twice
_EDGE: Final = 3  # words passed over at once when a stretch is carried on at its ends


@dataclass(frozen=True)
class Stretch:
    """Words `[a0, a1)` of the one run together with `[b0, b1)` of the other; `same` of them are equal.

    `gaps` are where they differ, as (a0, a1, b0, b1) of each.
    """

    a0: int
    a1: int
    b0: int
    b1: int
    same: int
    gaps: tuple[tuple[int, int, int, int], ...] = ()


@dataclass
class _Run:
    a: int
    b: int
    length: int
    score: float = 0.0
    before: int = -1


def stretches(one: Worded, other: Worded) -> list[Stretch]:
    """Find all the stretches in which two texts run together."""
    runs = _runs(one.hashes, other.hashes)
    _chain(runs)
    found: list[Stretch] = []
    used = np.zeros(len(one), dtype=bool), np.zeros(len(other), dtype=bool)
    for last in sorted(range(len(runs)), key=lambda at: (-runs[at].score, runs[at].a, runs[at].b)):
        chain = _unused(runs, last, used)
        if not chain:
            continue
        chain = _carried_on(chain, one.hashes, other.hashes, used)
        stretch = _stretch(chain, one.hashes, other.hashes)
        if stretch.same < LEAST or stretch.same < DENSITY * max(stretch.a1 - stretch.a0, stretch.b1 - stretch.b0):
            continue
        used[0][stretch.a0 : stretch.a1] = True
        used[1][stretch.b0 : stretch.b1] = True
        found.append(stretch)
    return sorted(found, key=lambda stretch: stretch.a0)


def _runs(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> list[_Run]:
    """Give the longest runs of equal words, at least `WINDOW` long, by their places in the one and in the other."""
    ours, theirs = windows(one), windows(other)
    order = np.argsort(theirs, kind="stable")
    ranked, sorted_ours = theirs[order], np.sort(ours)
    low = np.searchsorted(ranked, ours)
    there = np.searchsorted(ranked, ours, "right") - low
    here = np.searchsorted(sorted_ours, ours, "right") - np.searchsorted(sorted_ours, ours)
    there[(there * here > _OFTEN)] = 0
    a = np.repeat(np.arange(len(ours)), there)
    b = order[np.repeat(low, there) + np.arange(len(a)) - np.repeat(np.cumsum(there) - there, there)]
    sort = np.lexsort((a, b - a))
    a, b = a[sort], b[sort]
    first = np.flatnonzero(np.r_[True, (np.diff(a) != 1) | (np.diff(b) != 1)]) if len(a) else np.zeros(0, dtype=int)
    lengths = np.diff(np.r_[first, len(a)]) + WINDOW - 1
    found = {(int(a[at]), int(b[at])): int(length) for at, length in zip(first, lengths, strict=True)}
    for run in _ends(one, other):
        if not any(a - run.a == b - run.b and run.a <= a < run.a + run.length for a, b in found):
            found[run.a, run.b] = run.length
    return [_Run(a, b, found[a, b]) for a, b in sorted(found)]


def _ends(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> Iterator[_Run]:
    """Give what two texts have in common from their beginnings, and to their ends."""
    both = min(len(one), len(other))
    differ = np.flatnonzero(one[:both] != other[:both])
    beginning = int(differ[0]) if len(differ) else both
    if beginning >= WINDOW:
        yield _Run(0, 0, beginning)
    differ = np.flatnonzero(one[len(one) - both :][::-1] != other[len(other) - both :][::-1])
    end = min(int(differ[0]) if len(differ) else both, both - beginning)
    if end >= WINDOW:
        yield _Run(len(one) - end, len(other) - end, end)


def _chain(runs: Sequence[_Run]) -> None:
    """Find for each run the best chain that ends in it; runs are in order of their places in the one text."""
    open_runs: list[int] = []  # those whose end is near enough to be followed
    for at, run in enumerate(runs):
        run.score = run.length
        open_runs = [index for index in open_runs if run.a - (runs[index].a + runs[index].length) <= GAP]
        for index in open_runs:
            before = runs[index]
            gap_a, gap_b = run.a - before.a - before.length, run.b - before.b - before.length
            lap = max(0, -gap_a, -gap_b)
            if lap > min(_LAPS, run.length - 1) or gap_b > GAP or before.b >= run.b or before.a >= run.a:
                continue
            score = before.score + run.length - lap - _COST * (max(gap_a, gap_b, 0) + abs(gap_a - gap_b) / 2)
            if score > run.score:
                run.score, run.before = score, index
        open_runs.append(at)


def _unused(
    runs: Sequence[_Run], last: int, used: tuple[NDArray[np.bool_], NDArray[np.bool_]]
) -> list[tuple[int, int, int]]:
    """Give the chain that ends in a run, back to where it meets what another stretch has; runs do not lap over."""
    chain: list[tuple[int, int, int]] = []
    at = last
    while at >= 0:
        run = runs[at]
        length = run.length
        if chain:
            length = min(length, chain[-1][0] - run.a, chain[-1][1] - run.b)
        if length < 1 or used[0][run.a : run.a + length].any() or used[1][run.b : run.b + length].any():
            break
        chain.append((run.a, run.b, length))
        at = run.before
    return chain[::-1]


def _carried_on(
    chain: list[tuple[int, int, int]],
    one: NDArray[np.uint32],
    other: NDArray[np.uint32],
    used: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> list[tuple[int, int, int]]:
    """Carry a chain on at its two ends over a few changed words, as long as two equal words in a row follow."""
    a, b, length = chain[-1]
    after = _further(one[a + length :], other[b + length :], used[0][a + length :], used[1][b + length :])
    chain = [*chain, *((a + length + x, b + length + y, size) for x, y, size in after)]
    a, b, _ = chain[0]
    before = _further(one[:a][::-1], other[:b][::-1], used[0][:a][::-1], used[1][:b][::-1])
    return [*((a - x - size, b - y - size, size) for x, y, size in before[::-1]), *chain]


def _further(
    one: NDArray[np.uint32], other: NDArray[np.uint32], *used: NDArray[np.bool_]
) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    x = y = 0
    while step := _next_equal(one, other, x, y, used):
        x, y = x + step[0], y + step[1]
        size = 0
        while x + size < len(one) and y + size < len(other) and one[x + size] == other[y + size]:
            if used[0][x + size] or used[1][y + size]:
                break
            size += 1
        found.append((x, y, size))
        x, y = x + size, y + size
    return found


def _next_equal(
    one: NDArray[np.uint32], other: NDArray[np.uint32], x: int, y: int, used: Sequence[NDArray[np.bool_]]
) -> tuple[int, int] | None:
    """Give the fewest words to pass over on both sides until two equal words (or the last of both) stand there."""
    for total in range(2 * _EDGE + 1):
        for more in range(max(0, total - _EDGE), min(total, _EDGE) + 1):
            i, j = x + more, y + total - more
            if i >= len(one) or j >= len(other) or one[i] != other[j]:
                continue
            if used[0][x : i + 1].any() or used[1][y : j + 1].any():
                continue
            last = i + 1 == len(one) and j + 1 == len(other)
            if last or total == 0 or (i + 1 < len(one) and j + 1 < len(other) and one[i + 1] == other[j + 1]):
                return more, total - more
    return None


def _stretch(chain: list[tuple[int, int, int]], one: NDArray[np.uint32], other: NDArray[np.uint32]) -> Stretch:
    gaps = tuple(
        (a + length, next_a, b + length, next_b)
        for (a, b, length), (next_a, next_b, _) in pairwise(chain)
        if a + length < next_a or b + length < next_b
    )
    same = sum(length for _, _, length in chain)
    for a0, a1, b0, b1 in gaps:
        same += (Counter(one[a0:a1].tolist()) & Counter(other[b0:b1].tolist())).total()
    (a, b, _), (last_a, last_b, length) = chain[0], chain[-1]
    return Stretch(a, last_a + length, b, last_b + length, same, gaps)
