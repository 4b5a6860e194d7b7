"""Expressions of time as news writes them, and the days they mean."""

from datetime import date

import pytest

from averment.inference.tagging import Tagged
from averment.reading.dates import find_dates
from averment.reading.draft import Draft, Report
from averment.values import Date, Document, Interval, Published, Segment


def dates(text: str, published: str = "", *segments: Segment) -> tuple[Date, ...]:
    """Give the dates of a text published on a day, or within "first..last"."""
    first, _, last = published.partition("..")
    on = (
        Published(start=date.fromisoformat(first), end=date.fromisoformat(last or first), how="given")
        if published
        else None
    )
    document = Document(digest="sha256:0", media_type="text/plain", text=text, published=on, segments=segments)
    return find_dates(Draft(Report(document), Tagged([]))).dates


def shown(found: Date) -> str:
    """Write a date as the tables do: "?" for unknown days, "first..last", candidates after " | "."""
    days = _shown(found.start, found.end)
    return " | ".join([days, *(_shown(each.start, each.end) for each in found.candidates)])


def _shown(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return "?"
    return str(start) if start == end else f"{start}..{end}"


TUESDAY = "2017-05-16"
SATURDAY = "2013-08-24"
OCTOBER = "2013-10-16"  # a Wednesday

DAYS = [
    # the day of writing and those beside it
    ("The mayor resigned today.", TUESDAY, "today", "2017-05-16", "day"),
    ("The mayor resigned yesterday.", TUESDAY, "yesterday", "2017-05-15", "day"),
    ("The mayor resigned yesterday morning.", TUESDAY, "yesterday morning", "2017-05-15", "day"),
    ("The mayor resigned the day before yesterday.", TUESDAY, "the day before yesterday", "2017-05-14", "day"),
    ("The council meets tomorrow.", TUESDAY, "tomorrow", "2017-05-17", "day"),
    ("The council meets the day after tomorrow.", TUESDAY, "the day after tomorrow", "2017-05-18", "day"),
    ("The council meets tonight.", TUESDAY, "tonight", "2017-05-16", "day"),
    ("Shells fell this morning.", TUESDAY, "this morning", "2017-05-16", "day"),
    ("Shells fell this afternoon.", TUESDAY, "this afternoon", "2017-05-16", "day"),
    ("Shells fell overnight.", TUESDAY, "overnight", "2017-05-15..2017-05-16", "day"),
    ("Shells fell last night.", TUESDAY, "last night", "2017-05-15..2017-05-16", "day"),
    # weekdays: the nearest behind, or ahead where the verb says so
    ("Oru said on Monday it was over.", TUESDAY, "Monday", "2017-05-15", "day"),
    ("Oru told reporters Thursday.", TUESDAY, "Thursday", "2017-05-11", "day"),
    ("It began on Wednesday.", TUESDAY, "Wednesday", "2017-05-10", "day"),
    ("The council will meet on Wednesday.", TUESDAY, "Wednesday", "2017-05-17", "day"),
    ("Talks are due on Monday.", TUESDAY, "Monday", "2017-05-22", "day"),
    ("Talks will be held on Friday.", TUESDAY, "Friday", "2017-05-19", "day"),
    ("Oru would have met them on Friday.", TUESDAY, "Friday", "2017-05-12", "day"),
    ("Oru said it would meet on Friday.", TUESDAY, "Friday", "2017-05-19", "day"),
    ("On Friday the council will vote.", TUESDAY, "Friday", "2017-05-19", "day"),
    ("The council will meet, Oru said on Friday.", TUESDAY, "Friday", "2017-05-12", "day"),
    ("The talks are scheduled for Thursday.", TUESDAY, "Thursday", "2017-05-18", "day"),
    ("He fled early on Sunday.", TUESDAY, "early on Sunday", "2017-05-14", "day"),
    ("He fled late Friday.", TUESDAY, "late Friday", "2017-05-12", "day"),
    ("It fell on Wednesday night.", TUESDAY, "Wednesday night", "2017-05-10", "day"),
    ("It fell in the early hours of Wednesday.", TUESDAY, "the early hours of Wednesday", "2017-05-10", "day"),
    ("It fell at dawn on Wednesday.", TUESDAY, "dawn on Wednesday", "2017-05-10", "day"),
    ("It fell overnight Wednesday.", TUESDAY, "overnight Wednesday", "2017-05-10", "day"),
    ("Friday's attack killed two.", TUESDAY, "Friday", "2017-05-12", "day"),
    ("Friday’s attack killed two.", TUESDAY, "Friday", "2017-05-12", "day"),
    ("After Fridays attack he left.", TUESDAY, "Fridays", "2017-05-12", "day"),
    ("It began on tuesday.", SATURDAY, "tuesday", "2013-08-20", "day"),
    ("IT BEGAN ON TUESDAY", SATURDAY, "TUESDAY", "2013-08-20", "day"),
    # the weekday of writing itself
    ("On Tuesday, the ministry denied it.", TUESDAY, "Tuesday", "2017-05-16 | 2017-05-16 | 2017-05-09", "day"),
    ("Late on Tuesday shells fell.", TUESDAY, "Late on Tuesday", "2017-05-16 | 2017-05-16 | 2017-05-09", "day"),
    ("Shells fell on Tuesday.", TUESDAY, "Tuesday", "? | 2017-05-16 | 2017-05-09", "day"),
    ("On Tuesday Oru will speak.", TUESDAY, "Tuesday", "2017-05-16 | 2017-05-16 | 2017-05-23", "day"),
    ("It had ended on Tuesday.", TUESDAY, "Tuesday", "? | 2017-05-16 | 2017-05-09", "day"),
    # weekdays with a word before them
    ("It began last Friday.", TUESDAY, "last Friday", "2017-05-12", "day"),
    ("It began last Monday.", TUESDAY, "last Monday", "? | 2017-05-15 | 2017-05-08", "day"),
    ("It began last Tuesday.", TUESDAY, "last Tuesday", "2017-05-09", "day"),
    ("It begins next Monday.", TUESDAY, "next Monday", "2017-05-22", "day"),
    ("It begins next Friday.", TUESDAY, "next Friday", "? | 2017-05-19 | 2017-05-26", "day"),
    ("It begins this Friday.", TUESDAY, "this Friday", "2017-05-19", "day"),
    ("It began this Monday.", TUESDAY, "this Monday", "2017-05-15", "day"),
    ("It was stopped this past Saturday.", TUESDAY, "this past Saturday", "2017-05-13", "day"),
    ("It begins this coming Saturday.", TUESDAY, "this coming Saturday", "2017-05-20", "day"),
    ("It fell on Tuesday last week.", TUESDAY, "Tuesday last week", "2017-05-09", "day"),
    ("It fell on Thursday of last week.", TUESDAY, "Thursday of last week", "2017-05-11", "day"),
    ("They will vote on Thursday next week.", TUESDAY, "Thursday next week", "2017-05-25", "day"),
    # weekends
    ("Raids killed nine at the weekend.", TUESDAY, "the weekend", "2017-05-13..2017-05-14", "day"),
    ("Raids killed nine last weekend.", SATURDAY, "last weekend", "2013-08-17..2013-08-18", "day"),
    ("Talks will go on this weekend.", TUESDAY, "this weekend", "2017-05-20..2017-05-21", "day"),
    ("It begins next weekend.", SATURDAY, "next weekend", "2013-08-31..2013-09-01", "day"),
    (
        "It begins next weekend.",
        TUESDAY,
        "next weekend",
        "? | 2017-05-20..2017-05-21 | 2017-05-27..2017-05-28",
        "day",
    ),
    ("He condemned weekend raids.", TUESDAY, "weekend", "2017-05-13..2017-05-14", "day"),
]

PERIODS = [
    ("He left last week.", TUESDAY, "last week", "2017-05-08..2017-05-14", "week"),
    ("He left earlier this week.", TUESDAY, "earlier this week", "2017-05-15..2017-05-16", "week"),
    ("He will leave later this week.", TUESDAY, "later this week", "2017-05-16..2017-05-21", "week"),
    ("He leaves next week.", TUESDAY, "next week", "2017-05-22..2017-05-28", "week"),
    ("In this weeks battle nine died.", TUESDAY, "this weeks", "2017-05-15..2017-05-21", "week"),
    ("He left last month.", TUESDAY, "last month", "2017-04-01..2017-04-30", "month"),
    ("He left late last month.", TUESDAY, "late last month", "2017-04-01..2017-04-30", "month"),
    ("He left earlier this month.", TUESDAY, "earlier this month", "2017-05-01..2017-05-16", "month"),
    ("He leaves by the end of the month.", TUESDAY, "the end of the month", "2017-05-01..2017-05-31", "month"),
    ("He left last year.", TUESDAY, "last year", "2016-01-01..2016-12-31", "year"),
    ("He left earlier this year.", TUESDAY, "earlier this year", "2017-01-01..2017-05-16", "year"),
    ("Exports fell last quarter.", TUESDAY, "last quarter", "2017-01-01..2017-03-31", "season"),
    ("He rose this decade.", TUESDAY, "this decade", "2010-01-01..2019-12-31", "year"),
    ("He leaves next year.", TUESDAY, "next year", "2018-01-01..2018-12-31", "year"),
    ("In the last decade he rose.", TUESDAY, "the last decade", "2007-05-16..2017-05-16", "year"),
    ("Ten died over the past week.", TUESDAY, "the past week", "2017-05-09..2017-05-16", "week"),
    ("Ten died in the past two weeks.", TUESDAY, "the past two weeks", "2017-05-02..2017-05-16", "week"),
    ("Ten died in the last 24 hours.", TUESDAY, "the last 24 hours", "2017-05-15..2017-05-16", "day"),
    ("Ten died over the last three months.", TUESDAY, "the last three months", "2017-02-16..2017-05-16", "month"),
    ("He will rest over the next five days.", TUESDAY, "the next five days", "2017-05-16..2017-05-21", "day"),
    ("Ten died in recent days.", TUESDAY, "recent days", "?", "day"),
    ("Ten died over the past few weeks.", TUESDAY, "the past few weeks", "?", "week"),
    ("He left three days ago.", TUESDAY, "three days ago", "2017-05-13", "day"),
    ("He left two weeks ago.", TUESDAY, "two weeks ago", "2017-05-01..2017-05-07", "week"),
    ("He left a month ago.", TUESDAY, "a month ago", "2017-04-01..2017-04-30", "month"),
    ("He left 6 years ago.", TUESDAY, "6 years ago", "2011-01-01..2011-12-31", "year"),
    ("He left more than two years ago.", TUESDAY, "more than two years ago", "?", "year"),
    ("He left some months ago.", TUESDAY, "some months ago", "?", "month"),
    ("He left a few days ago.", TUESDAY, "a few days ago", "?", "day"),
    ("He left four hours ago.", TUESDAY, "four hours ago", "?", "hour"),
    ("He left twenty-five years ago.", TUESDAY, "twenty-five years ago", "1992-01-01..1992-12-31", "year"),
    ("He left forty years ago.", TUESDAY, "forty years ago", "?", "year"),
    ("He spent the next five years in Vell.", TUESDAY, "the next five years", "?", "year"),
    ("He leaves two weeks from now.", TUESDAY, "two weeks from now", "2017-05-29..2017-06-04", "week"),
    ("He leaves in three days' time.", TUESDAY, "in three days' time", "2017-05-19", "day"),
]

CALENDAR = [
    # they stand by themselves
    ("He left on 12 March 2031.", "", "12 March 2031", "2031-03-12", "day"),
    ("He left on March 12, 2031.", "", "March 12, 2031", "2031-03-12", "day"),
    ("He left on Aug. 21, 2013.", "", "Aug. 21, 2013", "2013-08-21", "day"),
    ("He left on the 21st of August, 2013.", "", "the 21st of August, 2013", "2013-08-21", "day"),
    ("Sat 24 August 2013", "", "Sat 24 August 2013", "2013-08-24", "day"),
    ("SATURDAY, AUGUST 24, 2013", "", "SATURDAY, AUGUST 24, 2013", "2013-08-24", "day"),
    ("Posted Feb 022015 Vell", "", "Feb 022015", "2015-02-02", "day"),
    ("He left on 2013-08-21.", "", "2013-08-21", "2013-08-21", "day"),
    ("At 2013-08-21T02:30:00Z it fell.", "", "2013-08-21T02:30:00Z", "2013-08-21", "minute"),
    ("He left on 21/8/2013.", "", "21/8/2013", "2013-08-21", "day"),
    ("He left on 8/21/2013.", "", "8/21/2013", "2013-08-21", "day"),
    ("He left on 21.08.2013.", "", "21.08.2013", "2013-08-21", "day"),
    ("He left on 03/04/2017.", "", "03/04/2017", "? | 2017-04-03 | 2017-03-04", "day"),
    ("He left on 04/04/2017.", "", "04/04/2017", "2017-04-04", "day"),
    ("He stayed from 5 to 7 May 2013.", "", "5 to 7 May 2013", "2013-05-05..2013-05-07", "day"),
    ("He stayed May 5-7, 2013.", "", "May 5-7, 2013", "2013-05-05..2013-05-07", "day"),
    ("It has gone on since March 2011.", "", "March 2011", "2011-03-01..2011-03-31", "month"),
    ("He left in late August 2013.", "", "late August 2013", "2013-08-01..2013-08-31", "month"),
    ("He left in 2013.", "", "2013", "2013-01-01..2013-12-31", "year"),
    ("In 2013 rebels took the town.", "", "2013", "2013-01-01..2013-12-31", "year"),
    ("Since the 2011 uprising", "", "2011", "2011-01-01..2011-12-31", "year"),
    ("He left in mid-2013.", "", "mid-2013", "2013-01-01..2013-12-31", "year"),
    ("In the war of 2011-2013 it fell.", "", "2011-2013", "2011-01-01..2013-12-31", "year"),
    ("Fighting in the 1990s", "", "the 1990s", "1990-01-01..1999-12-31", "year"),
    ("He left in summer 2013.", "", "summer 2013", "2013-06-01..2013-08-31", "season"),
    ("He left in the fall of 2013.", "", "fall of 2013", "2013-09-01..2013-11-30", "season"),
    (
        "He left in winter 2013.",
        "",
        "winter 2013",
        "? | 2013-12-01..2014-02-28 | 2012-12-01..2013-02-28",
        "season",
    ),
    ("In the first quarter of 2013", "", "the first quarter of 2013", "2013-01-01..2013-03-31", "season"),
    ("In the second half of 2013", "", "the second half of 2013", "2013-07-01..2013-12-31", "season"),
    # the year comes from the day of writing
    ("He left on 21 August.", OCTOBER, "21 August", "2013-08-21", "day"),
    ("He left on Aug. 21.", OCTOBER, "Aug. 21", "2013-08-21", "day"),
    ("He left on November 15.", OCTOBER, "November 15", "2012-11-15", "day"),
    ("Vote on November 10", OCTOBER, "November 10", "? | 2013-11-10 | 2012-11-10", "day"),
    ("He will leave on November 15.", OCTOBER, "November 15", "2013-11-15", "day"),
    ("He left on December 5.", OCTOBER, "December 5", "2012-12-05", "day"),
    ("An August 21 attack", OCTOBER, "August 21", "2013-08-21", "day"),
    ("He stayed May 5-7.", OCTOBER, "May 5-7", "2013-05-05..2013-05-07", "day"),
    ("He left in August.", OCTOBER, "August", "2013-08-01..2013-08-31", "month"),
    ("Elections will be held in August.", OCTOBER, "August", "2014-08-01..2014-08-31", "month"),
    (
        "The truce lasts until December.",
        OCTOBER,
        "December",
        "? | 2012-12-01..2012-12-31 | 2013-12-01..2013-12-31",
        "month",
    ),
    ("A February report blamed him.", TUESDAY, "February", "2017-02-01..2017-02-28", "month"),
    ("In mid-August he left.", OCTOBER, "mid-August", "2013-08-01..2013-08-31", "month"),
    ("He left in August last year.", OCTOBER, "August last year", "2012-08-01..2012-08-31", "month"),
    ("He leaves this December.", OCTOBER, "this December", "2013-12-01..2013-12-31", "month"),
    ("He leaves next May.", OCTOBER, "next May", "2014-05-01..2014-05-31", "month"),
    ("He left last December.", OCTOBER, "last December", "2012-12-01..2012-12-31", "month"),
    ("He left last August.", OCTOBER, "last August", "? | 2013-08-01..2013-08-31 | 2012-08-01..2012-08-31", "month"),
    (
        "He left in October.",
        OCTOBER,
        "October",
        "2013-10-01..2013-10-31 | 2013-10-01..2013-10-31 | 2012-10-01..2012-10-31",
        "month",
    ),
    ("He left on 29 February.", TUESDAY, "29 February", "2016-02-29", "day"),
    ("He left last summer.", TUESDAY, "last summer", "2016-06-01..2016-08-31", "season"),
    ("They work in the summer.", OCTOBER, "summer", "?", "season"),
    ("Tuesday 12 July 2016 Rebels fire", "", "Tuesday 12 July 2016", "2016-07-12", "day"),
    ("He left in the spring.", OCTOBER, "spring", "2013-03-01..2013-05-31", "season"),
    ("Exports fell in the first quarter.", TUESDAY, "the first quarter", "2017-01-01..2017-03-31", "season"),
    ("In August 12 people were killed.", OCTOBER, "August", "2013-08-01..2013-08-31", "month"),
]

CLOCK = [
    ("It fell at 2 a.m. on Wednesday.", TUESDAY, "2 a.m. on Wednesday", "2017-05-10", "hour"),
    ("It fell on Wednesday at 02:30 GMT.", TUESDAY, "Wednesday at 02:30 GMT", "2017-05-10", "minute"),
    ("It fell at 2:30pm on 21 August 2013.", "", "2:30pm on 21 August 2013", "2013-08-21", "minute"),
    ("It fell at noon (0900 GMT) on Thursday.", TUESDAY, "noon (0900 GMT) on Thursday", "2017-05-11", "minute"),
    ("It fell at 2 a.m. local time (0900 GMT).", TUESDAY, "2 a.m. local time (0900 GMT)", "?", "minute"),
    ("It fell at 02:30 GMT.", TUESDAY, "02:30 GMT", "?", "minute"),
    ("Saturday 10 December 2016 14:47 Vell", "", "Saturday 10 December 2016 14:47", "2016-12-10", "minute"),
]


@pytest.mark.parametrize(("text", "published", "words", "days", "granularity"), [*DAYS, *PERIODS, *CALENDAR, *CLOCK])
def test_an_expression_means_these_days(text: str, published: str, words: str, days: str, granularity: str) -> None:
    """One expression a text: its words, its days counted from the day of writing, and how exact it is."""
    (found,) = dates(text, published)
    assert (text[slice(*found.span)], shown(found), found.granularity) == (words, days, granularity)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ran between 2011 and 2015.", ["2011-01-01..2011-12-31", "2015-01-01..2015-12-31"]),
        ("It ran from 28 April to 3 May 2013.", ["2013-04-28", "2013-05-03"]),
        ("It ran from 28 December to 3 January 2013.", ["2012-12-28", "2013-01-03"]),
        ("On 21 August 2013 shells fell. The next day he left.", ["2013-08-21", "2013-08-22"]),
        ("On 21 August 2013 shells fell. Two days later he left.", ["2013-08-21", "2013-08-23"]),
        ("On 21 August 2013 shells fell. He had come the day before.", ["2013-08-21", "2013-08-20"]),
        ("In May 2013 shells fell. A year earlier he left.", ["2013-05-01..2013-05-31", "2012-01-01..2012-12-31"]),
        ("In 2013 shells fell. Later that year he left.", ["2013-01-01..2013-12-31", "2013-01-01..2013-12-31"]),
        ("On 21 August 2013 shells fell. On 26 August he left.", ["2013-08-21", "2013-08-26"]),
        ("On 21 August 2013 shells fell. On Friday he left.", ["2013-08-21", "? | 2013-08-23 | 2013-08-16"]),
        ("On Friday he left. The next day he came.", ["?", "?"]),
        ("On 03/04/2017 he left. The next day he came.", ["? | 2017-04-03 | 2017-03-04", "?"]),
        ("On 21 August 2013 he left. A. He ate. B. He slept. The next day he came.", ["2013-08-21", "?"]),
    ],
)
def test_a_date_may_be_counted_from_the_one_before_it(text: str, expected: list[str]) -> None:
    """Without a day of writing, only a date just before can place another; where it cannot, nothing is guessed."""
    assert [shown(found) for found in dates(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May said so. May had spoken. The resignation of May was a blow.",
        "They began a march. March on the capital! The Great March of Return went on. A March on Vell failed.",
        "June Oru and April Vell spoke.",
        "About 2000 people came. More than 2013 civilians, a total of 1943 villagers. In 2000 villages.",
        "1,300 died. The Sun wrote it. In a second, the second man sat down on Sat.",
        "A B-52 with 9mm rounds. Resolution 2118 and article 24/7. 1.5.2 and 10:2 and 3-2.",
        "They met in 40 minutes, for two days, every Friday, on Fridays, a weekend away.",
        "The Arab Spring. The fall of Vell. The Sunday Times, Loma Today, Black September.",
        "In the fall of Vell. Spring came with summer rain and winter coats.",
        "He stayed two days before the vote and left the day after the vote.",
        "Said that night raids go on. Longer than two weeks earlier than planned.",
        "On 31 June 2013 and 2013-02-30 and 45/45/2013 nothing was.",
        "Call 2013-555 or $2013 or A2013 or 2013km or 20130821.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Names, counts, calibres, habits and durations are no dates, whatever their words."""
    assert [text[slice(*found.span)] for found in dates(text, TUESDAY)] == []


def test_without_a_day_of_writing_nothing_is_guessed() -> None:
    """The expression is still shown; its days and its anchor are unknown."""
    (found,) = dates("On Tuesday, the ministry denied it.")
    assert (found.start, found.end, found.anchor, found.candidates) == (None, None, None, ())


def test_a_document_published_some_time_in_a_month_resolves_what_every_day_of_it_would() -> None:
    """The month and the year before are sure; a weekday is not."""
    found = dates("Last month he left. On Monday he came. In 2011 he sat.", "2017-05-01..2017-05-31")
    assert [shown(each) for each in found] == ["2017-04-01..2017-04-30", "?", "2011-01-01..2011-12-31"]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fall on Loma\n\nSaturday 24 August 2013 Vellian minister Oru said on Friday he left.",
        "Shells fall on Loma\n\nSaturday, August 24, 2013\n\nMinister Oru said on Friday he left.",
        "Posted on August 24 2013 by Oru Vell\n\nThe minister said on Friday he left.",
        "LOMA (Agency) Aug. 24, 2013 - The minister said on Friday he left.",
    ],
)
def test_a_date_that_heads_the_text_serves_as_the_day_of_writing(text: str) -> None:
    """Where none is given, the dateline is the anchor, and says so."""
    found = dates(text)[-1]
    assert (shown(found), found.anchor) == ("2013-08-23", "context")


