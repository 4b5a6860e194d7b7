"""The head of a page says which report it is, and how that is known."""

from __future__ import annotations

from datetime import date

import pytest

from averment import Document, Model, Published, Reading, Segment, Skipped
from averment.render.header import header, when
from averment.render.look import Look


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2031, 3, 12), date(2031, 3, 12), "12 March 2031"),
        (date(2031, 3, 1), date(2031, 3, 31), "March 2031"),
        (date(2031, 12, 1), date(2031, 12, 31), "December 2031"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(9999, 12, 1), date(9999, 12, 31), "1 December 9999 to 31 December 9999"),
        (date(2031, 3, 1), date(2031, 4, 30), "1 March 2031 to 30 April 2031"),
        (date(2031, 2, 1), date(2031, 2, 27), "1 February 2031 to 27 February 2031"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(start: date, end: date, written: str) -> None:
    """A day, a month, a year or two ends: no more is written than is known."""
    assert when(start, end) == written


def test_menus_are_not_counted() -> None:
    """The length is that of the report, without what the page has around it."""
    document = Document(
        digest="sha256:",
        media_type="text/html",
        text="Home News Sport\n\nIt rained.",
        segments=(Segment(kind="boilerplate", span=(0, 15)), Segment(kind="body", span=(17, 27))),
    )
    reading = Reading(document=document, model=Model(reader="", version=""))

    assert "· 2 words · 0 attributions" in str(header(reading, "a.html", Look()))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, None),
        (1, "1 paragraph is not in English and was not read"),
        (2, "2 paragraphs are not in English and were not read"),
    ],
)
def test_what_was_passed_over_is_said(number: int, said: str | None) -> None:
    """Whoever looks at the page learns how much of the report it does not hold."""
    skipped = tuple(Skipped(span=(at, at + 1), why="language") for at in range(number))
    document = Document(digest="", media_type="", text="It rained.")
    reading = Reading(document=document, model=Model(reader="", version=""), skipped=skipped)

    lines = [line.plain for line in header(reading, "a.txt", Look())]

    assert [line for line in lines if "English" in line] == ([said] if said else [])


def test_a_long_title_is_shortened() -> None:
    """A title of a megabyte takes three lines at most."""
    document = Document(digest="", media_type="", title="rain " * 200_000, outlet="x" * 1000, text="It rained.")
    reading = Reading(document=document, model=Model(reader="", version=""))

    lines = header(reading, "y" * 1000, Look())

    assert len(lines) <= 7
    assert max(line.cell_len for line in lines) <= 80


def test_a_long_date_is_broken_where_it_is_narrow() -> None:
    """The narrowest page has no line that is longer than it."""
    published = Published(start=date(2031, 9, 13), end=date(2031, 10, 14), how="given")
    document = Document(digest="", media_type="", text="It rained.", published=published)

    lines = header(Reading(document=document, model=Model(reader="", version="")), "a.txt", Look(width=24))

    assert "October 2031 (given)" in [line.plain for line in lines]
    assert max(line.cell_len for line in lines) <= 24
