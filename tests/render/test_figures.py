"""Figures as a person sees them: a line each over one axis, and which of them cannot all hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from averment import Conflict, Interval, Series, Stated
from averment.render.figures import NOTHING, figures_as_text
from averment.render.look import Look
from tests.render.pages import LOOKS, NOTICIAS, SCAN, VELMAR, WIDTHS, fits, same

_DAY = date(2031, 3, 12)


def _stated(number: int, speaker: str | None, low: float | None, high: float | None, **more: object) -> Stated:
    stated = Stated(
        document=VELMAR,
        figure=f"f{number}",
        span=(0, 2),
        quote="12",
        by=f"a{number}",
        speaker=speaker,
        low=low,
        high=high,
        unit="people",
        day=Interval(start=_DAY, end=_DAY),
        dated="published",
        act="assert",
    )
    return replace(stated, **more)


CLINIC = Series(
    claim="c1a2b3c4d",
    matter="Shells killed patients in the Velmar clinic",
    what="killed",
    stated=(
        _stated(1, "Velmar council", 1300, None, party="Velmar", dated="said"),
        _stated(2, "Velmar council", 1300, None, party="Velmar", dated="said", document=SCAN),
        _stated(3, "Halden Red Crescent", 355, 355, unit="dead", document=SCAN),
        _stated(4, "Mira Tolan", None, 30, party="Halden Red Crescent", unit="patients"),
        _stated(5, "The Halden Courier", 500, 600, approximate=True, by=None, act=None, document=NOTICIAS),
        _stated(6, "Colonel Oro Dask", 1300, None, party="Vantor", act="deny", document=NOTICIAS),
        _stated(7, "unattributed", 40, 40, unit="bodies", part=True, day=None, dated=None),
        _stated(8, None, 0, 0, by=None, act=None, day=Interval(start=date(2031, 3, 1), end=date(2031, 3, 31))),
    ),
    conflicts=(
        Conflict(one=0, other=2, why="no number is both at least 1,300 and exactly 355"),
        Conflict(one=2, other=4, why="no number is both exactly 355 and about 500 to 600"),
        Conflict(one=2, other=7, why="revised by who said it: exactly 355, then exactly 0", revision=True),
    ),
)
RATE = Series(
    matter="Stuart Halm said that up to 50 prisoners had been hanged each day.",
    what="killed",
    stated=(_stated(1, "Stuart Halm", None, 50, unit="prisoners", per="day", party="Vantor"),),
)
PAGE = (CLINIC, RATE)


@pytest.mark.parametrize("name", LOOKS)
def test_the_page(name: str) -> None:
    """Bars, words, places and conflicts as they were looked at and found good."""
    same(figures_as_text(PAGE, LOOKS[name]), f"figures-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_fits(width: int) -> None:
    """Whatever the width, no line is broken by the terminal."""
    assert fits(figures_as_text(PAGE, Look(width=width)), max(24, width))


def test_nothing_is_a_sentence() -> None:
    """Without a figure the page says so."""
    assert figures_as_text((), Look()) == f"{NOTHING}\n"


def test_ascii_alone_draws_it_too() -> None:
    """For an output that has no other characters the bars are drawn in ASCII, in the same places."""
    plain, page = (figures_as_text(PAGE, Look(), plain=plain) for plain in (True, False))

    assert plain.isascii()
    assert [len(line) for line in plain.splitlines()] == [len(line) for line in page.splitlines()]
    assert "|-->" in plain


def test_many_conflicts_are_told_by_number() -> None:
    """More conflicts than a person reads one by one: each number once, with the higher ones that exclude it."""
    stated = tuple(_stated(number, f"Speaker {number}", 10.0 * number, 10.0 * number) for number in range(1, 6))
    conflicts = tuple(Conflict(one=one, other=other, why="x") for one in range(5) for other in range(one + 1, 5))
    page = figures_as_text(
        [Series(matter="Snow", what="killed", stated=stated, conflicts=conflicts, unlisted=7)], Look()
    )

    assert "   10 [1] against 20 [2], 30 [3], 40 [4], 50 [5]\n" in page
    assert "   40 [4] against 50 [5]\n" in page
    assert "17 conflicts" in page
    assert "7 conflicts more" in page


def test_a_long_chart_says_what_it_leaves_out() -> None:
    """On a page of several charts one of thousands of lines is cut, and says so; alone it is whole."""
    stated = tuple(_stated(number, f"Speaker {number}", 1.0 + number, None) for number in range(3000))
    series = [Series(claim="c0ffee00", matter="Snow", what="killed", stated=stated)]

    page = figures_as_text(series, Look())
    assert "2,960 lines more: `averment figures CASE c0ffee00` shows all." in page
    assert len(page.splitlines()) < 60
    assert "3000  (12 Mar)" in figures_as_text(series, Look(), whole=True)


def test_hostile_words_are_shown_and_do_nothing() -> None:
    """Escapes, overrides and line breaks in names, units, ids and reasons are signs on the page."""
    bad = "\x1b[31mRed\u202e\n\n\tname" + "é" * 500
    stated = (
        _stated(1, bad, 1, 1, party=bad, unit=bad, figure=bad, per=bad, document=bad),
        _stated(2, "القدس", float("nan"), float("inf"), party="غزة"),
        _stated(3, "", 9, 2, unit=""),
    )
    conflict = Conflict(one=0, other=1, why=bad)
    series = Series(claim=bad, matter=bad, what=bad, stated=stated, conflicts=(conflict,))

    for look in (Look(), Look(width=40)):
        page = figures_as_text([series, replace(series, stated=stated[:1], conflicts=())], look)
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert fits(page, look.columns)


def test_days_of_several_years_have_their_year() -> None:
    """Within a year the year stands once, above; else on each line."""
    days = [Interval(start=_DAY, end=_DAY), Interval(start=_DAY + timedelta(400), end=_DAY + timedelta(400))]
    stated = tuple(_stated(number, "Orm", 1, 1, day=day) for number, day in enumerate(days))
    page = figures_as_text([Series(matter="Snow", what="killed", stated=stated)], Look())

    assert "(12 Mar 2031)" in page
    assert "(15 Apr 2032)" in page
    assert "2031 ·" in figures_as_text([CLINIC], Look())
