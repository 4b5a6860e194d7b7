"""Pivots: rows put in groups around the clearest of them, the same groups however the rows came.

In: rows with their ranks. Out: for each row the one that leads its group. Greedy pivot clustering (KwikCluster: Ailon,
Charikar, Newman, Aggregating Inconsistent Information, JACM 2008, section 3) with a fixed order, not a random one: a
row that is like no leader of lower rank leads; every other follows the leader of lower rank that it is most like.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from averment.weighing.claims.likeness import Bytes, Likeness, Matrix

Ranks: TypeAlias = "np.ndarray[Any, np.dtype[np.uint64]]"
Places: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
_BLOCK: Final = 512  # rows compared at a time
_LEADERS: Final = 16_384  # leaders that they are compared with at a time: 32 MB of products
_AHEAD: Final = 32  # rows in doubt whose products are made at a time
_ANEW: Final = 8  # with more than one row in so many in doubt, all are put in groups anew
_FIRST: Final = 1_024


class Pivots:
    """Rows and their groups. Places of rows are used again after a row has gone."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self.ranks: Ranks = np.zeros(0, np.uint64)
        self.leaders: Places = np.zeros(0, np.int64)  # of each row; itself where it leads, -1 where it is gone
        self.products: Matrix = np.zeros(0, np.float32)  # of each row with its leader
        self.bytes: Bytes = np.zeros((0, likeness.width), np.int8)
        self._right: Matrix | None = None
        self._free: list[int] = []
        self._doubt: set[int] = set()

    @classmethod
    def kept(cls, likeness: Likeness, ranks: Ranks, leaders: Places, products: Matrix, rows: Bytes) -> Pivots:
        """Take up groups as they were found before."""
        pivots = cls(likeness)
        pivots.ranks, pivots.leaders, pivots.products, pivots.bytes = ranks, leaders, products, rows
        return pivots

    def __len__(self) -> int:
        """Count the rows, those that are gone aside."""
        return len(self.ranks) - len(self._free)

    def add(self, ranks: Ranks, rows: Bytes) -> list[int]:
        """Take in rows that are not there yet; give their places. `settle` puts them in groups."""
        while len(self._free) < len(ranks):
            self._grow()
        places = [self._free.pop() for _ in ranks]
        self.bytes[places], self.ranks[places] = rows, ranks
        if self._right is not None:
            self._right[places] = self._likeness.right(rows)
        self._doubt.update(places)
        return places

    def remove(self, places: Iterable[int]) -> None:
        """Let rows go; those that they led are put in groups anew by `settle`."""
        gone = sorted(places)
        led = np.flatnonzero(np.isin(self.leaders, [place for place in gone if self.leaders[place] == place]))
        self.leaders[gone] = -1
        self.bytes[gone] = 0
        if self._right is not None:
            self._right[gone] = 0
        self._doubt.update(map(int, led))
        self._doubt.difference_update(gone)
        self._free += gone

    def nearest(self, vector: Matrix, most: int) -> list[int]:
        """Give the ranks of the rows whose first columns have the largest product with a vector, at most so many."""
        size, here = len(vector), np.flatnonzero(self.leaders >= 0)
        products = np.concatenate(
            [np.zeros(0, np.float32)]
            + [self.bytes[here[at : at + _LEADERS], :size] @ vector for at in range(0, len(here), _LEADERS)]
        )
        ranks = self.ranks[here]
        return [int(rank) for rank in ranks[np.lexsort((ranks, -products))[:most]]]

    def settle(self) -> None:
        """Put every row in its group."""
        if not self._doubt:
            return
        if len(self._doubt) * _ANEW > len(self) or not self._settle(len(self) // _ANEW + _AHEAD):
            self._all()
        self._doubt.clear()

    def _grow(self) -> None:
        old = len(self.ranks)
        new = max(_FIRST, old // 2)
        self.ranks = np.concatenate([self.ranks, np.zeros(new, np.uint64)])
        self.leaders = np.concatenate([self.leaders, np.full(new, -1)])
        self.products = np.concatenate([self.products, np.zeros(new, np.float32)])
        self.bytes = np.concatenate([self.bytes, np.zeros((new, self._likeness.width), np.int8)])
        if self._right is not None:
            self._right = np.concatenate([self._right, np.zeros((new, self._likeness.width), np.float32)])
        self._free += range(old + new - 1, old - 1, -1)

    def _settle(self, most: int) -> bool:
        """Decide the rows in doubt by their ranks, and those that each decision puts in doubt; false after `most`.

        What is decided depends on rows of lower rank alone, and these are decided before.
        """
        if self._right is None:
            self._right = self._likeness.right(self.bytes)
        queue = [(int(self.ranks[place]), place) for place in self._doubt]
        heapq.heapify(queue)
        products: dict[int, Matrix] = {}
        decided, last = 0, -1
        while queue:
            _, place = heapq.heappop(queue)
            if place == last:
                continue
            last = place
            if place not in products:
                ahead = list(dict.fromkeys([place, *(one for _, one in heapq.nsmallest(_AHEAD, queue))]))
                products = dict(zip(ahead, self._likeness.left(self.bytes[ahead]) @ self._right.T, strict=True))
            decided += 1
            if decided > most:
                return False
            for other in self._decide(place, products[place]):
                heapq.heappush(queue, (int(self.ranks[other]), other))
        return True

    def _decide(self, place: int, products: Matrix) -> list[int]:
        """Decide one row by its products with all; give the rows that this puts in doubt."""
        like = np.flatnonzero(products >= self._likeness.least)
        lower = like[self.ranks[like] < self.ranks[place]]
        leaders = lower[self.leaders[lower] == lower]
        led_before = self.leaders[place] == place
        if len(leaders):
            best = leaders[np.lexsort((self.ranks[leaders], -products[leaders]))[0]]
            self.leaders[place], self.products[place] = best, products[best]
            return list(map(int, np.flatnonzero(self.leaders == place))) if led_before else []
        self.leaders[place], self.products[place] = place, products[place]
        if led_before:
            return []
        higher = like[(self.ranks[like] > self.ranks[place]) & (self.leaders[like] >= 0)]
        leading = self.leaders[higher] == higher
        following = higher[~leading]
        now, new = self.products[following], products[following]
        earlier = self.ranks[place] < self.ranks[self.leaders[following]]
        won = following[(new > now) | ((new == now) & earlier)]
        self.leaders[won], self.products[won] = place, products[won]
        return list(map(int, higher[leading]))

    def _all(self) -> None:
        """Decide all rows by their ranks."""
        gone = np.zeros(len(self.ranks), dtype=bool)
        gone[self._free] = True
        order = np.flatnonzero(~gone)
        order = order[np.argsort(self.ranks[order])]
        right = np.zeros((_FIRST, self._likeness.width), np.float32)
        leading: list[int] = []
        for start in range(0, len(order), _BLOCK):
            block = order[start : start + _BLOCK]
            left = self._likeness.left(self.bytes[block])
            found, best = _best(left, right[: len(leading)])
            before = len(leading)
            self._among(block, left, found, best, leading)
            new = leading[before:]
            while len(right) < len(leading):
                right = np.concatenate([right, np.zeros((len(right) // 2, right.shape[1]), np.float32)])
            right[before : len(leading)] = self._likeness.right(self.bytes[new])

    def _among(self, block: Places, left: Matrix, found: Places, best: Matrix, leading: list[int]) -> None:
        """Decide a block of rows: `found` and `best` are the leader each is most like of those before, and how much."""
        within = left @ self._likeness.right(self.bytes[block]).T
        here: list[int] = []
        for number, place in enumerate(block):
            top, leader = best[number], leading[found[number]] if len(leading) > len(here) else -1
            if here:
                products = within[number, here]
                most = int(products.argmax())
                if products[most] > top:
                    top, leader = products[most], int(block[here[most]])
            if top < self._likeness.least:
                here.append(number)
                leading.append(int(place))
                top, leader = within[number, number], int(place)
            self.leaders[place], self.products[place] = leader, top


def _best(left: Matrix, right: Matrix) -> tuple[Places, Matrix]:
    """Give for each left row the right row with the highest product, the first of equals, and the product."""
    found = np.zeros(len(left), np.int64)
    best = np.full(len(left), -np.inf, np.float32)
    for start in range(0, len(right), _LEADERS):
        products = left @ right[start : start + _LEADERS].T
        top = products.argmax(axis=1)
        value = products[np.arange(len(left)), top]
        better = value > best
        found[better], best[better] = top[better] + start, value[better]
    return found, best
