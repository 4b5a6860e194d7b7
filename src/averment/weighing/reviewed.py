"""Where the review of each thing stands: unreviewed, accepted, corrected or rejected, by whom, and who said otherwise.

In: all judgements of a case, the superseded ones too, and the digests of its current readings. Out: `Reviewed` of a
document, or of something in its reading. A function of the judgements alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from averment.values import Judgement, Reviewed
from averment.values.review import ReviewState
from averment.weighing.judged import in_force, order


class Review:
    """The review of a case as it stands."""

    def __init__(self, judgements: Iterable[Judgement], readings: Mapping[str, str]) -> None:
        self._all = {made.id: made for made in sorted(judgements, key=order)}
        self._on: defaultdict[tuple[str, str | None], list[Judgement]] = defaultdict(list)
        for made in in_force(self._all.values(), readings):
            if len(made.targets) == 1:
                self._on[made.targets[0].document, made.targets[0].id].append(made)

    def of(self, document: str, name: str | None = None) -> Reviewed:
        """Give where the review of a document stands, or of what has this id in its reading."""
        held = self._on.get((document, name), [])
        changes = {field: value for made in held for field, value in made.changes.items()}
        rejected = [made for made in held if made.verdict == "reject"]
        corrected = [made for made in held if made.verdict == "correct"]
        accepted = [made for made in held if made.verdict == "accept"]
        states: tuple[tuple[ReviewState, list[Judgement]], ...] = (
            ("rejected", rejected),
            ("corrected", corrected),
            ("accepted", accepted),
        )
        for state, found in states:
            if found:
                last = self._all[found[-1].id]
                return Reviewed(state=state, judgement=last, changes=changes, contested=self._contested(last))
        return Reviewed()

    def _contested(self, made: Judgement) -> tuple[Judgement, ...]:
        """Give the judgements of others that this one replaced, one after the other, and that say otherwise."""
        found, one = [], made
        while one.supersedes is not None and (before := self._all.get(one.supersedes)) is not None:
            if before.by != made.by and (before.verdict, before.changes) != (made.verdict, made.changes):
                found.append(before)
            one = before
        return tuple(reversed(found))
