"""Figures across reports: which stand together, as whose, of which day. Nothing is added up or decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from averment import Collapse, Origin, Origins, Place, Reading, Series, Stated, to_json
from averment.weighing.figures import series
from averment.weighing.people import People
from tests.weighing.counting import FRIDAY, MONDAY, TUESDAY, Counts, Says, Told, claim, day, report

CLINIC = Told(
    "The Velmar council said at least 1,300 people had died at the clinic.",
    [Says("The Velmar council", "at least 1,300 people had died at the clinic", party="Velmar")],
    [Counts("at least 1,300 people", low=1300)],
)
DOCTORS = Told(
    "The League of Doctors counted 355 dead at the clinic on Friday.",
    [Says("The League of Doctors", "355 dead at the clinic", on="Friday")],
    [Counts("355 dead", low=355, high=355, unit=None)],
    {"Friday": FRIDAY},
    published=date(2031, 3, 15),
)
VANTOR = Told(
    "Vantor denied that up to 50 prisoners had been hanged each day.",
    [Says("Vantor", "up to 50 prisoners had been hanged each day", act="deny")],
    [Counts("up to 50 prisoners", high=50, unit="prisoners", per="day")],
)
NARRATED = "Snow fell on the pass. Shells had killed 12 people at the clinic. The road to Orm is closed."


def found(
    *told: Told, claims: Iterable[tuple[str, tuple[tuple[Told, str], ...]]] = (), others: bool = True
) -> list[Series]:
    """Give the series of reports, with the claims that stand in them."""
    readings = {one.digest: report(one) for one in told}
    made = [claim(name, *places) for name, places in claims]
    return series(made, readings, People.of(readings.values()), others=others)


def test_a_figure_has_its_bounds_its_speaker_and_its_day() -> None:
    """What a report leaves open stays open; the day is the one on which the report says it was said."""
    (one,) = found(CLINIC, DOCTORS, claims=[("c1", ((CLINIC, "a1"), (DOCTORS, "a1")))])

    assert (one.claim, one.matter, one.what) == ("c1", "Shells hit the clinic", "killed")
    council, league = one.stated
    assert (council.speaker, council.party, council.by, council.act) == ("The Velmar council", "Velmar", "a1", "assert")
    assert (council.low, council.high, council.quote) == (1300, None, "at least 1,300 people")
    assert (council.day, council.dated) == (day(MONDAY), "published")
    assert (league.low, league.high, league.unit) == (355, 355, None)
    assert (league.day, league.dated) == (day(FRIDAY), "said")


def test_two_that_no_number_fits_are_a_conflict() -> None:
    """At least 1,300 against exactly 355: both stand, and why they cannot both be right is said."""
    (one,) = found(CLINIC, DOCTORS, claims=[("c1", ((CLINIC, "a1"), (DOCTORS, "a1")))])

    (conflict,) = one.conflicts
    assert (conflict.one, conflict.other, conflict.revision) == (0, 1, False)
    assert conflict.why == "no number is both at least 1,300 and exactly 355"


def test_what_is_denied_is_not_what_the_speaker_says() -> None:
    """A figure in a denial is shown as denied; a rate stands on a scale of its own."""
    (one,) = found(VANTOR)

    (stated,) = one.stated
    assert (stated.act, stated.low, stated.high, stated.per) == ("deny", None, 50, "day")


def test_rates_things_and_people_have_each_their_own_series() -> None:
    """Killed, killed each day, injured, litres and tonnes share no axis; children and people do."""
    text = "Vell said 5 people, 3 children, 9 each day, 7 hurt, 2 tonnes of ash and 6 litres of ash."
    told = Told(
        text,
        [Says("Vell", text[10:])],
        [
            Counts("5 people", 5, 5),
            Counts("3 children", 3, 3, unit="children"),
            Counts("9 each", 9, 9, per="day"),
            Counts("7 hurt", 7, 7, what="injured"),
            Counts("2 tonnes", 2, 2, what="chemical_agent", unit="tonnes of ash"),
            Counts("6 litres", 6, 6, what="chemical_agent", unit="litres of ash"),
        ],
    )

    counts = [[stated.figure for stated in one.stated] for one in found(told, claims=[("c1", ((told, "a1"),))])]
    assert sorted(counts) == [["f1", "f2"], ["f3"], ["f4"], ["f5"], ["f6"]]


def test_without_a_claim_a_figure_stands_in_its_sentence() -> None:
    """What no claim holds is given on request only, each with the sentence it stands in."""
    told = Told(NARRATED, counts=[Counts("12 people", 12, 12)], outlet="The Halden Courier")

    (one,) = found(told)
    assert (one.claim, one.matter) == (None, "Shells had killed 12 people at the clinic.")
    assert (one.stated[0].speaker, one.stated[0].by, one.stated[0].act) == ("The Halden Courier", None, None)
    assert found(told, others=False) == []


def test_short_sentences_of_two_reports_stay_apart() -> None:
    """The same few words in two reports may tell of two events; a long sentence in both is one text."""
    short = [Told("Two people were killed.", counts=[Counts("Two people", 2, 2)], outlet=name) for name in "AB"]
    words = "Two people were killed when a shell hit the mill on the road from Velmar to the pass."
    copied = [replace_text(one, words) for one in short]

    assert len(found(*short)) == 2
    assert len(found(*copied)) == 1


def replace_text(told: Told, text: str) -> Told:
    """Give a report another text."""
    return Told(text, told.says, told.counts, told.days, told.published, told.outlet)


def test_a_figure_that_a_claim_names_is_in_it() -> None:
    """A claim may name a figure of a report's own words."""
    told = Told(NARRATED, counts=[Counts("12 people", 12, 12)])
    reading = report(told)
    made = replace(claim("c1"), figures=(Place(document=told.digest, id="f1"),))

    (one,) = series([made], {told.digest: reading}, People.of([reading]))
    assert (one.claim, one.stated[0].figure) == ("c1", "f1")


