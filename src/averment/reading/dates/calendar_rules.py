"""Rules for dates that name a year, a month or a day of a month: "21 August 2013", "May 5-7", "the 1990s".

In: the words of the lexicon. Out: `Rule`s, the more telling first.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from averment.reading.dates.expression import Expression, Rule, before, edge, part_of_day, which
from averment.reading.dates.lexicon import any_of
from averment.reading.dates.periods import Fixed, YearPart, day_interval, months_interval

if TYPE_CHECKING:
    from averment.reading.dates.lexicon import DateWords
    from averment.values import Interval
    from averment.values.readings import Granularity

_YEAR: Final = r"(?:1[89]|20)\d\d"
_YEAR_END: Final = r"(?!\w|[.,]\d)"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:(?!\d)|(?<=\d\d)(?=(?:19|20)\d\d(?!\d)))"  # "Feb 022015" lost its comma
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_TO: Final = r"\s*(?:[-–—]|\b(?:to|through|until)\b)\s*"  # noqa: RUF001
_ROUND: Final = 50
_YEAR_MONTHS: Final = 12
_QUARTER: Final = 3
_LEAP_YEAR: Final = 2000
_PARTS: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3, "final": 3}

_IN: Final = re.compile(r"\bin\s+\Z", re.IGNORECASE)
_TAKES_MONTH: Final = (
    r"(?:\b(?i:in|since|until|till|during|throughout|through|between)\s+"
    r"|(?:\d(?:st|nd|rd|th)?|end|start|beginning|middle|half|month|days|weeks?|morning|night)\s+of\s+)\Z"
)
_AFTER_DAY: Final = re.compile(r"(?<!\d)\d\d?(?:st|nd|rd|th)?\s+\Z")
_DETERMINER: Final = re.compile(r"\b(?:an?|the|its|his|her|their|this|that|earlier|previous)\s+\Z", re.IGNORECASE)
_THING: Final = re.compile(r"(?:['’]s)?\s+(?!(?:on|for|to|of|against|through|in|from|by|and|or|said)\b)[a-z]")  # noqa: RUF001
_TAKES_YEAR: Final = re.compile(
    r"(?:\b(?:in|since|until|till|between|during|throughout|year|(?:between|from|in|since)\s+\d{4}\s+(?:and|to|or))\s+"
    r"|\()\Z",
    re.IGNORECASE,
)
_MAY_TAKE_YEAR: Final = re.compile(r"\b(?:before|after|through|from|by|around|of)\s+\Z", re.IGNORECASE)
_PLURAL: Final = re.compile(r"\s+(?!(?:was|is|as|has|its|this|his|us)\b)[a-z]++(?<=s)")
_NEXT_WORD: Final = re.compile(r"(?:['’]s|\s+[^\W\d])")  # noqa: RUF001
_TAKES_SEASON: Final = re.compile(r"\b(?:in|since|until|this|during|by|throughout)\s+(?:the\s+)?\Z", re.IGNORECASE)


def calendar_rules(words: DateWords) -> tuple[Rule, ...]:
    """Give the rules, the more telling first."""
    return (*_figure_rules(), *_month_rules(words), *_year_rules(words), *_year_part_rules(words))


def _fixed(match: re.Match[str], size: Granularity, *days: Interval | None) -> Expression | None:
    known = tuple(dict.fromkeys((each.start, each.end) for each in days if each))
    return (
        Expression(match.span(), Fixed(tuple(day_interval(*k) for k in known)), size, absolute=True) if known else None
    )


def _figure_rules() -> tuple[Rule, ...]:
    clock = r"(?:[T ](?P<hour>[012]\d:[0-5]\d)(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    end = r"(?![\w/-]|[.:]\d)"
    year = rf"(?P<year>{_YEAR})"

    def iso(match: re.Match[str]) -> Expression | None:
        clocked = bool(match.groupdict().get("hour"))
        return _fixed(match, "minute" if clocked else "day", _day(match["year"], match["month"], match["day"]))

    def either_order(match: re.Match[str]) -> Expression | None:
        """Read day and month in either order, as Europe and America do: only a number over 12 decides."""
        named = match["year"] if len(match["year"]) > len("17") else f"20{match['year']}"
        return _fixed(match, "day", _day(named, match["b"], match["a"]), _day(named, match["a"], match["b"]))

    return (
        Rule(rf"{year}-(?P<month>\d\d)-(?P<day>\d\d){clock}{end}", iso),
        Rule(rf"{year}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?){end}", iso),
        Rule(rf"(?P<a>\d\d?)(?:/|\.|-)(?P<b>\d\d?)(?:/|\.|-){year}{end}", either_order),
        Rule(rf"(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<year>\d\d){end}", either_order),
    )


def _day(year: str, month: str, day: str) -> Interval | None:
    try:
        return day_interval(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _month_rules(words: DateWords) -> tuple[Rule, ...]:
    uncounted = rf"(?!\s+{any_of(words.lexicon.counted.words)}(?!\w))"  # in small letters: not a headline after a date
    weekday = rf"(?:{words.weekday_or_short}(?!\w),?\s+(?:the\s+)?)?"
    month = rf"(?P<month>{words.month_or_short})"
    first, last = rf"(?P<first>{_DAY}){_ORDINAL}", rf"(?:{_TO}(?P<last>{_DAY}){_ORDINAL})?"
    year = rf"(?P<year>{_YEAR}){_YEAR_END}"
    of_year = rf"(?:,?\s+(?:of\s+)?{year})?"
    tail = rf"(?!\w|[.,:]\d){part_of_day(words)}"
    qualified = r"(?:(?P<which>(?i:last|this\s+past|this|next|the\s+past))\s+)?"

    def day_of_month(match: re.Match[str]) -> Expression | None:
        days = int(match["first"]), int(match["last"] or match["first"])
        term = YearPart(words.months[match["month"].rstrip(".").lower()], days=days)
        if match["year"]:
            return _fixed(match, "day", term.in_year(int(match["year"])))
        if match.start("month") < match.start("first") and _IN.search(before(match)):
            return None  # "in" takes a month and "on" a day: "in August 12 people", its comma lost
        return Expression(match.span(), term, "day") if term.in_year(_LEAP_YEAR) else None

    def month_of_year(match: re.Match[str]) -> Expression | None:
        name = match["month"].lower()
        if _AFTER_DAY.search(before(match)):
            return None  # there is no 31 June
        if match["year"]:
            return _fixed(match, "month", months_interval(int(match["year"]), words.months[name]))
        if name in words.risky and match.start() == match.start("month") and not means_month(match):
            return None
        return Expression(match.span(), YearPart(words.months[name], which=which(match)), "month")

    range_of_months = rf"\s*(?:\b(?:and|to|or|until|through)\b|[-–])\s*{words.month}"  # noqa: RUF001
    takes_month = re.compile(rf"{_TAKES_MONTH}|{words.month}(?:\s+(?:and|to|or|until|through)\s+|[-–])\Z")  # noqa: RUF001
    opens_range = re.compile(range_of_months)

    def means_month(match: re.Match[str]) -> bool:
        """Tell May the month from Mrs May, and March from a march, by the words around."""
        left, text, end = before(match), match.string, match.end()
        if _DETERMINER.search(left):
            return bool(_THING.match(text, end))
        return bool(takes_month.search(left) or opens_range.match(text, end))

    return (
        Rule(
            rf"{edge(words)}{weekday}(?:the\s+)?{first}{last}\s+(?:of\s+)?{month}(?:,?\s+(?:of\s+)?{year}|{uncounted}){tail}",
            day_of_month,
        ),
        Rule(
            rf"{edge(words)}{weekday}{month}\s+(?:the\s+)?{first}{last}(?:(?:,\s*|\s+|(?<=\d\d)){year}|{uncounted}){tail}",
            day_of_month,
        ),
        Rule(rf"{edge(words)}{qualified}(?P<month>{words.month}){of_year}(?!\w)", month_of_year),
    )


def _year_rules(words: DateWords) -> tuple[Rule, ...]:
    counted = re.compile(rf"\s+{words.pattern(words.lexicon.counted)}(?!\w)")

    def year(match: re.Match[str]) -> Expression | None:
        if match.start() == match.start("year") and not _means_year(match, counted):
            return None
        return _fixed(match, "year", months_interval(int(match["year"]), 1, _YEAR_MONTHS))

    def years(match: re.Match[str]) -> Expression | None:
        first, last = int(match["year"]), int(match["last"])
        last += first // 100 * 100 if last < first // 100 * 10 else 0
        count = last - first + 1
        return _fixed(match, "year", months_interval(first, 1, count * _YEAR_MONTHS)) if count > 1 else None

    def decade(match: re.Match[str]) -> Expression | None:
        return _fixed(match, "year", months_interval(int(match["decade"]), 1, 10 * _YEAR_MONTHS))

    return (
        Rule(rf"(?:(?i:the)\s+)?{edge(words)}(?P<decade>(?:1[89]|20)\d0)['’]?s(?!\w)", decade),  # noqa: RUF001
        Rule(rf"(?P<year>{_YEAR})[-–/](?P<last>{_YEAR}|\d\d)(?![\w/-]|[.,]\d)", years),  # noqa: RUF001
        Rule(rf"{edge(words)}(?P<year>{_YEAR}){_YEAR_END}", year),
    )


def _means_year(match: re.Match[str], counted: re.Pattern[str]) -> bool:
    """Tell a year from a count by the words around it.

    A round number more likely counts ("in 2000 villages") where another dates ("in 2013 rebels took", its comma lost).
    """
    text, end, left = match.string, match.end(), before(match)
    is_round = int(match["year"]) % _ROUND == 0
    if _TAKES_YEAR.search(left):
        return not (is_round and (_PLURAL.match(text, end) or counted.match(text, end)))
    if counted.match(text, end):
        return False
    if _MAY_TAKE_YEAR.search(left):
        return not (_NEXT_WORD if is_round else _PLURAL).match(text, end)
    return not is_round and bool(_DETERMINER.search(left) and _NEXT_WORD.match(text, end))


def _year_part_rules(words: DateWords) -> tuple[Rule, ...]:
    year = rf"(?P<year>{_YEAR}){_YEAR_END}"
    season = rf"(?P<season>(?i:{any_of(words.seasons)}))(?!\w)"
    qualified = r"(?:(?P<which>(?i:last|this\s+past|this|next|the\s+past))\s+)?"
    order = rf"(?P<order>(?i:{any_of(_PARTS)}))"

    def season_of_year(match: re.Match[str]) -> Expression | None:
        first = words.seasons[match["season"].lower()]
        if match["year"]:
            # a winter has two years, and the text does not say whether it began or ended in this one
            named = int(match["year"])
            begun = (named, named - 1) if first == _YEAR_MONTHS else (named,)
            return _fixed(match, "season", *(months_interval(each, first, _QUARTER) for each in begun))
        if match.start() == match.start("season"):
            if match["season"].lower() == "fall" or not _TAKES_SEASON.search(before(match)):
                return None
            if match.string[match.end() : match.end() + 4] == " of ":
                return None
        return Expression(match.span(), YearPart(first, _QUARTER, which=which(match)), "season")

    def part_of_year(match: re.Match[str]) -> Expression | None:
        months = _YEAR_MONTHS // 2 if match["part"].lower() == "half" else _QUARTER
        first = _PARTS[match["order"].lower()] * months % _YEAR_MONTHS + 1
        if match["year"]:
            return _fixed(match, "season", months_interval(int(match["year"]), first, months))
        if months != _QUARTER or match["order"].lower() in ("last", "final"):
            return None  # "last quarter" is the one before this
        return Expression(match.span(), YearPart(first, months), "season")

    return (
        Rule(
            rf"(?:(?i:the)\s+)?{order}\s+(?P<part>(?i:quarter|half))(?!\w)(?:\s+of\s+{year}|(?!\s+of\b))",
            part_of_year,
        ),
        Rule(rf"{edge(words)}{qualified}{season}(?:,?\s+(?:of\s+)?{year})?", season_of_year),
    )
