"""Rules for dates that are counted from another: "yesterday", "last Friday", "two days later", "the past week".

In: the words of the lexicon. Out: `Rule`s, the more telling first. Times of day are here too: they need a day beside
them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from averment.reading.dates.expression import Bound, Expression, Rule, before, edge, part_of_day, which
from averment.reading.dates.lexicon import any_of
from averment.reading.dates.periods import Open, Stretch, Unit, Weekday, Weekend, granularity

if TYPE_CHECKING:
    from averment.reading.dates.lexicon import DateWords
    from averment.reading.dates.periods import Base, Term
    from averment.values.readings import Granularity

_DAY_HOURS: Final = 24
_ROUNDED: Final = 20
_UNITS: Final = "minute|hour|day|week|month|year|decade"
_OFFSETS: Final = {"last": -1, "previous": -1, "this": 0, "same": 0, "that": 0, "next": 1, "following": 1}
_END: Final = r"(?!\w)"
_APOSTROPHE: Final = "['’]"  # noqa: RUF001
_HABIT: Final = re.compile(r"\b(?:an?|every|each|most|per|on\s+alternate)\s+\Z", re.IGNORECASE)
_ON: Final = re.compile(r"\b(?:on|of|and|or)\s+\Z", re.IGNORECASE)
_THING: Final = re.compile(r"\s+(?!(?:on|for|to|of|in|from|by|and|or|at|after|before)\b)[a-z]")
_VERY: Final = re.compile(r"\bvery\s+\Z", re.IGNORECASE)
_NAME: Final = re.compile(r"\b[A-Z]\w*\s+\Z")
_AHEAD: Final = re.compile(r"\b(?:over|within|during|for|in|throughout)\s+\Z", re.IGNORECASE)
_SAYING: Final = re.compile(
    r"\b(?:said|says?|saying|added|claim(?:s|ed)?|report(?:s|ed)?|told\s+\w{1,20})\s+\Z", re.IGNORECASE
)
_CLAUSE_END: Final = re.compile(r"\s*(?:[.,;:!?)\n—]|\Z)")
_AT: Final = re.compile(r"\b(?:at|around|about|by|before|after|until|since)\s+\Z", re.IGNORECASE)


def relative_rules(words: DateWords) -> tuple[Rule, ...]:
    """Give the rules, the more telling first."""
    return (
        *_clock_rules(words),
        *_day_rules(words),
        *_count_rules(words),
        *_stretch_rules(words),
        *_unit_rules(words),
    )


def _day_rules(words: DateWords) -> tuple[Rule, ...]:
    qualified = r"(?:(?P<which>(?i:last|this|this\s+past|the\s+past|next|this\s+coming|the\s+coming))\s+)?"
    phrases: dict[str, Term] = {
        "the day before yesterday": Unit("day", -2),
        "the day after tomorrow": Unit("day", 2),
        "yesterday": Unit("day", -1),
        "today": Unit("day", 0),
        "tonight": Unit("day", 0),
        "tomorrow": Unit("day", 1),
        "overnight": Stretch("day", -1),  # from the evening before to the morning of the day of writing
        "last night": Stretch("day", -1),
    }
    part = part_of_day(words)

    def phrase(match: re.Match[str]) -> Expression | None:
        if match.group()[0].isupper() and _NAME.search(before(match)):
            return None  # "Loma Today" is a newspaper
        return Expression(match.span(), phrases[" ".join(match["phrase"].lower().split())], "day")

    def this_part(match: re.Match[str]) -> Expression:
        return Expression(match.span(), Unit("day", 0), "day")

    def weekday(match: re.Match[str]) -> Expression | None:
        left = before(match)
        if _HABIT.search(left) and match.start() == match.start("weekday"):
            return None
        if match["plural"] and (_ON.search(left) or not _THING.match(match.string, match.end())):
            return None  # "on Fridays" is a habit; "Fridays attack" has lost its apostrophe
        return Expression(match.span(), Weekday(words.weekdays[match["weekday"].lower()], which(match)), "day")

    def weekend(match: re.Match[str]) -> Expression | None:
        if _HABIT.search(before(match)):
            return None
        return Expression(match.span(), Weekend(which(match)), "day")

    return (
        Rule(rf"(?i:this)\s+{words.pattern(words.lexicon.day_parts)}{_END}", this_part),
        Rule(rf"{edge(words)}{qualified}(?P<weekday>{words.weekday})(?P<plural>s?){_END}{part}", weekday),
        Rule(rf"{edge(words)}(?P<phrase>(?i:{any_of(phrases)})){_END}{part}", phrase),
        Rule(rf"(?:(?i:the)\s+)?{qualified}(?i:weekend){_END}", weekend),
    )


def _number(words: DateWords) -> str:
    return rf"(?:(?P<vague>{words.pattern(words.lexicon.vague)})|(?P<number>{words.number}))"


def _count_rules(words: DateWords) -> tuple[Rule, ...]:
    number = _number(words)
    open_count = rf"(?:(?P<open>{words.pattern(words.lexicon.approximate)})\s+)?"
    unit = rf"(?P<unit>(?i:{_UNITS}))s?"
    direction = r"(?P<direction>(?i:ago|earlier(?!\s+than\b)|later|before|from\s+now))"

    def counted(match: re.Match[str], base: Base | None = None) -> Expression | None:
        name, direction = match["unit"].lower(), (match.groupdict().get("direction") or "").lower()
        if direction == "before" and not _CLAUSE_END.match(match.string, match.end()):
            return None  # "two days before the vote" is counted from the vote
        sign = -1 if direction in ("ago", "earlier", "before") else 1
        if base is None:
            base = "context" if direction in ("earlier", "later", "before") else "published"
        exact = match["number"] and not match.groupdict().get("open") and name not in ("hour", "minute")
        count = words.count(match["number"]) if exact else 0
        if count == 0 or (count >= _ROUNDED and count % 10 == 0 and name != "day"):
            return Expression(match.span(), Open(), granularity(name))  # "forty years ago" is about forty
        return Expression(match.span(), Unit(name, sign * count, base), granularity(name))

    def uncounted(match: re.Match[str]) -> Expression:
        return Expression(match.span(), Open(), granularity(match["unit"].lower()))

    return (
        Rule(rf"{open_count}{number}\s+{unit}\s+{direction}{_END}", counted),
        Rule(rf"(?i:in)\s+{number}\s+{unit}{_APOSTROPHE}?\s+time{_END}", counted),
        Rule(rf"(?P<unit>(?i:{_UNITS}))s\s+(?i:ago){_END}", uncounted),
        Rule(rf"(?:(?i:the)\s+)?(?i:recent|coming)\s+(?P<unit>(?i:{_UNITS}))s{_END}", uncounted),
    )


def _stretch_rules(words: DateWords) -> tuple[Rule, ...]:
    """Give the rules for time up to now and from now on: "the past two weeks", "over the next month"."""

    def counted(match: re.Match[str]) -> Expression:
        name = match["unit"].lower()
        if not match["number"]:
            return Expression(match.span(), Open(), granularity(name))
        return stretch(match, name, words.count(match["number"]))

    def single(match: re.Match[str]) -> Expression | None:
        name, word = match["unit"].lower(), match["which"].lower()
        if match.string[match.end() : match.end() + 4].lower() == " of ":
            return None  # "the last week of August"
        if word == "next" and not _AHEAD.search(before(match)):
            return None
        return stretch(match, name, 1)

    def stretch(match: re.Match[str], name: str, count: int) -> Expression:
        back = match["which"].lower() in ("past", "last", "previous")
        if name == "hour" and count % _DAY_HOURS == 0:
            name, count = "day", count // _DAY_HOURS
        term = Stretch(name, -count if back else count) if name not in ("hour", "minute") else Open()
        return Expression(match.span(), term, granularity(name))

    determiner = r"(?:(?i:the|these|this|his|her|its|their)\s+)?"
    return (
        Rule(
            rf"{determiner}(?P<which>(?i:past|last|next|coming|previous))\s+{_number(words)}\s+"
            rf"(?P<unit>(?i:{_UNITS}))s?{_END}",
            counted,
        ),
        Rule(rf"(?i:the|this)\s+(?P<which>(?i:past|last|coming|next))\s+(?P<unit>(?i:{_UNITS})){_END}", single),
    )


def _unit_rules(words: DateWords) -> tuple[Rule, ...]:
    """Give the rules for whole units: "last week", "later this month", "the following day", "that year"."""
    bound = r"(?:(?P<bound>(?i:earlier|later))\s+)?"
    periods = r"(?P<unit>(?i:week|month|year|decade|quarter))"
    parts = set(words.lexicon.day_parts.words)
    days = any_of([*parts, "day", "week", "month", "year"])

    def published(match: re.Match[str]) -> Expression | None:
        if match["unit"].istitle() or _VERY.search(before(match)):
            return None  # "This Week" is a programme; "the very next year" is counted from another
        offset = _OFFSETS[match["which"].lower()]
        bounded = cast("Bound", match["bound"] and match["bound"].lower()) if offset == 0 else None
        unit = match["unit"].lower()
        return Expression(match.span(), Unit(unit, offset), granularity(unit), bounded)

    def edge_of(match: re.Match[str]) -> Expression:
        return Expression(match.span(), Unit(match["unit"].lower(), 0), granularity(match["unit"].lower()))

    def context(match: re.Match[str]) -> Expression | None:
        word, unit = match["which"].lower().split()[-1], match["unit"].lower()
        if match["which"].lower() == "that" and _SAYING.search(before(match)):
            return None  # "said that night raids go on"
        unit = "day" if unit in parts else unit
        return Expression(match.span(), Unit(unit, _OFFSETS[word], "context"), granularity(unit))

    def beside(match: re.Match[str]) -> Expression | None:
        if not _CLAUSE_END.match(match.string, match.end()):
            return None  # "the day after the vote" is counted from the vote
        unit = "day" if match["unit"].lower() in parts else match["unit"].lower()
        return Expression(
            match.span(), Unit(unit, 1 if match["side"].lower() == "after" else -1, "context"), granularity(unit)
        )

    return (
        Rule(rf"{edge(words)}{bound}(?P<which>(?i:last|this|next))\s+{periods}(?:s(?=\s))?(?![\w-])", published),
        Rule(rf"(?:(?i:the)\s+)?(?i:end|start|beginning|middle)\s+of\s+the\s+{periods}{_END}", edge_of),
        Rule(
            rf"{bound}(?P<which>(?i:the\s+(?:very\s+)?(?:next|following|previous|same)|that(?:\s+same)?))\s+"
            rf"(?P<unit>(?i:{days}))(?![\w-])",
            context,
        ),
        Rule(rf"(?i:the|a)\s+(?P<unit>(?i:{days}))\s+(?P<side>(?i:before|after)){_END}", beside),
    )


def _clock_rules(words: DateWords) -> tuple[Rule, ...]:
    """Give the rules for times of day, which have days only beside a date."""
    name = rf"{any_of(words.lexicon.zones.words)}(?!\w)"
    zone = rf"(?:\s*{name}|\s*\({name}\))"
    minutes = r"(?P<minutes>[:.][0-5]\d)"
    hour = r"(?:[01]?\d|2[0-3])"
    half = r"\s?(?:[ap]\.m\.|[ap]m(?!\w)|[AP]\.M\.|[AP]M(?!\w))"

    def clock(match: re.Match[str]) -> Expression:
        size: Granularity = "minute" if match.groupdict().get("minutes") else "hour"
        return Expression(match.span(), Open(), size, clock=True)

    def unsure(match: re.Match[str]) -> Expression:
        size: Granularity = "minute" if match.groupdict().get("minutes") else "hour"
        return Expression(match.span(), Open(), size, clock=True, lone=bool(_AT.search(before(match))))

    return (
        Rule(rf"(?:1[0-2]|0?[1-9]){minutes}?{half}(?:,?{zone})?", clock),
        Rule(rf"{hour}(?P<minutes>[:.]?[0-5]\d)(?:\s+hours)?{zone}", clock),
        Rule(rf"{hour}(?P<minutes>:[0-5]\d)(?![\w:])", unsure),
        Rule(rf"(?i:noon|midnight|midday){_END}", unsure),
    )