def test_a_figure_told_by_another_within_a_statement_is_in_its_claim() -> None:
    """What the innermost statement has no claim for belongs to the claim of the one around it."""
    text = "Vell said that Orm had said that 4 people were dead."
    told = Told(text, [Says("Vell", text[10:]), Says("Orm", "4 people were dead")], [Counts("4 people", 4, 4)])

    (one,) = found(told, claims=[("c1", ((told, "a1"),))])
    assert (one.claim, one.stated[0].by) == ("c1", "a2")


def test_a_later_version_of_a_dispatch_revises_it() -> None:
    """Two outlets carry two versions of one dispatch: the second number revises the first, and says so."""
    first, second = (
        Told(
            f"Shells killed {number} people, locals said. In all {number} people died in the clinic.",
            [Says("locals", f"Shells killed {number} people")],
            [Counts(f"{number} people", number, number), Counts(f"{number} people died", number, number)],
            published=published,
            outlet=outlet,
        )
        for number, published, outlet in ((12, MONDAY, "The Halden Courier"), (35, TUESDAY, "The Orm Post"))
    )
    readings = {one.digest: report(one) for one in (first, second)}
    undo = ("split", first.digest, second.digest)
    update = Collapse(kind="update", why="a later version", documents=(second.digest,), undo=undo)
    root = Origin(root="AFP", kind="agency", documents=tuple(readings), collapses=(update,), why="one dispatch")
    apart = claim("c1", (first, "a1"), (second, "a1"))
    together = replace(apart, origins=Origins(supports=(root,)))

    (one,) = series([apart], readings, People.of(readings.values()))
    assert [conflict.revision for conflict in one.conflicts] == [False] * 4
    (one,) = series([together], readings, People.of(readings.values()))
    assert [(conflict.one, conflict.other) for conflict in one.conflicts if conflict.revision] == [(0, 2), (1, 3)]
    assert not [conflict for conflict in one.conflicts if not conflict.revision]
    assert one.conflicts[0].why == (
        "revised in a later version of one dispatch: exactly 12 on 2031-03-10, then exactly 35 on 2031-03-11"
    )


def test_nothing_to_count_is_nothing() -> None:
    """Without claims, figures or readings there is no series, and claims on documents that are gone change nothing."""
    assert found() == []
    assert found(Told("Snow fell.")) == []
    assert series([claim("c1", (CLINIC, "a1"))], {}, People()) == []


def test_what_has_no_day_stands_last() -> None:
    """The earliest first; a figure of which no day is known closes the series."""
    undated = replace_day(CLINIC, None)
    early = replace_day(CLINIC, date(2030, 1, 1))
    (one,) = found(undated, DOCTORS, early, claims=[("c1", ((undated, "a1"), (DOCTORS, "a1"), (early, "a1")))])

    assert [stated.day and stated.day.start for stated in one.stated] == [date(2030, 1, 1), FRIDAY, None]
    assert one.stated[2].dated is None


