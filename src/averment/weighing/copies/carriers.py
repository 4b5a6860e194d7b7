"""In how many documents, and over what time, a shared passage stands: a paragraph that keeps coming back is background.

In: all overlaps of a collection, and what is known of its documents. Out: the `Carriers` of any shared passage.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from averment.weighing.copies.about import About
    from averment.weighing.copies.overlaps import Overlap, Shared

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


class Carrying:
    """All the shared passages of a collection, by the document they stand in."""

    def __init__(self, overlaps: Sequence[Overlap], about: Mapping[str, About]) -> None:
        names = sorted({name for overlap in overlaps for name in (overlap.a, overlap.b)})
        self._days = _Days(names, about)
        places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for overlap in overlaps:
            for one in overlap.shared:
                places[overlap.a].append((*one.a, self._days.number[overlap.b]))
                places[overlap.b].append((*one.b, self._days.number[overlap.a]))
        self._held = {document: _Held(found) for document, found in places.items()}

    def of(self, a: str, b: str, one: Shared) -> Carriers:
        """Count the documents that carry a passage that two share."""
        number = self._days.number
        return self._days.carried(self._held[a].by(*one.a), self._held[b].by(*one.b), number[a], number[b])


class _Held:
    """The shared passages of one document, and the number of the document that each is shared with."""

    def __init__(self, places: Sequence[tuple[int, int, int]]) -> None:
        self._starts, self._ends, self._partners = np.array(places).T

    def by(self, start: int, end: int) -> NDArray[np.int64]:
        """Give the documents that hold much of a stretch."""
        common = np.minimum(self._ends, end) - np.maximum(self._starts, start)
        partners: NDArray[np.int64] = self._partners[common >= _MUCH_OF * (end - start)]
        return partners


class _Days:
    """When the documents, by their number, were published: ordinals of the first and the last possible day."""

    def __init__(self, names: Sequence[str], about: Mapping[str, About]) -> None:
        self.number = {name: number for number, name in enumerate(names)}
        known = [(one.start, one.end or one.start) if (one := about[name]).start else None for name in names]
        self._first = np.array([day[0].toordinal() if day and day[0] else 0 for day in known])
        self._last = np.array([day[1].toordinal() if day and day[1] else 0 for day in known])

    def carried(self, ours: NDArray[np.int64], theirs: NDArray[np.int64], *both: int) -> Carriers:
        """Count some documents, and the times they are of."""
        every = np.unique(np.concatenate([ours, theirs, np.array(both)]))
        dated = every[self._first[every] > 0]
        if not len(dated):
            return Carriers(len(every), 0, None, None)
        days = dated[np.argsort(self._first[dated], kind="stable")]
        first, last = self._first[days], np.maximum.accumulate(self._last[days])
        times = 1 + int((first[1:] - last[:-1] > APART.days).sum())
        return Carriers(len(every), times, date.fromordinal(int(first[0])), date.fromordinal(int(last[-1])))
