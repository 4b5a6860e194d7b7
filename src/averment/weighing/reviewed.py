"""Where the review of each thing stands: unreviewed, accepted, corrected or rejected, by whom, and who said otherwise.

In: all judgements of a case, the superseded ones too, the digests of its current readings, and what carries judgements
to those. Out: `Reviewed` of a document, or of something in its reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from averment.values import Judgement, Reviewed, Target
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
        made_then = {made.id: (made, carries(made)) for made in judgements}
        self._course = Course(carried.made or made for made, carried in made_then.values())
        self._lapsed = [
            lapsed
            for made in self._course.standing
            if (lapsed := made_then[made.id][1].lapsed) and any(t.document in readings for t in lapsed.targets)
        ]
        known = {target.document: "" for made in self._course.standing for target in made.targets} | dict(readings)
        applying = {name for name, (_, carried) in made_then.items() if carried.made is not None}
        self.holding = tuple(in_force((made for made in self._course.standing if made.id in applying), known))
        self._held: defaultdict[_Spot, list[Judgement]] = defaultdict(list)
        self._joined: defaultdict[_Spot, list[Judgement]] = defaultdict(list)
        self._on: defaultdict[_Spot, list[Judgement]] = defaultdict(list)
        for made in self.holding:
            for target in made.targets:
                (self._joined if made.verdict in JOINING else self._held)[_spot(target)].append(made)
        for made in self._course.made.values():
            for target in made.targets if made.id in applying else ():
                if target.reading in {None, readings.get(target.document)}:
                    self._on[_spot(target)].append(made)

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
        part, those fields are given that do not.
        """
        return tuple(made for made in self._lapsed if any(target.document == document for target in made.targets))

    def counts(self, document: str | None = None) -> dict[ReviewState, int]:
        """Count what is accepted, corrected and rejected in the reading of a document, or in all of them.

        What nobody judged is not known here: it is the rest of what the readings hold.
        """
        spots = [spot for spot in self._held if spot[1] is not None and document in {None, spot[0]}]
        found = Counter(self.of(*spot).state for spot in spots)
        return {state: count for state, count in found.items() if state != "unreviewed"}


def _spot(target: Target) -> _Spot:
    return target.document, target.id


def _state(verdict: Judgement | None, corrections: list[Judgement]) -> tuple[ReviewState, Judgement | None]:
    if verdict is not None and verdict.verdict == "reject":
        return "rejected", verdict
    if corrections:
        return "corrected", corrections[-1]
    return ("unreviewed", None) if verdict is None else ("accepted", verdict)
