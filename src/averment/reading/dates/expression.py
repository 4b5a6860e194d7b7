"""What the grammar of dates is made of: expressions, and the rules that find them.

A rule is a pattern and a function that says what a match means, or None: words around it tell a year from a count and
the month of May from Mrs May.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast

from averment.reading.dates.periods import Term, Which
from averment.values import Span
from averment.values.readings import Granularity

if TYPE_CHECKING:
    from averment.reading.dates.lexicon import DateWords

Bound: TypeAlias = Literal["earlier", "later"] | None
"""The day of writing as a bound: "earlier this week" ends with it."""

_BACK: Final = 32  # code points before an expression that a rule may look at


@dataclass(frozen=True)
class Expression:
    """An expression of time: where it stands, what it says, and how exact it is.

    `absolute`: it stands by itself. `clock`: it is a time of day, which has days only beside a date. `lone` is false
    for figures that may be no time at all ("14:47") and count only there.
    """

    span: Span
    term: Term
    granularity: Granularity
    bound: Bound = None
    absolute: bool = False
    clock: bool = False
    lone: bool = True


Build: TypeAlias = Callable[[re.Match[str]], Expression | None]


@dataclass(frozen=True)
class Rule:
    """A pattern, whose groups are all named, and the function that says what a match means."""

    pattern: str
    build: Build


def before(match: re.Match[str]) -> str:
    """Give the text just before a match."""
    return match.string[max(0, match.start() - _BACK) : match.start()]


def which(match: re.Match[str]) -> Which:
    """Give the last word of the group `which` ("this past"), in small letters, or None."""
    words = (match["which"] or "").lower().split()
    return cast("Which", words[-1]) if words else None


def edge(words: DateWords) -> str:
    """Give the pattern of "early", "mid-", "the end of" and the like, in front of a date."""
    return rf"(?:{words.pattern(words.lexicon.edges)}(?:-|\s+)(?:(?:in|on|of|the)\s+)?)?"


def part_of_day(words: DateWords) -> str:
    """Give the pattern of "morning", "late evening" and the like, after a date."""
    return rf"(?:\s+(?:(?:early|late)\s+)?{words.pattern(words.lexicon.day_parts)}(?!\w))?"
