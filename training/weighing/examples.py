"""What the stance model learns from: a proposition, an attribution as one line, and the stance that it takes.

The lines are those of `averment.weighing.views`, as the model meets them when a case is weighed.
"""

from __future__ import annotations

from typing import Final, NamedTuple

STANCES: Final = ("none", "supports", "denies", "doubts")
NONE, SUPPORTS, DENIES, DOUBTS = range(len(STANCES))


class Example(NamedTuple):
    """One answer: `stance` is an index of `STANCES`."""

    proposition: str
    view: str
    stance: int
