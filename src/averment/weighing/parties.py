"""The party on which reports agree for one speaker.

In: the parties that reports give it, and how many give each. Out: one of them, or none.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

_AGREEING: Final = 9  # of ten reports


def agreed(parties: Counter[str]) -> str | None:
    """Give the party that nine in ten or more of the reports that tell one give a speaker; None where they differ.

    One report in many that takes "the Sudanese president" for another man leaves the others as they are.
    """
    if len(parties) == 1:
        return next(iter(parties))
    most = min(parties, key=lambda party: (-parties[party], party), default=None)
    return most if most is not None and 10 * parties[most] >= _AGREEING * parties.total() else None
