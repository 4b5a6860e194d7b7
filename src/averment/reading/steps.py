"""What a step of a reading is: a function from draft to draft that declares what it needs and what it gives.

In: steps in an order. Out: an error where one needs what none before it gives, or changes what it did not declare.
Parts are fields of `Draft` ("dates") and of its attributions ("attributions.act").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from averment.errors import StepError
from averment.reading.draft import Draft

PARTS: Final = (
    "attributions",
    "attributions.about",
    "attributions.act",
    "attributions.certainty",
    "attributions.evidence",
    "attributions.said",
    "attributions.speaker",
    "dates",
    "evidence",
    "figures",
    "speakers",
)
"""All that a step can give."""

_GIVEN: Final = ("report", "tagged")  # in a draft before the first step: needs no declaring, stays as it is


@dataclass(frozen=True)
class Step:
    """A step: its name, the parts it needs, the parts it gives, and the pure function that does the work."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Draft], Draft]

    def __call__(self, draft: Draft) -> Draft:
        """Take the step. Raises `StepError` where it changed a part it does not declare, or gave no draft."""
        after = self.run(draft)
        if not isinstance(after, Draft):
            message = f"the step “{self.name}” gave no draft but {after!r:.60}"
            raise StepError(message)
        changed = set(_changed(draft, after)) - set(self.gives)
        if changed:
            message = f"the step “{self.name}” changed {', '.join(sorted(changed))}, which it does not declare"
            raise StepError(message)
        return after


def check(steps: Iterable[Step]) -> None:
    """Check that each step needs only what those before it give. Raises `StepError`."""
    given: set[str] = set()
    for step in steps:
        if unknown := {*step.needs, *step.gives} - set(PARTS):
            message = f"the step “{step.name}” declares {', '.join(sorted(unknown))}; known are {', '.join(PARTS)}"
            raise StepError(message)
        if missing := set(step.needs) - given:
            message = f"the step “{step.name}” needs {', '.join(sorted(missing))}, which no step before it gives"
            raise StepError(message)
        given.update(step.gives)


def _changed(before: Draft, after: Draft) -> Iterable[str]:
    for part in (*_GIVEN, "speakers", "evidence", "figures", "dates"):
        if getattr(before, part) is not getattr(after, part):
            yield part
    if before.attributions is after.attributions:
        return
    if len(before.attributions) != len(after.attributions):
        yield "attributions"
        return
    for old, new in zip(before.attributions, after.attributions, strict=True):
        if old is not new:
            for field in old.__struct_fields__:
                if getattr(old, field) != getattr(new, field):
                    part = f"attributions.{field}"
                    yield part if part in PARTS else "attributions"
