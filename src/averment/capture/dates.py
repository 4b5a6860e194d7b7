"""Dates as pages write them in their metadata, to intervals of days.

In: a string such as "2017-05-16T09:00:00Z" or "Tue, 16 May 2017 09:00:00 GMT". Out: first and last day, or None.
The day is the one written, in the zone it was written in. A month or year alone is an interval; nothing is filled in.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

EARLIEST: Final = 1800
_MONTHS: Final = {
    name: 1 + at // 3 for at, name in ((i, "janfebmaraprmayjunjulaugsepoctnovdec"[i : i + 3]) for i in range(0, 36, 3))
}
_LONGEST: Final = 100
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d/.-])")
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_SLASHED: Final = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)(?!\d)")
_DAY_FIRST: Final = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})\b", re.IGNORECASE
)
_MONTH_FIRST: Final = re.compile(
    r"(?:[a-z]{3,9},\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.IGNORECASE
)


def parse_date(value: object) -> tuple[date, date] | None:
    """Read a date; None for what is none, and for figures that could be two days ("5/6/2017")."""
    if not isinstance(value, str):
        return None
    words = value.strip()[:_LONGEST]
    for expression in (_COMPACT, _ISO, _SLASHED):
        found = expression.match(words)
        if found:
            return _interval(*(int(part) if part else None for part in found.groups()))
    found = _DAY_FIRST.match(words)
    if found:
        return _interval(int(found[3]), _month(found[2]), int(found[1]))
    found = _MONTH_FIRST.match(words)
    return _interval(int(found[3]), _month(found[1]), int(found[2])) if found else None


def _month(name: str) -> int:
    return _MONTHS.get(name[:3].lower(), 0)


def _interval(year: int | None, month: int | None, day: int | None) -> tuple[date, date] | None:
    try:
        if year is None or year < EARLIEST:
            return None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:  # no such day
        return None
