"""Arithmetic of calendar periods: which days a word of time means, counted from one given day.

In: what an expression says (a `Term`) and the day it is counted from. Out: the intervals of days it can mean, the
likelier first. Everything is `datetime`: an expression that a grammar has understood needs no second parser.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final, Literal, TypeAlias

from averment.values import Interval
from averment.values.readings import Granularity

Which: TypeAlias = Literal["last", "this", "next", "past", "coming"] | None
"""What stands before a name: "last Friday", "this Friday", "next Friday", "this past Friday", plain "Friday"."""
Tense: TypeAlias = Literal["past", "future"] | None
Base: TypeAlias = Literal["published", "context"]

WEEK: Final = 7
_SUNDAY: Final = 6
_SATURDAY: Final = 5
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_FAR: Final = timedelta(days=335)
"""Eleven months: who writes "on 21 August" without a year does not mean a day further back."""
_NEAR: Final = timedelta(days=31)
_LEAP: Final = 8
"""The longest time, in years, from one 29 February to the next."""


@dataclass(frozen=True)
class Fixed:
    """Days that stand by themselves; several where the order of day and month is open."""

    days: tuple[Interval, ...]


@dataclass(frozen=True)
class Weekday:
    """A day of the week, Monday 0."""

    number: int
    which: Which = None


@dataclass(frozen=True)
class DayOfWeek:
    """A day of a week so many weeks on: "Tuesday last week"."""

    number: int
    weeks: int


@dataclass(frozen=True)
class Weekend:
    """Saturday and Sunday."""

    which: Which = None


@dataclass(frozen=True)
class YearPart:
    """A part of a year: `months` whole months from `first` on, or the days `days` of that month.

    The year is `years` from that of the base ("August last year": -1); null where the text does not name it.
    """

    first: int
    months: int = 1
    days: tuple[int, int] | None = None
    which: Which = None
    years: int | None = None

    def in_year(self, year: int) -> Interval | None:
        """Give the days in one year; None for a day that it has not (29 February, 31 June)."""
        if self.days is None:
            return months_interval(year, self.first, self.months)
        first, last = self.days
        if not first <= last <= monthrange(year, self.first)[1]:
            return None
        return day_interval(date(year, self.first, first), date(year, self.first, last))


@dataclass(frozen=True)
class Unit:
    """The unit of the calendar that stands `offset` units on from the base: "last week", "three days later"."""

    unit: str
    offset: int
    base: Base = "published"


@dataclass(frozen=True)
class Stretch:
    """So many units up to the base (`count` below zero) or from it on: "the past two weeks"."""

    unit: str
    count: int
    base: Base = "published"


@dataclass(frozen=True)
class Open:
    """A time that no arithmetic can tell: "some weeks ago", "in recent days"."""


Term: TypeAlias = Fixed | Weekday | DayOfWeek | Weekend | YearPart | Unit | Stretch | Open


@dataclass(frozen=True)
class Meaning:
    """The intervals a term can mean, the likelier first. `decided`: usage speaks clearly for the first."""

    days: tuple[Interval, ...] = ()
    decided: bool = True


def meaning(term: Term, day: date, tense: Tense) -> Meaning:
    """Say which days `term` means when it is written on `day`. Days outside the calendar mean nothing."""
    try:
        return _meaning(term, day, tense)
    except (OverflowError, ValueError):
        return Meaning()


def granularity(unit: str) -> Granularity:
    """Give the granularity of a unit: a decade is a year ten times, a quarter as long as a season."""
    return {"decade": "year", "quarter": "season"}.get(unit, unit)  # type: ignore[return-value]  # one of the grammar


def day_interval(day: date, last: date | None = None) -> Interval:
    """Give the interval of one day, or of the days to `last`."""
    return Interval(start=day, end=last or day)


def months_interval(year: int, month: int, months: int = 1) -> Interval:
    """Give so many whole months from one of a year on. Raises `ValueError` outside the calendar."""
    last_year, last = divmod(year * 12 + month - 2 + months, 12)
    if not MINYEAR <= last_year <= MAXYEAR:
        raise ValueError(last_year)
    return day_interval(date(year, month, 1), date(last_year, last + 1, monthrange(last_year, last + 1)[1]))


def _meaning(term: Term, day: date, tense: Tense) -> Meaning:
    match term:
        case Fixed(days):
            found = Meaning(days, decided=len(days) == 1)
        case Weekday(number, which):
            found = _weekday(number, which, day, tense)
        case DayOfWeek(number, weeks):
            found = Meaning((day_interval(_monday(day) + timedelta(weeks=weeks, days=number)),))
        case Weekend(which):
            found = _weekend(which, day, tense)
        case YearPart(which=None, years=None):
            found = _year_part(term, day, tense)
        case YearPart():
            found = _qualified_year_part(term, day)
        case Unit(unit, offset):
            found = Meaning((_unit(unit, offset, day),))
        case Stretch(unit, count):
            first, last = sorted((day, _moved(unit, count, day)))
            found = Meaning((day_interval(first, last),))
        case Open():
            found = Meaning()
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekday(number: int, which: Which, day: date, tense: Tense) -> Meaning:
    """Find the day of the week that is meant.

    Plain "Thursday" is the nearest Thursday behind (ahead, with a verb of the future): within six days there is one.
    Written on a Thursday it is that day or the one seven days off, and usage decides elsewhere (`resolution`).
    "Last Friday" is the most recent one where that lies in the week before; where it lies in this week, some mean it
    (AP: "last" only says past) and some the one before. "Next Friday" mirrors it.
    """
    back = timedelta(days=(day.weekday() - number) % WEEK)
    ahead = timedelta(days=(number - day.weekday()) % WEEK)
    week = timedelta(days=WEEK)
    if which == "past":
        return Meaning((day_interval(day - (back or week)),))
    if which == "this":
        meant = _monday(day) + timedelta(days=number)
        if (tense == "past" and meant > day) or (tense == "future" and meant < day):
            meant += week if tense == "future" else -week
        return Meaning((day_interval(meant),))
    if which == "coming":
        return Meaning((day_interval(day + (ahead or week)),))
    if which in ("last", "next"):
        near, step = (day - (back or week), -week) if which == "last" else (day + (ahead or week), week)
        same = _monday(near) == _monday(day)
        return Meaning((day_interval(near), day_interval(near + step))[: 1 + same], decided=not same)
    near, step = (day + ahead, week) if tense == "future" else (day - back, -week)
    if near != day:
        return Meaning((day_interval(near),))
    return Meaning((day_interval(day), day_interval(day + step)), decided=False)


def _weekend(which: Which, day: date, tense: Tense) -> Meaning:
    """Find the weekend: a plain one is the last that has begun, or with a verb of the future the next to end."""
    this = _monday(day) + timedelta(days=_SATURDAY)
    before, after = this - timedelta(days=WEEK), this + timedelta(days=WEEK)
    begun = day.weekday() >= _SATURDAY
    if which in ("last", "past"):
        saturday = before
    elif which == "next":
        if not begun:  # the coming one, or the one after: usage is split as with "next Friday"
            return Meaning(tuple(day_interval(s, s + timedelta(days=1)) for s in (this, after)), decided=False)
        saturday = after
    else:
        saturday = this if begun or tense == "future" or (which == "this" and tense is None) else before
    return Meaning((day_interval(saturday, saturday + timedelta(days=1)),))


def _year_part(term: YearPart, day: date, tense: Tense) -> Meaning:
    """Find the year of a plain month, season or day of a month: the nearest behind, or ahead in the future tense.

    With no tense, one eleven months behind and near ahead is both. A month named in that month is this one by usage,
    and the one a year off stays visible.
    """
    behind, now, ahead = _years_around(term, day)
    if now:
        other = ahead[0] if tense == "future" else behind[-1]
        return Meaning((now[0],) if term.days else (now[0], other))
    if tense == "future":
        return Meaning((ahead[0],))
    distant = day - behind[-1].end > _FAR and ahead[0].start - day < _NEAR
    if distant and tense is None:
        return Meaning((ahead[0], behind[-1]), decided=False)
    return Meaning((behind[-1],))


def _qualified_year_part(term: YearPart, day: date) -> Meaning:
    """Find the year of "August last year", "this May", "last August".

    "Last August" and "next May" double as "last Friday" does, with the year in the place of the week.
    """
    if term.years is not None or term.which == "this":
        days = term.in_year(day.year + (term.years or 0))
        return Meaning((days,) if days else ())
    behind, _, ahead = _years_around(term, day)
    near, far = ahead[:2] if term.which in ("next", "coming") else behind[:-3:-1]
    same = day.year in (near.start.year, near.end.year) and term.which in ("last", "next")
    return Meaning((near, far) if same else (near,), decided=not same)


def _years_around(term: YearPart, day: date) -> tuple[list[Interval], list[Interval], list[Interval]]:
    """Give the part in the years around a day: those that end before it, that hold it, that begin after it."""
    years = [days for year in range(day.year - _LEAP, day.year + _LEAP + 1) if (days := term.in_year(year))]
    return (
        [days for days in years if days.end < day],
        [days for days in years if days.start <= day <= days.end],
        [days for days in years if days.start > day],
    )


def _moved(unit: str, count: int, day: date) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (WEEK if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _unit(unit: str, offset: int, day: date) -> Interval:
    meant = _moved(unit, offset, day)
    if unit == "day":
        return day_interval(meant)
    if unit == "week":  # Monday to Sunday, as in ISO 8601
        return day_interval(_monday(meant), _monday(meant) + timedelta(days=_SUNDAY))
    if unit == "month":
        return months_interval(meant.year, meant.month)
    if unit == "quarter":
        return months_interval(meant.year, (meant.month - 1) // 3 * 3 + 1, 3)
    if unit == "decade":
        return months_interval(meant.year // 10 * 10, 1, 120)
    return months_interval(meant.year, 1, 12)
