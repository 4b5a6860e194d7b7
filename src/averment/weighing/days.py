"""When a statement was made, as far as a report tells.

In: a reading and an attribution of it, or none for what the report itself says. Out: days, and how they are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from averment.values import Attribution, Date, Interval, Reading, Span

if TYPE_CHECKING:
    from averment.values.ledgers import Dated


class Days:
    """The days of what is said in one reading."""

    def __init__(self, reading: Reading) -> None:
        self._dates: Mapping[Span, Date] = {found.span: found for found in reading.dates}
        published = reading.document.published
        self._published = Interval(start=published.start, end=published.end) if published else None

    def of(self, attribution: Attribution | None) -> tuple[Interval | None, Dated | None]:
        """Give the days on which it was said where the text decides them, else those of publication, where known.

        A date that the text leaves open between two answers decides nothing.
        """
        found = self._dates.get(attribution.said) if attribution and attribution.said else None
        if found and found.start and found.end:
            return Interval(start=found.start, end=found.end), "said"
        return (self._published, "published") if self._published else (None, None)


def in_order(day: Interval | None) -> tuple[bool, date, date]:
    """Give what to sort days by: the earliest first, of those that begin together the shortest, the undated last."""
    return (False, day.start, day.end) if day else (True, date.max, date.max)
