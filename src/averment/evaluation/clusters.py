"""How well claims were put together: what is in one claim for a person, against what is in one for the program.

In: for each item the clusters it is in, by both. Out: B³ and pairwise precision, recall, F1. An item may be in several
clusters: B³ is then the extended one (Amigó, Gonzalo, Artiles, Verdejo, A comparison of extrinsic clustering evaluation
metrics, Information Retrieval 2009, section 5), which is the plain one where each is in one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias, TypeVar

Item = TypeVar("Item", bound=Hashable)
Clusters: TypeAlias = Mapping[Item, Collection[Hashable]]


@dataclass(frozen=True)
class Agreement:
    """Precision and recall, 0 to 1; 0 where there was nothing to count."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Clusters[Item], found: Clusters[Item]) -> Agreement:
    """Compare for each item of the gold whom it is with; items that only one side has are left out."""
    items = [item for item in gold if item in found]
    precision = recall = 0.0
    for item in items:
        ours, theirs = _with(item, items, found), _with(item, items, gold)
        both = {other: min(count, theirs[other]) for other, count in ours.items() if other in theirs}
        precision += _mean(both[other] / ours[other] if other in both else 0.0 for other in ours)
        recall += _mean(both[other] / theirs[other] if other in both else 0.0 for other in theirs)
    return Agreement(precision / len(items), recall / len(items)) if items else Agreement(0.0, 0.0)


def pairwise(gold: Clusters[Item], found: Clusters[Item]) -> Agreement:
    """Compare which pairs of items share a cluster; items that only one side has are left out."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for one, other in combinations([item for item in gold if item in found], 2):
        counts[not set(gold[one]).isdisjoint(gold[other]), not set(found[one]).isdisjoint(found[other])] += 1
    right = counts[True, True]
    ours, theirs = right + counts[False, True], right + counts[True, False]
    return Agreement(right / ours if ours else 0.0, right / theirs if theirs else 0.0)


def _with(item: Item, items: list[Item], clusters: Clusters[Item]) -> Counter[Item]:
    """Count for each item, this one too, the clusters it shares with this one."""
    mine = set(clusters[item])
    shared = {other: len(mine.intersection(clusters[other])) for other in items}
    return Counter({other: count for other, count in shared.items() if count})


def _mean(values: Iterable[float]) -> float:
    all_ = list(values)
    return sum(all_) / len(all_) if all_ else 0.0
