"""What holds of dates whatever the text."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.inference.tagging import Tagged
from averment.reading.dates import find_dates
from averment.reading.dates.lexicon import date_words
from averment.reading.draft import Draft, Report
from averment.values import Attribution, Date, Document, Published

WORDS = st.sampled_from(
    [
        "On",
        "in",
        "the",
        "a",
        "last",
        "next",
        "this",
        "that",
        "early",
        "late",
        "Monday",
        "Friday",
        "night",
        "Sun.",
        "May",
        "March",
        "August",
        "Aug.",
        "2013",
        "2000",
        "21",
        "5-7",
        "12th",
        "two",
        "three",
        "days",
        "weeks",
        "hours",
        "ago",
        "later",
        "earlier",
        "past",
        "few",
        "years",
        "yesterday",
        "overnight",
        "weekend",
        "2:30",
        "a.m.",
        "GMT",
        "03/04/2017",
        "2013-08-21",
        "spring",
        "fall",
        "first",
        "quarter",
        "of",
        "between",
        "and",
        "to",
        "will",
        "said",
        "had",
        "until",
        ",",
        ".",
        "-",
        "(",
        ")",
        "\n\n",
    ]
)
TEXTS = st.lists(WORDS, max_size=15).map(" ".join) | st.text(max_size=30)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def dates(text: str, published: date | None, *attributions: Attribution) -> tuple[Date, ...]:
    """Give the dates of a text."""
    on = Published(start=published, end=published, how="given") if published else None
    document = Document(digest="sha256:0", media_type="text/plain", text=text, published=on)
    return find_dates(Draft(Report(document), Tagged([]), attributions=attributions)).dates


@given(text=TEXTS, published=st.none() | st.dates())
@settings(max_examples=100)
def test_spans_are_in_the_text_and_intervals_in_order(text: str, published: date | None) -> None:
    """Nothing crashes; spans follow each other, each within a paragraph; days run forward; candidates differ."""
    found, end = dates(text, published), 0
    for each in found:
        assert end <= each.span[0] < each.span[1] <= len(text)
        words = text[slice(*each.span)]
        assert words == words.strip()
        assert "\n\n" not in words
        assert (each.start is None) == (each.end is None)
        assert each.start is None or each.end is None or each.start <= each.end
        assert all(days.start <= days.end for days in each.candidates)
        assert len({(days.start, days.end) for days in each.candidates}) == len(each.candidates) != 1
        assert not (each.candidates and each.start) or each.start == each.candidates[0].start
        end = each.span[1]
    assert dates(text, published) == found


@given(day=DAYS, weeks=st.integers(-200, 200), data=st.data())
def test_a_weekday_moves_with_the_day_of_writing(day: date, weeks: int, data: st.DataObject) -> None:
    """Written whole weeks later, the same words mean days as many weeks later."""
    which = data.draw(st.sampled_from(["", "last ", "next ", "this ", "this past ", "late "]))
    name = data.draw(st.sampled_from(date_words().lexicon.weekdays.names))
    verb = data.draw(st.sampled_from(["came", "will come", ""]))
    text, shift = f"Ana Oru {verb} on {which}{name}", timedelta(weeks=weeks)
    (now,), (then,) = dates(text, day), dates(text, day + shift)
    assert [(each.start + shift, each.end + shift) for each in now.candidates] == [
        (each.start, each.end) for each in then.candidates
    ]
    assert (now.start and now.start + shift) == then.start


@given(day=DAYS, name=st.sampled_from(date_words().lexicon.weekdays.names))
def test_a_plain_weekday_is_within_a_week_and_has_its_name(day: date, name: str) -> None:
    """Behind in the past, ahead in the future, and the weekday that was written."""
    for verb, low, high in (("came", -6, 0), ("will come", 0, 6)):
        (found,) = dates(f"Oru {verb} on {name}.", day)
        start = found.start or found.candidates[0].start
        assert low <= (start - day).days <= high
        assert start.strftime("%A") == name


@settings(max_examples=50)
@given(text=TEXTS, start=st.integers(0, 30), length=st.integers(1, 10), gap=st.integers(0, 9))
def test_a_date_of_a_saying_is_outside_its_content(text: str, start: int, length: int, gap: int) -> None:
    """Wherever cue and content stand."""
    text = text.ljust(60, "x")
    content = (start + length + gap, start + length + gap + 10)
    attribution = Attribution(id="a1", cue=((start, start + length),), source=(), content=(content,), score=1.0)
    document = Document(digest="sha256:0", media_type="text/plain", text=text)
    after = find_dates(Draft(Report(document), Tagged([]), attributions=(attribution,)))
    said = after.attributions[0].said
    assert said is None or said[1] <= content[0] or said[0] >= content[1]


@pytest.mark.parametrize(
    "text", ["last " * 20_000, "On\n" * 20_000, "1" * 50_000, "A-" * 20_000, "a number of " * 9_000]
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    """Runs of words that nearly begin a date find none, and end."""
    assert dates(text, date(2013, 8, 24)) == ()


def test_every_phrase_of_the_lexicon_that_can_begin_an_expression_does() -> None:
    """The short cut that skips words which begin none knows each group of the lexicon."""
    words, lexicon = date_words(), date_words().lexicon
    texts = [
        *(f"{phrase} Monday" for phrase in lexicon.edges.words),
        *(f"{phrase} weeks ago" for phrase in lexicon.vague.words),
        *(f"{phrase} two weeks ago" for phrase in lexicon.approximate.words),
        *(f"{number} weeks ago" for number in words.numbers),
        *(f"{name} 2, 2013" for name in (*lexicon.months.names, *lexicon.months.short)),
        *(f"{name} 2 May 2013" for name in (*lexicon.weekdays.names, *lexicon.weekdays.short)),
        *(f"{season} 2013" for season in words.seasons),
    ]
    for text in texts:
        assert [found.span for found in dates(text, date(2013, 8, 24))] == [(0, len(text))], text
