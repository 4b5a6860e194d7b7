"""Which figures cannot both be right: no number fits both, while both stand. Nothing is resolved."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment import Interval, Stated
from averment.values.bounds import extent, in_words
from averment.values.readings import Act
from averment.weighing.figures.conflicts import Held, conflicts
from tests.weighing.counting import FRIDAY, MONDAY, TUESDAY, day

_DOCUMENT = "sha256:" + "a" * 64


def held(  # noqa: PLR0913  # a figure has as many sides
    low: float | None,
    high: float | None,
    *,
    key: str = "",
    on: date | None = MONDAY,
    unit: str = "people",
    about: bool = False,
    part: bool = False,
    act: Act | None = "assert",
    party: str | None = None,
) -> Held:
    """Give a figure of a series; without a key, of a holder of its own."""
    stated = Stated(
        document=_DOCUMENT,
        figure="f1",
        span=(0, 1),
        quote="x",
        low=low,
        high=high,
        approximate=about,
        day=day(on) if on else None,
        act=act,
        part=part,
        party=party,
    )
    return Held(stated=stated, key=key or f"{low} {high} {on} {about}", unit=unit)


def whys(*figures: Held) -> list[str]:
    """Give the reasons of the conflicts among figures."""
    return [conflict.why for conflict in conflicts(figures)[0]]


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ((1300, None), (355, 355), True),
        ((1300, None), (1500, 1500), False),
        ((1300, None), (None, 1200), True),
        ((None, 50), (None, 20), False),
        ((None, 50), (51, None), True),
        ((500, 1300), (494, 494), True),
        ((500, 1300), (1300, None), False),
        ((0, 0), (1, None), True),
        ((12, 12), (12, 12), False),
        ((None, None), (12, 12), False),
        ((20, 10), (12, 12), False),
        ((float("nan"), None), (12, 12), False),
    ],
)
def test_ranges_conflict_where_no_number_is_in_both(
    one: tuple[float | None, float | None],
    other: tuple[float | None, float | None],
    against: bool,  # noqa: FBT001
) -> None:
    """Bounds that are open stay open; what says no number, or none that can be, is in no conflict."""
    first, second = held(*one, key="a"), held(*other, key="b")

    assert len(whys(first, second)) == len(whys(second, first)) == int(against)


def test_about_is_open_at_either_side() -> None:
    """About 500 and exactly 494 can both be right; about 500 and exactly 400 cannot."""
    about = held(500, 500, about=True)

    assert whys(about, held(494, 494)) == []
    assert whys(about, held(400, 400)) == ["no number is both about 500 and exactly 400"]


def test_others_who_are_counted_are_no_conflict() -> None:
    """Children are not people, bodies in a room not the dead, a part not the whole, a denial no count."""
    whole = held(1300, None)

    assert whys(whole, held(355, 355, unit="children")) == []
    assert whys(held(90, None, unit="bodies"), held(5, 5, unit="bodies")) == []
    assert whys(whole, held(355, 355, part=True)) == []
    for act in ("deny", "doubt", "ask", "commit"):
        assert whys(whole, held(355, 355, act=act)) == []
    assert len(whys(whole, held(355, 355, act="evaluate"))) == 1


def test_a_later_higher_figure_of_another_is_said_to_be_later() -> None:
    """Exactly 213 on Monday and exactly 494 on Friday: the reason says that a count can rise. Falling, it does not."""
    rise = whys(held(213, 213), held(494, 494, on=FRIDAY))
    assert rise == ["no number is both exactly 213 and exactly 494; the higher is 4 days later, and a count can rise"]
    assert whys(held(494, 494), held(213, 213, on=FRIDAY)) == ["no number is both exactly 494 and exactly 213"]
    assert whys(held(213, None), held(494, 494, on=TUESDAY)) == []


def test_who_says_another_number_later_revises() -> None:
    """A holder's own later figure is a revision, and what was revised no longer stands against others."""
    first, second = held(12, 12, key="police"), held(35, 35, key="police", on=TUESDAY)
    other = held(34, 35, key="hospital", on=TUESDAY)

    (revised,) = conflicts([first, second, other])[0]
    assert (revised.one, revised.other, revised.revision) == (0, 1, True)
    assert revised.why == "revised by who said it: exactly 12 on 2031-03-10, then exactly 35 on 2031-03-11"


def test_revisions_go_step_by_step() -> None:
    """Three figures of one holder are two revisions."""
    steps = [held(10 * step, 10 * step, key="police", on=MONDAY + timedelta(step)) for step in range(3)]

    assert [(one.one, one.other) for one in conflicts(steps)[0]] == [(0, 1), (1, 2)]


def test_two_numbers_of_one_speaker_on_one_day_are_a_conflict() -> None:
    """Two reports give one speaker two numbers on one day: neither revises the other."""
    (conflict,) = conflicts([held(12, 12, key="police"), held(35, 35, key="police")])[0]

    assert not conflict.revision
    assert conflict.why.endswith("both are given as of one speaker")


