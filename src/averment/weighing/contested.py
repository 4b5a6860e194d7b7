"""Who sees one thing otherwise: the latest word of each person on it that says something else than what holds.

In: all judgements on one thing, and what holds of it. Out: the judgements of those who said otherwise. What a person
took back, or said anew, is no longer that person's word; what another took back is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from averment.values import Judgement
from averment.values.judgements import PROPOSED, WEIGHED
from averment.values.review import ReviewState
from averment.weighing.upheld import Course, order

_WHOLE = ""
"""The aspect of a thing that all verdicts are on: whether it is there. The others are its fields."""


def contested(
    on: Sequence[Judgement], course: Course, state: ReviewState, corrections: Sequence[Judgement]
) -> tuple[Judgement, ...]:
    """Give the judgements that say otherwise, the earliest first.

    `on` are those on the thing, in the order in which they were made, `course` is that of all judgements, `corrections`
    those in force.
    """
    holding = {field: (value, made) for made in corrections for field, value in made.changes.items()}
    found = {
        made.id: made for (_, aspect), made in _words(on, course).items() if _differs(made, aspect, state, holding)
    }
    return tuple(sorted(found.values(), key=order))


def _words(on: Sequence[Judgement], course: Course) -> dict[tuple[str, str], Judgement]:
    """Give what each person said last of each aspect."""
    said: dict[tuple[str, str], Judgement] = {}
    for made in on:
        if made.verdict == "undo":
            gone, back = course.before(made), course.after(made)
            if gone is not None and gone.by == made.by:
                said = {key: one for key, one in said.items() if one.id != gone.id}
            if back is not None and back.by == made.by:
                said |= {(made.by, aspect): back for aspect in _aspects(back)}
        else:
            said |= {(made.by, aspect): made for aspect in _aspects(made)}
    return said


def _aspects(made: Judgement) -> tuple[str, ...]:
    """Give what a judgement speaks of; a note or what joins speaks of none of it."""
    return (_WHOLE, *made.changes) if made.verdict in {"accept", "reject", "correct"} else ()


def _differs(made: Judgement, aspect: str, state: ReviewState, holding: Mapping[str, tuple[str, Judgement]]) -> bool:
    """Tell whether a person's word on an aspect is not what holds.

    An acceptance was of the thing as it stood: it is not one of what another corrected afterwards.
    """
    if state == "rejected" or made.verdict == "reject":
        return aspect == _WHOLE and (state == "rejected") != (made.verdict == "reject")
    if aspect != _WHOLE:
        value = made.changes[aspect]
        taken_back = aspect in WEIGHED and value == PROPOSED
        held = holding.get(aspect)
        return (None if taken_back else value) != (held[0] if held else None)
    return made.verdict == "accept" and any(
        field not in WEIGHED and order(later) > order(made) for field, (_, later) in holding.items()
    )
