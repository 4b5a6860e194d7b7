"""Stances to origins: the order of steps. Each side is taken by itself.

In: the attributions that take a stance, their readings, the speakers, the relations of documents, judgements.
Out: `Origins`. Nothing depends on the order in which anything is given.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from averment.values import Origin, Origins
from averment.weighing.origins.collapsing import collapsed
from averment.weighing.origins.following import rooted
from averment.weighing.origins.joins import joined
from averment.weighing.origins.judged import Judged
from averment.weighing.origins.naming import one_name
from averment.weighing.origins.nodes import nodes
from averment.weighing.origins.publications import Publication, publication
from averment.weighing.origins.roots import Tracing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from averment.values import Judgement, Reading
    from averment.values.claims import Stance
    from averment.weighing.copies import Relations
    from averment.weighing.people import People
    from averment.weighing.positions import Stood

_KEPT: Final = 1_000  # documents looked at before that are remembered


def origins(
    stood: Sequence[Stood],
    readings: Mapping[str, Reading],
    people: People,
    relations: Relations,
    judgements: Iterable[Judgement] = (),
) -> Origins:
    """Give the independent origins of each side. Of many claims, `Tracer` remembers what it has looked at."""
    return Tracer(readings, people, relations, judgements).origins(stood)


class Tracer:
    """Traces claims of one case to their origins. What it remembers of documents changes no answer."""

    def __init__(
        self,
        readings: Mapping[str, Reading],
        people: People,
        relations: Relations,
        judgements: Iterable[Judgement] = (),
    ) -> None:
        self._readings = readings
        self._relations = relations
        self._judged = Judged(judgements)
        self._tracing = Tracing(people)
        self._known: OrderedDict[str, Publication | None] = OrderedDict()

    def origins(self, stood: Sequence[Stood]) -> Origins:
        """Give the independent origins of each side of one claim. What stands in no reading is passed over."""
        return Origins(
            supports=self._side(stood, "supports"),
            denies=self._side(stood, "denies"),
            doubts=self._side(stood, "doubts"),
        )

    def _side(self, stood: Sequence[Stood], stance: Stance) -> tuple[Origin, ...]:
        mine = [one for one in stood if one.stance == stance]
        if not mine:
            return ()
        found = one_name(nodes(mine, self._publication, self._tracing, self._judged))
        documents = {node.document.digest for node in found}
        related = self._relations.among(documents) if len(documents) > 1 else []
        groups = joined(found, sorted(related, key=lambda copy: (copy.a, copy.b)), self._judged)
        return collapsed(rooted(groups, self._judged), self._judged)

    def _publication(self, digest: str) -> Publication | None:
        if digest in self._known:
            self._known.move_to_end(digest)
            return self._known[digest]
        reading = self._readings.get(digest)
        found = publication(reading) if reading is not None else None
        self._known[digest] = found
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return found
