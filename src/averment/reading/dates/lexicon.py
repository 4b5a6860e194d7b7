"""The words of dates, as the lexicon has them and as pieces of regular expressions.

In: `lexicons/dates.yaml`. Out: `DateWords`, compiled once, on first use.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

import msgspec

from averment.lexicons import Words, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names in the order of the calendar, with the short forms that count only beside a number."""

    why: str
    names: list[str]
    short: dict[str, int] = {}
    risky: list[str] = []


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The days of the week, Monday first."""

    why: str
    names: list[str]
    short: list[str]


class Seasons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seasons, each with the first of its three months."""

    why: str
    first_month: dict[str, int]


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Number words."""

    why: str
    words: dict[str, int]


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `dates.yaml`."""

    months: Named
    weekdays: Days
    seasons: Seasons
    numbers: Numbers
    vague: Words
    approximate: Words
    edges: Words
    day_parts: Words
    zones: Words
    future: Words
    past: Words
    not_dates: Words
    publication: Words
    agencies: Words
    clause_breaks: Words
    counted: Words
    documents: Words


_STARTS: Final = frozenset(
    {
        "the",
        "a",
        "this",
        "these",
        "that",
        "his",
        "her",
        "its",
        "their",
        "last",
        "next",
        "past",
        "previous",
        "recent",
        "coming",
        "earlier",
        "later",
        "in",
        "yesterday",
        "today",
        "tonight",
        "tomorrow",
        "overnight",
        "weekend",
        "first",
        "second",
        "third",
        "fourth",
        "final",
        "end",
        "start",
        "beginning",
        "middle",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "decades",
    }
)
"""First words of rules that are no words of the lexicon."""
_SPACE: Final = r"\\s+"


def any_of(phrases: Iterable[str]) -> str:
    """Give a pattern for any of the phrases, the longest first; a space stands for any white space."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.sub(r"(?:\\)? ", _SPACE, re.escape(phrase)) for phrase in ordered) + ")"


class DateWords:
    """The lexicon with its words as look-up tables and as patterns. Names match as written and in capitals."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.months = _lowered(_numbered(lexicon.months.names, 1) | lexicon.months.short)
        self.weekdays = _lowered(_numbered(lexicon.weekdays.names, 0))
        self.risky = frozenset(name.lower() for name in lexicon.months.risky)
        self.seasons = lexicon.seasons.first_month
        self.numbers = lexicon.numbers.words

    @cached_property
    def month(self) -> str:
        """A month by its name."""
        return any_of(_cased(self.lexicon.months.names))

    @cached_property
    def month_or_short(self) -> str:
        """A month by its name or short form, which may have a stop."""
        short = any_of(_cased(self.lexicon.months.short))
        return rf"(?:{self.month}(?!\w)|{short}(?:\.|(?!\w)))"

    @cached_property
    def weekday(self) -> str:
        """A day of the week by its name, also without its capital."""
        names = self.lexicon.weekdays.names
        return any_of([*_cased(names), *(name.lower() for name in names)])

    @cached_property
    def weekday_or_short(self) -> str:
        """A day of the week by its name or short form, which may have a stop."""
        return rf"(?:{self.weekday}|{any_of(_cased(self.lexicon.weekdays.short))}\.?)"

    @cached_property
    def number(self) -> str:
        """A number in digits or words."""
        tens = any_of(name for name, number in self.numbers.items() if number in range(20, 100, 10))
        return rf"(?:\d{{1,3}}|(?i:(?:{tens}-)?{any_of(self.numbers)}))"

    @cached_property
    def starts(self) -> frozenset[str]:
        """The words, in small letters, with which an expression can begin: any other need not be looked at."""
        lexicon = self.lexicon
        phrases = [
            *self.months,
            *self.weekdays,
            *(f"{name}s" for name in self.weekdays),
            *lexicon.weekdays.short,
            *self.seasons,
            *self.numbers,
            *lexicon.day_parts.words,
            *(name for group in (lexicon.edges, lexicon.vague, lexicon.approximate) for name in group.words),
            *(name for name in lexicon.not_dates.words),
            *_STARTS,
        ]
        return frozenset(re.split(r"\W", phrase, maxsplit=1)[0].lower() for phrase in phrases)

    def count(self, written: str) -> int:
        """Give the number that `written` says."""
        if written.isdecimal():
            return int(written)
        return sum(self.numbers[" ".join(part.split())] for part in written.lower().split("-"))

    @staticmethod
    def pattern(group: Words) -> str:
        """Give a pattern for any of the words of a group, in any case."""
        return f"(?i:{any_of(group.words)})"


@cache
def date_words() -> DateWords:
    """Load the words of dates."""
    return DateWords(load("dates", Lexicon))


def _numbered(names: Iterable[str], first: int) -> dict[str, int]:
    return {name: number for number, name in enumerate(names, first)}


def _lowered(table: Mapping[str, int]) -> dict[str, int]:
    return {name.lower(): number for name, number in table.items()}


def _cased(names: Iterable[str]) -> list[str]:
    return [form for name in names for form in (name, name.upper())]