def test_one_side_against_itself_is_said() -> None:
    """Two speakers of one party are two speakers, and the reason names the party."""
    (why,) = whys(held(12, 12, party="Vantor"), held(35, 35, party="Vantor"))

    assert why.endswith("; both speak for Vantor")


def test_what_many_reports_carry_is_compared_once() -> None:
    """Twenty reports of one statement on one day make one conflict with another, not twenty."""
    carried = [held(12, 12, key="police") for _ in range(20)]

    found, unlisted = conflicts([*carried, held(35, 35, key="army")])
    assert [(one.one, one.other) for one in found] == [(0, 20)]
    assert unlisted == 0


_FIGURES = st.lists(
    st.builds(
        held,
        st.none() | st.integers(0, 9),
        st.none() | st.integers(0, 9),
        key=st.sampled_from("abc"),
        on=st.none() | st.integers(0, 3).map(lambda days: MONDAY + timedelta(days)),
        unit=st.sampled_from(["people", "children"]),
        about=st.booleans(),
    ),
    max_size=7,
)


@given(_FIGURES, st.randoms(use_true_random=False))
def test_conflicts_are_symmetric(figures: list[Held], random: Any) -> None:  # noqa: ANN401  # Hypothesis names no type
    """The order in which figures stand changes neither which are in conflict nor how many."""
    mixed = list(figures)
    random.shuffle(mixed)

    assert _pairs(figures) == _pairs(mixed)


def _pairs(figures: list[Held]) -> list[list[str]]:
    return sorted(
        sorted(repr((figures[at].stated, figures[at].key, figures[at].unit)) for at in (one.one, one.other))
        for one in conflicts(figures)[0]
    )


@given(_FIGURES)
def test_a_conflict_is_of_one_unit_and_fits_no_number(figures: list[Held]) -> None:
    """Every conflict holds to the rule, and every pair of holders on one day that the rule catches is found."""
    found = {(one.one, one.other): one for one in conflicts(figures)[0]}
    for first, second in found:
        assert _apart(figures[first], figures[second])
    told = {_told(figures[first]) | _told(figures[second]) for first, second in found}
    for at, one in enumerate(figures):
        for other in figures[at + 1 :]:
            if one.stated.day == other.stated.day and one.key != other.key and _apart(one, other):
                assert _told(one) | _told(other) in told


def _told(one: Held) -> frozenset[str]:
    stated = one.stated
    return frozenset(
        [repr((one.key, one.unit, stated.day, extent(stated.low, stated.high, approximate=stated.approximate)))]
    )


def _apart(one: Held, other: Held) -> bool:
    first, second = (
        extent(each.stated.low, each.stated.high, approximate=each.stated.approximate) for each in (one, other)
    )
    return bool(one.unit == other.unit and first and second and (first[1] < second[0] or second[1] < first[0]))


def test_the_widest_apart_are_listed_and_the_others_counted() -> None:
    """Of more conflicts than are listed, those stay whose figures lie farthest apart."""
    figures = [held(value, value) for value in (1, 2, 4, 1000)]

    found, unlisted = conflicts(figures, most=2)
    assert [(one.one, one.other) for one in found] == [(0, 3), (1, 3)]
    assert unlisted == 4


def test_thousands_of_figures_are_compared_in_seconds() -> None:
    """Three thousand holders with as many numbers: a thousand conflicts are listed, millions counted."""
    began = perf_counter()
    found, unlisted = conflicts([held(value, value) for value in range(3000)])

    assert len(found) == 1000
    assert len(found) + unlisted == 3000 * 2999 // 2
    assert perf_counter() - began < 20  # it takes one; each with each in Python would take minutes


@pytest.mark.parametrize(
    ("low", "high", "about", "words"),
    [
        (1300, None, False, "at least 1,300"),
        (None, 50, False, "up to 50"),
        (500, 1300, True, "about 500 to 1,300"),
        (2.5, 2.5, False, "2.5"),
        (0, 0, False, "0"),
        (None, None, True, "no number"),
        (float("nan"), float("inf"), False, "no number"),
        (1e300, None, False, "at least 1e+300"),
        (20, 10, False, "20 to 10"),
    ],
)
def test_bounds_in_words(low: float | None, high: float | None, about: bool, words: str) -> None:  # noqa: FBT001
    """A figure is never written as one number where there are two."""
    assert in_words(low, high, approximate=about) == words


def test_an_interval_of_days_stands_from_its_first() -> None:
    """A figure of a month and one of a day in it stand on the same days."""
    month = held(12, 12, key="a")
    stated = Stated(document=_DOCUMENT, figure="f2", span=(0, 1), quote="x", low=35, high=35, act="assert")
    week = Held(
        stated=Stated(
            **{name: getattr(stated, name) for name in stated.__struct_fields__ if name != "day"},
            day=Interval(start=MONDAY - timedelta(9), end=FRIDAY),
        ),
        key="b",
        unit="people",
    )

    assert len(whys(month, week)) == 1
