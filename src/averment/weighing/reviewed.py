"""Where the review of each thing stands: unreviewed, accepted, corrected or rejected, by whom, and who said otherwise.

In: all judgements of a case, the superseded ones too, the digests of its current readings, and what carries judgements
to those. Out: `Reviewed` of a document, or of something in its reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from averment.values import Judgement, Reviewed
from averment.values.review import ReviewState
from averment.weighing.carried import Carried
from averment.weighing.contested import contested
from averment.weighing.judged import in_force
from averment.weighing.upheld import JOINING, Course, order

_Spot: TypeAlias = tuple[str, str | None]


class Review:
    """The review of a case as it stands. `holding` are the judgements that hold of the current readings, in order.

    Judgements are given as they are on those: made on earlier ones, they are carried (`weighing.carried`).
    """

    def __init__(
        self,
        judgements: Iterable[Judgement],
        readings: Mapping[str, str],
        carries: Callable[[Judgement], Carried] = lambda made: Carried(made=made),
    ) -> None:
        every = list(judgements)
        carried = {made.id: carries(made) for made in every}
        self._course = course = Course(carried[made.id].made or made for made in every)
        lapsed = (carried[made.id].lapsed for made in course.standing)
        self._lapsed = [one for one in lapsed if one is not None]
        self._readings = {target.document: "" for made in every for target in made.targets} | dict(readings)
        applying = [made for made in course.made.values() if carried[made.id].made is not None]
        standing = {made.id for made in course.standing}
        self.holding = tuple(in_force((made for made in applying if made.id in standing), self._readings))
        self._held = self._by_spot(made for made in self.holding if made.verdict not in JOINING)
        self._joined = self._by_spot(made for made in self.holding if made.verdict in JOINING)
        self._on = self._by_spot(applying)

    def of(self, document: str, name: str | None = None) -> Reviewed:
        """Give where the review of a document stands, or of what has this id in its reading.

        The latest word holds: what was corrected after it was rejected is `corrected`, what was rejected after it was
        corrected is `rejected` (its corrections stand, and show again when the rejection is undone). What was accepted
        after it was corrected stays `corrected`, with the acceptance beside it.
        """
        held = self._held.get((document, name), [])
        corrections = [made for made in held if made.verdict == "correct"]
        verdict = next((made for made in held if made.verdict in {"accept", "reject"}), None)
        state, made = _state(verdict, corrections)
        after = state == "corrected" and verdict is not None and order(verdict) > order(corrections[-1])
        return Reviewed(
            state=state,
            judgement=made and self._course.made[made.id],
            changes={field: value for made in corrections for field, value in made.changes.items()},
            accepted=verdict if after else None,
            notes=tuple(made for made in held if made.verdict == "note"),
            contested=contested(self._on.get((document, name), ()), self._course, state, corrections),
        )

    def joined(self, document: str, name: str | None = None) -> tuple[Judgement, ...]:
        """Give the merges and splits in force that name something, the earliest first."""
        return tuple(self._joined.get((document, name), ()))

    def lapsed(self, document: str) -> tuple[Judgement, ...]:
        """Give the judgements on a document that stand and no longer apply to anything, the earliest first.

        They are as they were made, by the ids of the reading that they were made on. Of a correction that holds in
        part, those fields are given that do not. There are none on a document that has no reading.
        """
        if not self._readings.get(document):
            return ()
        return tuple(made for made in self._lapsed if any(target.document == document for target in made.targets))

    def counts(self, document: str | None = None) -> dict[ReviewState, int]:
        """Count what is accepted, corrected and rejected in the reading of a document, or in all of them.

        What nobody judged is not known here: it is the rest of what the readings hold.
        """
        spots = [spot for spot in self._held if spot[1] is not None and document in {None, spot[0]}]
        found = Counter(self.of(*spot).state for spot in spots)
        return {state: count for state, count in found.items() if state != "unreviewed"}

    def _by_spot(self, judgements: Iterable[Judgement]) -> dict[_Spot, list[Judgement]]:
        """Give judgements by what they are on in the current readings, and documents as a whole."""
        found: defaultdict[_Spot, list[Judgement]] = defaultdict(list)
        for made in judgements:
            for target in made.targets:
                if target.reading in {None, self._readings[target.document]}:
                    found[target.document, target.id].append(made)
        return found


def _state(verdict: Judgement | None, corrections: list[Judgement]) -> tuple[ReviewState, Judgement | None]:
    if verdict is not None and verdict.verdict == "reject":
        return "rejected", verdict
    if corrections:
        return "corrected", corrections[-1]
    return ("unreviewed", None) if verdict is None else ("accepted", verdict)
