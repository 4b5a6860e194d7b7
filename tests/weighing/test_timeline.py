"""What was said when: days as precise as they are known, the competing versions in one moment."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from averment import Claim, Interval, Moment, Place, Position, Reading
from averment.weighing.people import People
from averment.weighing.timeline import moments
from tests.weighing.counting import FRIDAY, MONDAY, Says, Told, claim, day, report

VELL = Told(
    "Vell said on Friday that shells had hit the clinic. Orm said it was an invention.",
    [
        Says("Vell", "shells had hit the clinic", party="Velmar", on="Friday"),
        Says("Orm", "it was an invention", act="deny"),
    ],
    days={"Friday": FRIDAY},
    published=date(2031, 3, 15),
)
TARN = Told("Tarn said so, too.", [Says("Tarn", "so")], published=FRIDAY)
UNDATED = Told("Hale said so.", [Says("Hale", "so")], published=None)
CLINIC = Claim(
    id="c1",
    statement="Shells hit the clinic",
    positions=(
        Position(
            speaker="Vell", stance="supports", attributions=(Place(document=VELL.digest, id="a1", why="its words"),)
        ),
        Position(speaker="Orm", stance="denies", attributions=(Place(document=VELL.digest, id="a2"),)),
        Position(
            speaker="x",
            stance="supports",
            attributions=(Place(document=UNDATED.digest, id="a1"), Place(document=TARN.digest, id="a1")),
        ),
    ),
    documents=3,
)
READINGS = {told.digest: report(told) for told in (VELL, TARN, UNDATED)}


def told(claims: list[Claim], readings: dict[str, Reading] = READINGS) -> list[Moment]:
    """Give the moments of claims."""
    return moments(claims, readings, People.of(readings.values()))


def test_days_stand_in_order_and_say_how_they_are_known() -> None:
    """What was said on a day, what was published on it, and last what has no day are moments of their own."""
    found = told([CLINIC])

    assert [(moment.day, moment.dated) for moment in found] == [
        (day(FRIDAY), "said"),
        (day(FRIDAY), "published"),
        (day(date(2031, 3, 15)), "published"),
        (None, None),
    ]
    assert [[one.speaker for one in moment.told] for moment in found] == [["Vell"], ["Tarn"], ["Orm"], ["Hale"]]


def test_a_statement_has_its_words_its_stance_and_its_place() -> None:
    """Who took which stance, in which words, where; the place keeps what ties it to the claim."""
    first, _, denied, _ = told([CLINIC])

    assert (first.claim, first.statement) == ("c1", "Shells hit the clinic")
    (one,) = first.told
    assert (one.speaker, one.party, one.stance, one.quote) == (
        "Vell",
        "Velmar",
        "supports",
        "shells had hit the clinic",
    )
    assert one.attribution == Place(document=VELL.digest, id="a1", why="its words")
    assert denied.told[0].stance == "denies"


def test_competing_versions_of_one_day_are_one_moment() -> None:
    """A denial stands in the moment of what it denies where both came out on one day."""
    document = replace(READINGS[VELL.digest].document, published=READINGS[TARN.digest].document.published)
    found = told([CLINIC], READINGS | {VELL.digest: replace(READINGS[VELL.digest], document=document)})

    together = next(moment for moment in found if moment.dated == "published")
    assert {(one.speaker, one.stance) for one in together.told} == {("Orm", "denies"), ("Tarn", "supports")}


def test_a_month_and_a_day_in_it_stay_two() -> None:
    """Precision is kept: a day is not put into the month that holds it, and stands before the longer stretch."""
    reading = READINGS[VELL.digest]
    month = Interval(start=FRIDAY, end=date(2031, 4, 13))
    (said,) = reading.dates
    coarse = replace(reading, dates=(replace(said, start=month.start, end=month.end, granularity="month"),))
    found = told([CLINIC], READINGS | {VELL.digest: coarse})

    assert [moment.day for moment in found[:2]] == [day(FRIDAY), month]


def test_what_is_gone_is_passed_over() -> None:
    """Claims without statements, documents that are gone, statements that were rejected: no moment, no error."""
    assert told([]) == []
    assert told([claim("c1", (VELL, "a9"))]) == []
    assert told([CLINIC], {}) == []


def test_ten_statements_stand_in_order_of_the_text() -> None:
    """The tenth statement of a report stands after its second."""
    many = Told(
        " ".join(f"Vell said one{number}." for number in range(10)),
        [Says("Vell", f"one{number}") for number in range(10)],
        published=MONDAY,
    )
    made = claim("c1", *((many, f"a{number}") for number in (10, 2, 1)))

    (moment,) = told([made], {many.digest: report(many)})
    assert [one.attribution.id for one in moment.told] == ["a1", "a2", "a10"]


@given(st.permutations([VELL, TARN, UNDATED]), st.booleans(), st.permutations(CLINIC.positions))
def test_order_changes_nothing(order: list[Told], turned: bool, positions: list[Position]) -> None:  # noqa: FBT001
    """Moments are a function of the set of claims and readings."""
    other = claim("c0", (VELL, "a1"), (TARN, "a1"))
    claims = [replace(CLINIC, positions=tuple(positions)), other]
    mixed = {one.digest: READINGS[one.digest] for one in order}

    assert told(claims[::-1] if turned else claims, mixed) == told([CLINIC, other])
