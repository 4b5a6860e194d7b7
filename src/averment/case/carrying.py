"""Judgements of a case carried to its current readings; how one reading crosses over to another is worked out once.

In: an open index, the objects. Out: `Carried`, of any judgement. As long as nothing was read anew, no reading is
opened: two take some ten milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeAlias

import msgspec

from averment.case.index import Contents, Index
from averment.case.index.connections import explained
from averment.case.queries import judgements, readings
from averment.custody.log import Known
from averment.errors import DamagedError, WithdrawnError
from averment.values import Judgement, Reading, from_json
from averment.weighing.carried import Carried, Crossing, carry
from averment.weighing.reviewed import Review

Carries: TypeAlias = Callable[[Judgement], Carried]


class Carrying:
    """The crossings of one case, kept while it is open. For one thread."""

    def __init__(self, objects: Contents) -> None:
        self._objects = objects
        self._held: dict[tuple[str, str], Crossing | None] = {}
        self._reviewed: tuple[Known, Review] | None = None

    def on(self, index: Index) -> Carries:
        """Give what carries judgements to the readings that are current in an index."""
        current = readings(index)

        def crosses(document: str, reading: str) -> Crossing | None:
            pair = (reading, current[document])
            if pair not in self._held:
                self._held[pair] = self._crossing(*pair)
            return self._held[pair]

        return lambda made: carry(made, current, crosses, partial(read_then, index))

    def review(self, index: Index) -> Review:
        """Give the review of the case as it stands: the same one again while nothing is added to the log."""
        known = index.known
        if self._reviewed is None or self._reviewed[0] != known:
            self._reviewed = known, Review(judgements(index, superseded=True), readings(index), self.on(index))
        return self._reviewed[1]

    def all(self, index: Index, some: Iterable[Judgement]) -> list[Judgement]:
        """Give judgements as they are on the current readings; those that are on none stay as they were made."""
        carries = self.on(index)
        return [carries(made).made or made for made in some]

    def _crossing(self, before: str, after: str) -> Crossing | None:
        try:
            return Crossing(*(from_json(self._objects.get(digest), Reading) for digest in (before, after)))
        except (DamagedError, WithdrawnError, msgspec.DecodeError):  # the checks of objects tell of it
            return None


def read_then(index: Index, document: str, made: Judgement) -> str | None:
    """Give the reading that a document had when a judgement was made."""
    with explained(index.path):
        row = index.db.execute(
            "SELECT readings.reading FROM readings JOIN documents ON number = document "
            "WHERE digest = ? AND readings.seq < ? ORDER BY readings.seq DESC LIMIT 1",
            (document, int(made.id[1:])),
        ).fetchone()
    return None if row is None else str(row[0])
