"""Where two texts run together: stretches of words that are the same but for some that were changed, at any place.

In: two `Worded`. Out: `Stretch`es, which overlap in neither text, in the order of the first. Runs of at least three
equal words are found by their hashes, chained where little stands between them, and carried on word by word at both
ends. Texts of one word over and over cost no more than others: windows that repeat are passed over, and what two texts
have in common from their beginning or to their end is found without them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final

import numpy as np

from averment.weighing.copies.words import WINDOW

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
_OVER: Final = sorted(product(range(_EDGE + 1), repeat=2), key=lambda over: (sum(over), over))
_SEED: Final = 5  # equal words in a chain, below which it is not worth carrying on


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


class _Texts:
    """The words of two texts, and which of them a stretch has already."""

    def __init__(self, one: Worded, other: Worded) -> None:
        self.a, self.b = one.hashes.tolist(), other.hashes.tolist()
        self.used_a, self.used_b = bytearray(len(one)), bytearray(len(other))

    def free(self, a0: int, a1: int, b0: int, b1: int) -> bool:
        return 1 not in self.used_a[a0:a1] and 1 not in self.used_b[b0:b1]

    def equal(self, a: int, b: int) -> bool:
        return 0 <= a < len(self.a) and 0 <= b < len(self.b) and self.a[a] == self.b[b]

    def use(self, found: Stretch) -> None:
        self.used_a[found.a0 : found.a1] = b"\1" * (found.a1 - found.a0)
        self.used_b[found.b0 : found.b1] = b"\1" * (found.b1 - found.b0)


def stretches(one: Worded, other: Worded) -> list[Stretch]:
    """Find all the stretches in which two texts run together."""
    runs = _runs(one, other)
    _chain(runs)
    texts = _Texts(one, other)
    found: list[Stretch] = []
    for last in sorted(range(len(runs)), key=lambda at: (-runs[at].score, runs[at].a, runs[at].b)):
        chain = _unused(runs, last, texts)
        if sum(length for _, _, length in chain) < _SEED:
            continue
        stretch = _stretch(_carried_on(chain, texts), texts)
        if stretch.same < LEAST or stretch.same < DENSITY * max(stretch.a1 - stretch.a0, stretch.b1 - stretch.b0):
            continue
        texts.use(stretch)
        found.append(stretch)
    return sorted(found, key=lambda stretch: stretch.a0)


def _runs(one: Worded, other: Worded) -> list[_Run]:
    """Give the longest runs of equal words, at least `WINDOW` long, by their places in the one and in the other."""
    ours, ranked = one.windows, other.ranked
    low = np.searchsorted(ranked, ours)
    there = np.searchsorted(ranked, ours, "right") - low
    there[(there * one.often > _OFTEN)] = 0
    a = np.repeat(np.arange(len(ours)), there)
    b = other.order[np.repeat(low, there) + np.arange(len(a)) - np.repeat(np.cumsum(there) - there, there)]
    sort = np.lexsort((a, b - a))
    a, b = a[sort], b[sort]
    first = np.flatnonzero(np.r_[True, (np.diff(a) != 1) | (np.diff(b) != 1)]) if len(a) else np.zeros(0, dtype=int)
    lengths = np.diff(np.r_[first, len(a)]) + WINDOW - 1
    found = {(int(a[at]), int(b[at])): int(length) for at, length in zip(first, lengths, strict=True)}
    for run in _ends(one.hashes, other.hashes):
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


def _unused(runs: Sequence[_Run], last: int, texts: _Texts) -> list[tuple[int, int, int]]:
    """Give the chain that ends in a run, back to where it meets what another stretch has; runs do not lap over."""
    chain: list[tuple[int, int, int]] = []
    at = last
    while at >= 0:
        run = runs[at]
        length = run.length
        if chain:
            length = min(length, chain[-1][0] - run.a, chain[-1][1] - run.b)
        if length < 1 or not texts.free(run.a, run.a + length, run.b, run.b + length):
            break
        chain.append((run.a, run.b, length))
        at = run.before
    return chain[::-1]


def _carried_on(chain: list[tuple[int, int, int]], texts: _Texts) -> list[tuple[int, int, int]]:
    """Carry a chain on at its two ends over a few changed words, as long as two equal words in a row follow."""
    a, b, length = chain[-1]
    after = _further(a + length, b + length, 1, texts)
    a, b, _ = chain[0]
    before = [(x - size + 1, y - size + 1, size) for x, y, size in _further(a - 1, b - 1, -1, texts)]
    return [*before[::-1], *chain, *after]


def _further(a: int, b: int, way: int, texts: _Texts) -> list[tuple[int, int, int]]:
    """Give the runs that follow on words `a` and `b`, going forwards (`way` 1) or backwards (-1): where each starts."""
    found: list[tuple[int, int, int]] = []
    while step := _next_equal(a, b, way, texts):
        a, b = a + way * step[0], b + way * step[1]
        size = 0
        while texts.equal(a + way * size, b + way * size):
            x, y = a + way * size, b + way * size
            if texts.used_a[x] or texts.used_b[y]:
                break
            size += 1
        if not size:
            break
        found.append((a, b, size))
        a, b = a + way * size, b + way * size
    return found


def _next_equal(a: int, b: int, way: int, texts: _Texts) -> tuple[int, int] | None:
    """Give the fewest words to pass over on both sides until two equal words (or the last of both) stand there."""
    for over_a, over_b in _OVER:
        x, y = a + way * over_a, b + way * over_b
        if not texts.equal(x, y):
            continue
        ends = (x, y) == ((len(texts.a) - 1, len(texts.b) - 1) if way > 0 else (0, 0))
        if not (ends or over_a + over_b == 0 or texts.equal(x + way, y + way)):
            continue
        (a0, a1), (b0, b1) = sorted((a, x)), sorted((b, y))
        return (over_a, over_b) if texts.free(a0, a1 + 1, b0, b1 + 1) else None
    return None


def _stretch(chain: list[tuple[int, int, int]], texts: _Texts) -> Stretch:
    gaps = tuple(
        (a + length, next_a, b + length, next_b)
        for (a, b, length), (next_a, next_b, _) in pairwise(chain)
        if a + length < next_a or b + length < next_b
    )
    same = sum(length for _, _, length in chain)
    for a0, a1, b0, b1 in gaps:
        if a0 < a1 and b0 < b1:
            same += (Counter(texts.a[a0:a1]) & Counter(texts.b[b0:b1])).total()
    (a, b, _), (last_a, last_b, length) = chain[0], chain[-1]
    return Stretch(a, last_a + length, b, last_b + length, same, gaps)
