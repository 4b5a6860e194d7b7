"""Expressions of time in a text: where one stands and what it says. Nothing is counted here.

In: a text. Out: its `Expression`s in order, each with its span and its `Term`, ready for the arithmetic of `periods`.
A grammar of our own and no date parser: a parser that takes any text reads "May said", "second" and "2000 people" as
dates and answers what it cannot know; what the grammar has found is understood, and the rest is `datetime`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from averment.reading.dates.calendar_rules import calendar_rules
from averment.reading.dates.expression import Expression, Rule
from averment.reading.dates.lexicon import date_words
from averment.reading.dates.periods import DayOfWeek, Fixed, Unit, Weekday, YearPart
from averment.reading.dates.relative_rules import relative_rules
from averment.reading.sentences import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.values import Span

_JOINT: Final = 30  # code points between the two halves of an expression, at most
_OF: Final = re.compile(r",?\s+(?:(?:of|in|on|from)\s+)?", re.IGNORECASE)
_CLOCK: Final = re.compile(
    r"\)?,?\s+(?:(?:on|of|at|around|about|by|the\s+same)\s+|(?:shortly|just)\s+(?:after|before)\s+)?", re.IGNORECASE
)
_TO: Final = re.compile(r"\s*(?:[-–—]|\b(?:to|through|until|and|or)\b)\s*", re.IGNORECASE)  # noqa: RUF001
_AGAIN: Final = re.compile(r"\s*[(/]\s*")  # one time in two zones: "noon local time (0900 GMT)"
_WORD: Final = re.compile(r"(?<![\w$€£#])(?<!\d[.,:/-])(?<![a-z]-)(?:(?P<figure>\d)|[A-Za-z]++)")
_NAMED_GROUP: Final = re.compile(r"\(\?P<\w+>")


class Grammar:
    """The rules as one pattern that finds and one that reads each."""

    def __init__(self, all_rules: tuple[Rule, ...], not_dates: str, starts: frozenset[str]) -> None:
        self._rules = [(re.compile(rule.pattern), rule.build) for rule in all_rules]
        branches = "|".join(f"({_NAMED_GROUP.sub('(?:', rule.pattern)})" for rule in all_rules)
        self._any = re.compile(rf"({not_dates})|{branches}")
        self._starts = starts

    def find(self, text: str, within: Span) -> Iterator[Expression]:
        """Find the expressions that stand `within` a stretch of the text, in order, none inside another."""
        at, end = within
        for word in _WORD.finditer(text, at, end):
            start = word.start()
            if start < at or not (word["figure"] or word.group().lower() in self._starts):
                continue
            match = self._any.match(text, start, end)
            if match and match.lastindex == 1:
                at = match.end()
            elif match and (expression := self._read(text, (start, end), (match.lastindex or 0) - 2)):
                at = expression.span[1]
                yield expression

    def _read(self, text: str, within: Span, first: int) -> Expression | None:
        """Read the expression that a stretch begins with, by the rule that found it, or a later one if that refuses."""
        for pattern, build in self._rules[first:]:
            found = pattern.match(text, *within)
            if found and (expression := build(found)):
                return expression
        return None


def expressions(text: str) -> tuple[Expression, ...]:
    """Find the expressions of time in `text`, in order, none inside another; each stands within one paragraph."""
    return tuple(found for paragraph in paragraphs(text) for found in _in_paragraph(text, paragraph))


def _in_paragraph(text: str, paragraph: Span) -> list[Expression]:
    joined = _joined(text, _grammar().find(text, paragraph))
    return _with_years(text, [found for found in joined if found.lone])


@cache
def _grammar() -> Grammar:
    words = date_words()
    names = "|".join(name.replace(" ", r"\s+") for name in words.lexicon.not_dates.words)
    return Grammar((*calendar_rules(words), *relative_rules(words)), rf"(?:{names})(?!\w)", words.starts)


def _joined(text: str, found: Iterable[Expression]) -> Iterator[Expression]:
    """Join the halves of one expression: "August" and "last year", "2 a.m." and "on Wednesday"."""
    before: Expression | None = None
    for expression in found:
        if before is None:
            before = expression
        elif whole := _whole(text, before, expression):
            before = whole
        else:
            yield before
            before = expression
    if before:
        yield before


def _whole(text: str, first: Expression, second: Expression) -> Expression | None:
    start, end = first.span[1], second.span[0]
    if end - start > _JOINT:
        return None
    if first.clock or second.clock:
        whole = _at_time(text, first, second)
    else:
        whole = _within(first, second) if _OF.fullmatch(text, start, end) else None
    if whole is None:
        return None
    end = second.span[1] + ("(" in text[start:end] and text.startswith(")", second.span[1]))
    return replace(whole, span=(first.span[0], end))


def _at_time(text: str, first: Expression, second: Expression) -> Expression | None:
    """Join a day and a time of day, or one time in two zones."""
    gap = first.span[1], second.span[0]
    if first.clock and second.clock:
        return replace(second, lone=first.lone or second.lone) if _AGAIN.fullmatch(text, *gap) else None
    clock, day = (first, second) if first.clock else (second, first)
    if day.granularity != "day" or not _CLOCK.fullmatch(text, *gap):
        return None
    return replace(day, granularity=clock.granularity)


def _within(first: Expression, second: Expression) -> Expression | None:
    """Join a part and the whole it is in: a weekday and its week, a month and its year."""
    match first.term, second.term:
        case (Weekday(number, None), Unit("week", weeks, "published")) | (
            Unit("week", weeks, "published"),
            Weekday(number, None),
        ):
            return replace(first, term=DayOfWeek(number, weeks), granularity="day", bound=None)
        case YearPart(which=None, years=None) as part, Unit("year", years, "published"):
            return replace(first, term=replace(part, years=years))
        case _:
            return None


def _with_years(text: str, found: list[Expression]) -> list[Expression]:
    """Give the first date of a range the year of the second: "from 28 April to 3 May 2013"."""
    for index, (first, second) in enumerate(pairwise(found)):
        match first.term, second.term:
            case YearPart(which=None, years=None) as part, Fixed((days,)):
                if second.granularity == "year" or not _TO.fullmatch(text, first.span[1], second.span[0]):
                    continue
                year = days.start.year - (part.first > days.start.month)
                if resolved := part.in_year(year):
                    found[index] = replace(first, term=Fixed((resolved,)), absolute=True)
            case _:
                continue
    return found
