"""Documents that are one report, put together along copies and later versions, the longest shared text first.

In: related pairs, the agency of each document. Out: `Families`: the first document of each report, and the tree of the
pairs by which the others belong to it. Some 60 bytes of memory for each document.

The rules are those by which the tellings of documents are joined for a claim (`weighing.origins`): a pair joins two
reports unless they are of two different agencies, which likeness of words never makes one. First is what is of an
agency, then what no pair of the tree says comes from another, then the earliest.
"""

from __future__ import annotations

from array import array
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

NOBODY: Final = -1
"""In place of an agency, and of a document."""


@dataclass(frozen=True)
class Families:
    """By number of document: the first of its report, and the document that ties it to that, `NOBODY` for the first."""

    first: NDArray[np.int32]
    through: NDArray[np.int32]


class Joining:
    """Takes pairs, the surest first, and keeps those that join two reports: a tree for each report."""

    def __init__(self, agencies: Sequence[int] | NDArray[np.int32]) -> None:
        self._agency = np.array(agencies, np.int32)  # of the report whose number is at hand
        self._own = self._agency.copy()
        self._above = array("i", range(len(self._agency)))
        self._edges = array("i")
        self._later = np.zeros(len(self._agency), bool)

    def take(self, pairs: Iterable[tuple[int, int, str | None]]) -> None:
        """Take pairs of numbers with the direction between them."""
        for a, b, direction in pairs:
            one, other = self._report(a), self._report(b)
            if one == other or self._apart(one, other):
                continue
            low, high = sorted((one, other))
            self._above[high] = low
            self._agency[low] = max(self._agency[low], self._agency[high])
            self._edges.extend((a, b))
            if direction is not None:
                self._later[b if direction == "a->b" else a] = True

    def families(self) -> Families:
        """Give the reports, each from its first document outwards."""
        count = len(self._above)
        beside = _beside(self._edges, count)
        reports = np.array([self._report(number) for number in range(count)], np.int64)
        order = np.lexsort((np.arange(count), self._later, self._own == NOBODY, reports))
        heads = order[np.r_[True, np.diff(reports[order]) > 0]] if count else order
        first, through = np.full(count, NOBODY, np.int32), np.full(count, NOBODY, np.int32)
        for head in heads.tolist():
            first[head] = head
            waiting = deque([head])
            while waiting:
                at = waiting.popleft()
                for other in beside(at):
                    if first[other] == NOBODY:
                        first[other], through[other] = head, at
                        waiting.append(other)
        return Families(first, through)

    def _apart(self, one: int, other: int) -> bool:
        a, b = self._agency[one], self._agency[other]
        return bool(a != b and NOBODY not in {a, b})

    def _report(self, number: int) -> int:
        """Give the least number of the report that a document is in now."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number


class _beside:  # noqa: N801  (called like a function)
    """The documents beside each in the trees, sorted."""

    def __init__(self, edges: array[int], count: int) -> None:
        pairs = np.array(edges, np.int32).reshape(-1, 2)
        both = np.concatenate([pairs, pairs[:, ::-1]])
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        self._others = both[:, 1]
        self._starts = np.searchsorted(both[:, 0], np.arange(count + 1))

    def __call__(self, number: int) -> list[int]:
        found: list[int] = self._others[self._starts[number] : self._starts[number + 1]].tolist()
        return found
