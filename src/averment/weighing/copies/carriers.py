"""In how many documents, and over what time, a shared passage stands: a paragraph that keeps coming back is background.

In: all overlaps of a collection, and what is known of its documents. Out: the `Carriers` of any shared passage.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from averment.weighing.copies.about import About
    from averment.weighing.copies.overlaps import Overlap, Shared

APART: Final = timedelta(days=4)
"""Reports of one dispatch, and its later versions, follow each other within so many days."""
_MUCH_OF: Final = 0.4  # of a passage that another one must hold, to carry it
_KEPT: Final = 2_000_000  # documents in what is remembered of passages


@dataclass(frozen=True)
class Carriers:
    """Which documents carry a passage: how many, and how many `times` they are of, `APART` from each other."""

    documents: int
    times: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Held:
    """The shared passages of one document, in columns, and the number of the document that each is shared with.

    They are sorted by that number: what thousands share is asked for thousands of times, and sorted once.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    partners: NDArray[np.int64]

    @classmethod
    def of(cls, starts: NDArray[np.int64], ends: NDArray[np.int64], partners: NDArray[np.int64]) -> Self:
        """Take passages in any order."""
        order = np.argsort(partners, kind="stable")
        return cls(starts[order], ends[order], partners[order])

    def by(self, start: int, end: int) -> NDArray[np.int64]:
        """Give the documents that hold much of a stretch, sorted, each once."""
        common = np.minimum(self.ends, end) - np.maximum(self.starts, start)
        found = self.partners[common >= _MUCH_OF * (end - start)]
        return found[np.r_[True, found[1:] != found[:-1]]] if len(found) else found


@dataclass(frozen=True)
class Days:
    """The first and the last day on which each document can have been published, by number; 0 where none is known.

    Days are proleptic Gregorian ordinals.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]

    @classmethod
    def of(cls, every: Sequence[About]) -> Self:
        """Give the days of documents in the order of their numbers."""
        first = [one.start.toordinal() if one.start else 0 for one in every]
        last = [(one.end or one.start).toordinal() if one.start else 0 for one in every]
        return cls(np.array(first, np.int64), np.array(last, np.int64))

    def times(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the times that some documents are of: (times, 2), their first and last days."""
        first = self.first[documents]
        dated = first > 0
        return _apart(np.stack([first[dated], self.last[documents][dated]], axis=1))


class Carrying:
    """All the shared passages of a collection, by the document they stand in.

    `number` gives the number of a document, `held` what passages the document of a number shares. What a passage has
    many carriers for is remembered: a line that stands in all documents costs each of these no more than others.
    """

    def __init__(self, number: Mapping[str, int], held: Callable[[int], Held], days: Days) -> None:
        self._number = number
        self._held = held
        self._days = days
        self._known: OrderedDict[tuple[int, int, int], tuple[NDArray[np.int64], NDArray[np.int64]]] = OrderedDict()
        self._size = 0

    @classmethod
    def among(cls, overlaps: Sequence[Overlap], about: Mapping[str, About]) -> Self:
        """Take all the overlaps of a collection."""
        names = sorted({name for overlap in overlaps for name in (overlap.a, overlap.b)})
        number = {name: place for place, name in enumerate(names)}
        places: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for overlap in overlaps:
            a, b = number[overlap.a], number[overlap.b]
            for one in overlap.shared:
                places[a].append((*one.a, b))
                places[b].append((*one.b, a))
        held = {place: Held.of(*np.array(found).T) for place, found in places.items()}
        return cls(number, held.__getitem__, Days.of([about[name] for name in names]))

    def of(self, a: str, b: str, one: Shared) -> Carriers:
        """Count the documents that carry a passage that two share."""
        both = self._number[a], self._number[b]
        (most, times), (others, _) = sorted(
            (self._carriers(both[0], *one.a), self._carriers(both[1], *one.b)), key=lambda found: -len(found[0])
        )
        some = np.union1d(others, both)
        at = np.minimum(np.searchsorted(most, some), max(0, len(most) - 1))
        new = some[most[at] != some] if len(most) else some
        if len(more := self._days.times(new)):
            times = _apart(np.concatenate([times, more]))
        first, last = (date.fromordinal(int(times[0, 0])), date.fromordinal(int(times[-1, 1]))) if len(times) else _NONE
        return Carriers(len(most) + len(new), len(times), first, last)

    def _carriers(self, document: int, start: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the documents that hold much of a stretch of a document, and the times that they are of."""
        key = document, start, end
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        documents = self._held(document).by(start, end)
        found = self._known[key] = documents, self._days.times(documents)
        self._size += len(documents) + 1
        while self._size > _KEPT and len(self._known) > 1:
            _, gone = self._known.popitem(last=False)
            self._size -= len(gone[0]) + 1
        return found


_NONE: Final = (None, None)


def _apart(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Put intervals of days, (intervals, 2), together where no more than `APART` is between them; in order."""
    if len(days) < 2:  # noqa: PLR2004  (one, or none)
        return days
    days = days[np.argsort(days[:, 0], kind="stable")]
    first, last = days[:, 0], np.maximum.accumulate(days[:, 1])
    begins = np.r_[True, first[1:] - last[:-1] > APART.days]
    return np.stack([first[begins], last[np.r_[begins[1:], True]]], axis=1)