def test_a_date_in_a_headline_or_in_a_sentence_is_no_dateline() -> None:
    """What is reported of a day is not the day of the report."""
    headline = "24 August 2013\n\nOru said on Friday he left."
    assert shown(dates(headline, "", Segment(kind="headline", span=(0, 14)))[-1]).startswith("?")
    assert shown(dates("On 24 August 2013 he came. On Friday he left.")[-1]).startswith("?")
    assert shown(dates("24 August 2013 was a day of fear. On Friday he left.")[-1]).startswith("?")


def test_days_outside_the_calendar_mean_nothing() -> None:
    """There is no day before the first."""
    assert [shown(found) for found in dates("He left yesterday.", "0001-01-01")] == ["?"]


def test_the_anchor_says_what_a_date_was_counted_from() -> None:
    """The day of writing, the text itself, or a date before it."""
    found = dates("On Monday he came. On 2 May 2017 he left. The next day he slept.", TUESDAY)
    assert [each.anchor for each in found] == ["published", "text", "context"]


def test_both_answers_stand_in_the_candidates_the_likelier_first() -> None:
    """A reader sees the ambiguity also where usage decides it."""
    (found,) = dates("On Tuesday, the ministry denied it.", TUESDAY)
    assert found.candidates == (
        Interval(start=date(2017, 5, 16), end=date(2017, 5, 16)),
        Interval(start=date(2017, 5, 9), end=date(2017, 5, 9)),
    )


def test_a_date_never_reaches_over_a_blank_line() -> None:
    """Neither its words nor its year come from another paragraph, or from one beyond a part that is not read."""
    menu = Segment(kind="boilerplate", span=(19, 25))
    text = "Rain fell last week\nWeathr\nThursday was dry. It hailed in May\n\nLast year was worse."
    found = dates(text, TUESDAY, menu)
    assert [text[slice(*each.span)] for each in found] == ["last week", "Thursday", "May", "Last year"]
    assert [each.granularity for each in found] == ["week", "day", "month", "year"]


def test_the_table_is_large_enough_to_mean_something() -> None:
    """Over a hundred expressions, none twice."""
    cases = [(text, published) for text, published, *_ in (*DAYS, *PERIODS, *CALENDAR, *CLOCK)]
    assert len(cases) == len(set(cases)) > 110
