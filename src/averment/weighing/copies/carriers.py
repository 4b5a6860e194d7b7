"""In how many documents, and over what time, a shared passage stands: a paragraph that keeps coming back is background.

In: all overlaps of a collection, and what is known of its documents. Out: for each shared passage, its `Carriers`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from averment.weighing.copies.about import About
    from averment.weighing.copies.overlaps import Overlap

APART: Final = timedelta(days=4)
"""Reports of one dispatch, and its later versions, follow each other within so many days."""
_MUCH_OF: Final = 0.4  # of a passage that another one must hold, to carry it


@dataclass(frozen=True)
class Carriers:
    """Which documents carry a passage: how many, and how many `times` they are of, `APART` from each other."""

    documents: int
    times: int
    first: date | None
    last: date | None


def carriers(overlaps: Sequence[Overlap], about: Mapping[str, About]) -> dict[tuple[str, str], tuple[Carriers, ...]]:
    """Give, for each overlap (by its pair), the carriers of each of its passages."""
    held: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for overlap in overlaps:
        for one in overlap.shared:
            held[overlap.a].append((*one.a, overlap.b))
            held[overlap.b].append((*one.b, overlap.a))
    inside = {document: _Held(places) for document, places in held.items()}
    found: dict[tuple[str, str], tuple[Carriers, ...]] = {}
    known: dict[frozenset[str], Carriers] = {}
    for overlap in overlaps:
        every = []
        for one in overlap.shared:
            names = frozenset((overlap.a, overlap.b, *inside[overlap.a].of(*one.a), *inside[overlap.b].of(*one.b)))
            if names not in known:
                known[names] = _counted(names, about)
            every.append(known[names])
        found[overlap.a, overlap.b] = tuple(every)
    return found


class _Held:
    """The shared passages of one document, with whom each is shared."""

    def __init__(self, places: Sequence[tuple[int, int, str]]) -> None:
        self._starts = np.array([start for start, _, _ in places])
        self._ends = np.array([end for _, end, _ in places])
        self._partners = [partner for _, _, partner in places]

    def of(self, start: int, end: int) -> list[str]:
        common = np.minimum(self._ends, end) - np.maximum(self._starts, start)
        return [self._partners[at] for at in np.flatnonzero(common >= _MUCH_OF * (end - start))]


def _counted(names: Iterable[str], about: Mapping[str, About]) -> Carriers:
    names = sorted(names)
    days = sorted((start, about[name].end or start) for name in names if (start := about[name].start))
    times, last = 0, None
    for start, end in days:
        if last is None or start - last > APART:
            times += 1
        last = max(last or end, end)
    return Carriers(len(names), times, days[0][0] if days else None, last)
