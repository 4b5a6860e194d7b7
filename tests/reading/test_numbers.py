"""Numbers in a sentence: digits, words, bounds and ranges; and the numbers that count nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.reading.figures.numbers import Number, numbers, tokens

Row = tuple[str, float | None, float | None, bool]


def read(text: str) -> list[Row]:
    """Give the numbers of a text: their words, low, high, approximate."""
    words = tokens(text, 0, len(text))
    return [(text[words[n.first].start : words[n.last - 1].end], n.low, n.high, n.approximate) for n in numbers(words)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,300", 1300, 1300),
        ("1300", 1300, 1300),
        ("100 000", 100000, 100000),
        ("1.5 million", 1500000, 1500000),
        ("twenty-one", 21, 21),
        ("twenty one", 21, 21),
        ("two hundred and fifty", 250, 250),
        ("two thousand three hundred and five", 2305, 2305),
        ("five hundred thousand", 500000, 500000),
        ("three-and-a-half million", 3500000, 3500000),
        ("a hundred", 100, 100),
        ("a dozen", 12, 12),
        ("half a dozen", 6, 6),
        ("half a million", 500000, 500000),
        ("a quarter of a million", 250000, 250000),
        ("dozens", 24, None),
        ("tens of thousands", 20000, None),
        ("hundreds of thousands", 200000, None),
        ("several hundred", 200, None),
        ("a couple of dozen", 24, None),
        ("hundreds, if not thousands", 200, None),
        ("at least another 40", 40, None),
        ("well over 1000", 1000, None),
        ("up to fifty", None, 50),
        ("as many as some 300", None, 300),
        ("between 5,000 and 13,000", 5000, 13000),
        ("from 500 to more than 1,000", 500, None),
        ("10-15", 10, 15),
        ("from about 500 to - by one account - some 1300", 500, 1300),
        ("10 to 15", 10, 15),
        ("50 or more", 50, None),
        ("100-plus", 100, None),
        ("ten or fewer", None, 10),
    ],
)
def test_an_expression_of_a_number_is_read_whole(text: str, low: float | None, high: float | None) -> None:
    """All its words belong to it, and a side that it leaves open is null."""
    assert [row[:3] for row in read(text)] == [(text, low, high)]


@pytest.mark.parametrize("text", ["about 20", "some 20", "nearly 20", "an estimated 20", "20 or so"])
def test_a_rounded_number_says_so(text: str) -> None:
    """What is rounded keeps its value on both sides and is marked approximate."""
    assert read(text) == [(text, 20, 20, True)]


def test_after_a_word_of_change_from_and_to_are_two_numbers() -> None:
    """A toll that rose has an old and a new value; a range has neither."""
    assert read("it rose from fourteen to 31") == [("fourteen", 14, 14, False), ("31", 31, 31, False)]


def test_a_bound_after_a_number_may_belong_to_the_next() -> None:
    """What stands between two numbers opens the second."""
    assert [row[:3] for row in read("12 plus 3 guards")] == [("12", 12, 12), ("3", 3, 3)]
    assert [row[:3] for row in read("12 at least 30")] == [("12", 12, 12), ("at least 30", 30, None)]


@pytest.mark.parametrize(
    "text",
    [
        "August 21 2013",
        "21 August",
        "Feb. 13",
        "in 2012",
        "2016-09-12",
        "26-01-2016",
        "04.07.2015",
        "9/11",
        "10:30",
        "3 a.m.",
        "5%",
        "5 percent",
        "$500",
        "120mm",
        "the 20th",
        "a 16-year-old",
        "aged 45",
        "Oru, 45, was",
        "MH17",
        "1,2,3",
        "3.5",
        "9" * 5000,
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    """Dates, times, ages, shares, sizes and sums are left out."""
    assert read(text) == []


@given(st.integers(0, 999_999_999), st.sampled_from(["{:,}", "{}"]))
def test_digits_mean_themselves(value: int, style: str) -> None:
    """Digits give their value, with separators or without; a bare year alone may be a date."""
    expected = [] if 1900 <= value <= 2099 and "," not in style else [value]
    assert [row[1] for row in read(style.format(value))] == expected


@given(st.text(st.sampled_from("0123456789,.- -–:/abmst") | st.characters(), max_size=60))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    """Numbers do not overlap, stand in order, and low never passes high."""
    words = tokens(text, 0, len(text))
    found = numbers(words)
    assert all(0 <= n.first < n.last <= len(words) for n in found)
    assert all(one.last <= other.first for one, other in pairwise(found))
    assert all(_ordered(n) for n in found)


def _ordered(number: Number) -> bool:
    return number.low is None or number.high is None or number.low <= number.high
