"""What a series of figures reaches from and to, each end as it was stated: never a total, never a middle.

In: a series. Out: its lowest and its highest figure in the words of their bounds, so that none loses its "up to".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from averment.render.stated import counts, stands
from averment.values.bounds import in_words, known

if TYPE_CHECKING:
    from averment.values import Series, Stated


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted, by how many figures; the lowest and the highest that somebody states."""

    what: str
    figures: int
    lowest: str
    highest: str

    @property
    def words(self) -> str:
        """Say it: `up to 40`, or `lowest 20 to 30, highest at least 1,300`."""
        return self.lowest if self.lowest == self.highest else f"lowest {self.lowest}, highest {self.highest}"


def extent(series: Series) -> Extent | None:
    """Give the lowest and the highest figure of a series in the words of their bounds; `None` where nobody states one.

    Who denies a figure does not state it. A figure open below counts by its upper bound, one open above by its lower.
    """
    stated = [one for one in series.stated if stands(one) and _least(one) is not None]
    if not stated:
        return None
    lowest, highest = min(stated, key=lambda one: _least(one) or 0.0), max(stated, key=lambda one: _most(one) or 0.0)
    return Extent(what=counts(series), figures=len(series.stated), lowest=_words(lowest), highest=_words(highest))


def _least(one: Stated) -> float | None:
    low = known(one.low)
    return known(one.high) if low is None else low


def _most(one: Stated) -> float | None:
    high = known(one.high)
    return known(one.low) if high is None else high


def _words(one: Stated) -> str:
    return in_words(one.low, one.high, approximate=one.approximate)
