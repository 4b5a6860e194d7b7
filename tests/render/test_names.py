"""What documents, days and moments are called in short."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from averment import Published, Target
from averment.render.names import cut, day, kind_of, moment, short, target_of
from tests.render.pages import VELMAR


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2031, 3, 12), date(2031, 3, 12), "2031-03-12"),
        (date(2031, 3, 1), date(2031, 3, 31), "2031-03"),
        (date(2032, 2, 1), date(2032, 2, 29), "2032-02"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(2031, 3, 1), date(2031, 4, 2), "2031-03-01…"),
        (date(2031, 3, 12), date(2031, 3, 14), "2031-03-12…"),
        (date(9999, 12, 31), date(9999, 12, 31), "9999-12-31"),
    ],
)
def test_days_of_publication_are_short(start: date, end: date, shown: str) -> None:
    """A day, a month and a year are written as such; of any other stretch, its first day and that it goes on."""
    assert day(Published(start=start, end=end, how="given")) == shown


def test_no_day_is_no_words() -> None:
    """What is not known leaves its place empty."""
    assert not day(None)


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2031-03-14T08:00:59Z", "14 March 2031, 08:00 UTC"),
        ("2031-03-14T23:30:00-02:00", "15 March 2031, 01:30 UTC"),
        ("2031-03-14T08:00:00", "14 March 2031, 08:00 UTC"),
        ("noon\x1b", "noon␛"),
    ],
)
def test_moments_are_utc(at: str, shown: str) -> None:
    """Times are shown to the minute in UTC; what is none stands as it is, made visible."""
    assert moment(at) == shown


def test_kinds_of_files_have_the_names_that_people_know() -> None:
    """A media type that nobody could read out has a name; one that is not known is shown as it is, made visible."""
    assert kind_of("application/vnd.openxmlformats-officedocument.wordprocessingml.document") == "DOCX"
    assert kind_of("image/x\x1b") == "image/x␛"


def test_names_can_be_typed() -> None:
    """What a page calls a document, and something in it, is what the commands take."""
    assert short(VELMAR) == "3f2a9c1b44d0"
    assert target_of(Target(document=VELMAR, id="a3")) == "3f2a9c1b44d0#a3"
    assert target_of(Target(document=VELMAR)) == "3f2a9c1b44d0"


@given(st.text(), st.integers(min_value=2, max_value=30))
def test_what_is_cut_fits(text: str, cells: int) -> None:
    """Whatever the words and however wide their signs, what is left of them has its room."""
    assert cell_len(cut(text, cells)) <= cells