def replace_day(told: Told, published: date | None) -> Told:
    """Give a report another day of publication."""
    return Told(told.text, told.says, told.counts, told.days, published, told.outlet)


def test_a_day_that_the_text_leaves_open_is_not_guessed() -> None:
    """Where "on Friday" may be two days, the day of publication is given, and said to be that."""
    reading = report(DOCTORS)
    (friday,) = reading.dates
    reading = replace(reading, dates=(replace(friday, start=None, end=None, candidates=(day(MONDAY), day(FRIDAY))),))

    (one,) = series([claim("c1", (DOCTORS, "a1"))], {DOCTORS.digest: reading}, People.of([reading]))
    assert (one.stated[0].day, one.stated[0].dated) == (day(date(2031, 3, 15)), "published")


def test_the_series_in_conflict_come_first() -> None:
    """A person sees first what is disputed."""
    alone = Told("Orm said 9 people drowned.", [Says("Orm", "9 people drowned")], [Counts("9 people", 9, 9)])
    claims = [("c0", ((alone, "a1"),)), ("c1", ((CLINIC, "a1"), (DOCTORS, "a1")))]

    assert [one.claim for one in found(alone, CLINIC, DOCTORS, claims=claims)] == ["c1", "c0"]


@pytest.mark.parametrize("bound", [float("nan"), float("inf"), -float("inf"), 1e308, -5.0, 0.0])
def test_no_number_breaks_it(bound: float) -> None:
    """A correction or a text may give any number: it stands as it is, and what is no number is in no conflict."""
    odd = Told("Orm said lots died.", [Says("Orm", "lots died")], [Counts("lots", bound, bound)], published=TUESDAY)
    (one,) = found(odd, CLINIC, claims=[("c1", ((odd, "a1"), (CLINIC, "a1")))])

    assert str(one.stated[1].low) == str(bound)
    assert len(one.conflicts) == int(bound in {-5.0, 0.0})
    to_json(one)


TEXTS = (CLINIC, DOCTORS, VANTOR, Told(NARRATED, counts=[Counts("12 people", 12, 12)], outlet="A"))


@given(st.permutations(range(4)), st.permutations(range(3)))
def test_the_order_of_readings_and_claims_changes_nothing(order: list[int], order_of_claims: list[int]) -> None:
    """Figures are a function of the set of readings and claims."""
    claims = [claim("c1", (CLINIC, "a1"), (DOCTORS, "a1")), claim("c2", (VANTOR, "a1")), claim("c3", (CLINIC, "a1"))]
    readings = {told.digest: report(told) for told in TEXTS}
    mixed = {TEXTS[at].digest: readings[TEXTS[at].digest] for at in order}

    expected = series(claims, readings, People.of(readings.values()), others=True)
    assert series([claims[at] for at in order_of_claims], mixed, People.of(mixed.values()), others=True) == expected


def test_the_order_of_positions_changes_nothing() -> None:
    """Nor does the order in which a claim holds its statements."""
    places = [(CLINIC, "a1"), (DOCTORS, "a1"), (VANTOR, "a1")]
    results = {
        bytes(b"".join(to_json(one) for one in found(*TEXTS, claims=[("c1", tuple(order))])))
        for order in permutations(places)
    }
    assert len(results) == 1


@given(
    st.lists(
        st.tuples(st.none() | st.floats(), st.none() | st.floats(), st.booleans()), min_size=1, max_size=6, unique=True
    )
)
def test_bounds_are_never_altered(bounds: list[tuple[float | None, float | None, bool]]) -> None:
    """Whatever the readings have stands in the series: every figure once, its bounds to the last digit."""
    told = [
        Told(
            f"Orm {number} said some died.", [Says("Orm", "some died")], [Counts("some", low, high, approximate=about)]
        )
        for number, (low, high, about) in enumerate(bounds)
    ]
    readings: dict[str, Reading] = {one.digest: report(one) for one in told}
    (one,) = series([claim("c1", *((each, "a1") for each in told))], readings, People.of(readings.values()))

    assert sorted(map(_bounds, one.stated)) == sorted(repr(each) for each in bounds)
    for conflict in one.conflicts:
        assert 0 <= conflict.one < conflict.other < len(one.stated)


def _bounds(stated: Stated) -> str:
    return repr((stated.low, stated.high, stated.approximate))
