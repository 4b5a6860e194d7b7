"""A reading as people corrected it, with what they rejected still in it: a page shows that struck, not gone.

In: a reading, and where the review of each thing in it stands. Out: the reading.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from averment.values import Attribution, Evidence, Figure, Reading, Reviewed, Speaker
from averment.weighing.corrections import plain_fields

Part = TypeVar("Part", Attribution, Speaker, Evidence, Figure)


def corrected(reading: Reading, reviewed: Callable[[str], Reviewed]) -> Reading:
    """Give the reading with every correction that holds. `reviewed` gives the review of an id."""

    def parts(found: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(_part(one, reviewed(one.id), length) for one in found)

    length = len(reading.document.text)

    evidence = parts(reading.evidence)
    rested: dict[str, list[str]] = {}
    for one in evidence:
        for name in one.rests:
            rested.setdefault(name, []).append(one.id)
    return replace(
        reading,
        attributions=tuple(replace(one, evidence=tuple(rested.get(one.id, ()))) for one in parts(reading.attributions)),
        speakers=parts(reading.speakers),
        evidence=evidence,
        figures=parts(reading.figures),
    )


def _part(part: Part, reviewed: Reviewed, length: int) -> Part:
    return replace(part, **plain_fields(part, reviewed.changes, length)) if reviewed.changes else part
