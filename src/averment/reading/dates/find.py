"""Dates: which days the expressions of time in a document mean, and when each source spoke.

In: a draft with its attributions. Out: the draft with `dates` in order of the text, and `said` on each attribution
where the text tells. What the words leave open stays null: a wrong date is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from averment.reading.dates.grammar import expressions
from averment.reading.dates.lexicon import any_of, date_words
from averment.reading.dates.periods import (
    Fixed,
    Meaning,
    Open,
    Stretch,
    Unit,
    Weekday,
    YearPart,
    day_interval,
    meaning,
)
from averment.reading.dates.saying import Saying
from averment.reading.dates.tense import open_ended, pluperfect, tense
from averment.values import Date, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.reading.dates.expression import Expression
    from averment.reading.dates.periods import Tense
    from averment.reading.draft import Draft
    from averment.values import Attribution, Span

_TOP: Final = 800  # code points of the beginning of a document where the date of the page may stand
_CONTEXT: Final = 2  # sentences that a date holds for "the next day"
_SAME_YEAR: Final = timedelta(days=150)  # of a day and a month beside a date: nearer than that in one year only
_OPENING: Final = re.compile(r"\W*(?:(?:on|late|early|and|but)\W+){0,3}", re.IGNORECASE)
_DAYS: Final = ("day", "hour", "minute")


def find_dates(draft: Draft) -> Draft:
    """Give the draft its dates, and its attributions the dates on which they were said."""
    found = expressions(draft.text)
    spans = [each.span for each in found if not (each.span[0] < _TOP and each.absolute and _heads(draft, each.span))]
    saying = Saying(draft.text, spans, draft.attributions)
    attributions = tuple(_dated(draft, saying, each) for each in draft.attributions)
    said = {each.said for each in attributions if each.said}
    dates = tuple(_Resolution(draft, _anchor(draft, found), said, saying.told).dates(found))
    return replace(draft, attributions=attributions, dates=dates)


def _dated(draft: Draft, saying: Saying, attribution: Attribution) -> Attribution:
    when = saying.when(attribution, draft.sentences.at(attribution.cue[0][0]))
    return msgspec.structs.replace(attribution, said=when) if when else attribution


@dataclass(frozen=True)
class _Anchor:
    """The days to count from, how they are known, and where they stand, if in the text."""

    days: Interval
    name: str
    span: Span | None = None


def _anchor(draft: Draft, found: Sequence[Expression]) -> _Anchor | None:
    """Find the day of writing: that of the document or, where it is not known to the day, one that heads its text."""
    published = draft.document.published
    if published and published.start == published.end:
        return _Anchor(Interval(start=published.start, end=published.end), "published")
    for expression in found:
        if expression.span[0] > _TOP:
            break
        match expression.term:
            case Fixed((days,)) if expression.granularity in _DAYS and days.start == days.end:
                outside = published and not published.start <= days.start <= published.end
                if not outside and _heads(draft, expression.span):
                    return _Anchor(days, "context", expression.span)
            case _:
                continue
    return _Anchor(Interval(start=published.start, end=published.end), "published") if published else None


def _heads(draft: Draft, span: Span) -> bool:
    """Tell whether a date heads the text: "Posted on 24 August 2013", "LOMA, Aug. 24, 2013 (Agency) -"."""
    start, end = span
    if draft.segment(start) == "headline":
        return False
    line = max(draft.sentences.at(start)[0], draft.text.rfind("\n", 0, start) + 1)
    alone, by_agency, after = _heading()
    heads = alone.fullmatch(draft.text, line, start) or by_agency.search(draft.text, line, start)
    return bool(heads and after.match(draft.text, end))


@cache
def _heading() -> tuple[re.Pattern[str], ...]:
    """Give what stands before a date of a page, alone on its line or after an agency, and what stands behind it."""
    words = date_words()
    publication, agency = words.pattern(words.lexicon.publication), any_of(words.lexicon.agencies.words)
    alone = rf"\W*+(?:{publication}(?:\s+(?:on|at))?\W*+|(?:[A-Z][\w.'-]*+\W*+){{1,6}})?"
    behind = r"\W*+(?:[A-Z\d]|\Z)|[^\S\n]*+\n|\s*+[-–—|(:]|\s+by\b"  # noqa: RUF001
    return re.compile(alone), re.compile(rf"\b{agency}\W*\Z"), re.compile(behind)


class _Resolution:
    """Resolves the expressions of one text, in order: a date may be counted from the one before."""

    def __init__(self, draft: Draft, anchor: _Anchor | None, said: set[Span], told: set[Span]) -> None:
        self._draft = draft
        self._anchor = anchor
        self._said = said
        self._told = told

    def dates(self, found: Sequence[Expression]) -> Iterator[Date]:
        """Give the dates."""
        context: tuple[Interval, int] | None = None
        for expression in found:
            sentence = self._draft.sentences.index_at(expression.span[0])
            near = context[0] if context and sentence - context[1] <= _CONTEXT else None
            found_date = self._date(expression, near)
            if not expression.clock and not (self._anchor and expression.span == self._anchor.span):
                context = (
                    (Interval(start=found_date.start, end=found_date.end), sentence)
                    if found_date.start and found_date.end
                    else None
                )
            yield found_date

    def _date(self, expression: Expression, context: Interval | None) -> Date:
        match expression.term:
            case Fixed():
                return _date(expression, Meaning(expression.term.days, len(expression.term.days) == 1), "text")
            case Open():
                return _date(expression, Meaning(), None)
            case Unit(base="context") | Stretch(base="context"):
                return self._counted(expression, context, "context")
            case _ if self._anchor:
                return self._counted(expression, self._anchor.days, self._anchor.name)
            case Weekday() | YearPart():
                return self._beside(expression, context)
            case _:
                return _date(expression, Meaning(), None)

    def _counted(self, expression: Expression, days: Interval | None, name: str) -> Date:
        """Count from a day, or from every day of an interval where all give the same answer."""
        if days is None:
            return _date(expression, Meaning(), None)
        when = tense(self._draft.text, expression.span, self._sentence(expression))
        first, last = (self._meaning(expression, day, when) for day in (days.start, days.end))
        return _date(expression, first if first == last else Meaning(), name, days)

    def _meaning(self, expression: Expression, day: date, when: Tense) -> Meaning:
        found = meaning(expression.term, day, when)
        match expression.term:
            case Weekday(which=None) | YearPart(which=None, years=None):
                if when is None and open_ended(self._draft.text, expression.span):
                    return _either(found, meaning(expression.term, day, "future"))
                if found.days and found.days[0] == day_interval(day):
                    return replace(found, decided=found.decided or self._is_news(expression))
                if expression.granularity == "season" and when is None:
                    return Meaning()  # "they work in the summer" is every summer
            case Stretch(count=count) if count > 0 and when == "past":
                return Meaning()  # "he spent the next five years" is counted from what was told
            case _:
                pass
        return found

    def _is_news(self, expression: Expression) -> bool:
        """Tell whether a day is the day of the news itself.

        Agencies call the day of writing by its name, where the verb is that of the news: the date of a saying, or the
        one that opens a sentence. Elsewhere, and in the pluperfect, the same name may be the day a week before.
        """
        text, span, sentence = self._draft.text, expression.span, self._sentence(expression)
        if span in self._said:
            return True
        opens = _OPENING.fullmatch(text, sentence[0], span[0]) is not None
        return opens and span not in self._told and not pluperfect(text, span, sentence)

    def _beside(self, expression: Expression, context: Interval | None) -> Date:
        """Place a day whose week or year is not known beside a date before it."""
        if context is None or context.start != context.end:
            return _date(expression, Meaning(), None)
        before, after = (meaning(expression.term, context.start, when) for when in ("past", "future"))
        both = _either(after, before)
        if isinstance(expression.term, YearPart):
            both = replace(both, days=tuple(sorted(both.days, key=lambda days: abs(days.start - context.start))))
            near = bool(both.days) and abs(both.days[0].start - context.start) < _SAME_YEAR
            return _date(expression, Meaning(both.days[:1]) if near else both, "context")
        return _date(expression, both, "context")

    def _sentence(self, expression: Expression) -> Span:
        return self._draft.sentences.at(expression.span[0])


def _either(first: Meaning, second: Meaning) -> Meaning:
    days = tuple({(each.start, each.end): each for found in (first, second) for each in found.days[:1]}.values())
    return Meaning(days, decided=len(days) == 1)


def _date(expression: Expression, found: Meaning, anchor: str | None, written: Interval | None = None) -> Date:
    days = found.days[0] if found.days and found.decided else None
    start, end = (days.start, days.end) if days else (None, None)
    if written and start and end:  # "earlier this week" ends with the day of writing, "later this week" begins with it
        end = min(end, written.end) if expression.bound == "earlier" else end
        start = max(start, written.start) if expression.bound == "later" else start
    return Date(
        span=expression.span,
        start=start,
        end=end,
        granularity=expression.granularity,
        anchor=anchor,
        candidates=found.days if len(found.days) > 1 else (),
    )
