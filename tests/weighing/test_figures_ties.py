"""Which claim a figure in a report's own words belongs to: the one that something ties it to, else none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from averment.values.readings import Act
from averment.weighing.figures.counted import parts, tolls
from tests.weighing.counting import MONDAY, Counts, Says, Told, report
from tests.weighing.test_figures import found

COUNCIL = "The council said at least 60 people had died in the shelling of the Velmar clinic on Monday."


def told(narrated: str, figure: Counts, *, days: dict[str, date] | None = None) -> Told:
    """Give a report in which the council counts 60, and then the report itself something."""
    return Told(
        f"{COUNCIL} {narrated}",
        [Says("The council", "at least 60 people had died in the shelling of the Velmar clinic")],
        [Counts("at least 60 people", 60), figure],
        {"on Monday": MONDAY} | (days or {}),
        published=date(2031, 3, 15),
    )


def claims_of(one: Told) -> list[str | None]:
    """Give, for the last figure of a report, the claims in whose series it stands; its statements are in c1, c2, …."""
    claims = [(f"c{number}", ((one, f"a{number}"),)) for number, _ in enumerate(one.says, 1)]
    last = f"f{len(one.counts)}"
    return [series.claim for series in found(one, claims=claims) if last in {each.figure for each in series.stated}]


def test_the_same_sentence_ties() -> None:
    """What stands between the words of a statement ("hundreds - by one report as many as 1,300 -") is of its claim."""
    one = Told(
        "Vell accused Orm of gassing many hundreds - by one report as many as 1,300 - at dawn.",
        [Says("Vell", "Orm of gassing many hundreds")],
        [Counts("hundreds", 200), Counts("as many as 1,300", high=1300, unit=None)],
    )

    assert claims_of(one) == ["c1"]


@pytest.mark.parametrize(("act", "claims"), [("assert", ["c1"]), ("demand", [None]), ("commit", [None])])
def test_a_sentence_ties_to_what_was_and_not_to_what_is_to_be(act: Act, claims: list[str | None]) -> None:
    """In "hundreds have died, as Orm vows to take the city" nobody is counted by the vow."""
    one = Told(
        "Hundreds have died in Velmar, and Orm spoke of a battle for the bridge.",
        [Says("Orm", "a battle for the bridge", act=act)],
        [Counts("Hundreds", 200)],
    )

    assert claims_of(one) == claims


def test_a_figure_told_again_is_tied() -> None:
    """A headline that repeats the number of a statement counts the same, whether or not it names whom."""
    assert claims_of(told("At least 60 killed in Velmar.", Counts("At least 60 killed", 60, unit=None))) == ["c1"]


def test_another_number_of_the_same_shelling_is_tied() -> None:
    """The report's own count of the same event stands beside the one that it reports, where they can disagree."""
    one = told("The shelling of the clinic killed 58 people.", Counts("58 people", 58, 58))

    assert claims_of(one) == ["c1"]


@pytest.mark.parametrize(
    ("narrated", "figure", "days"),
    [
        ("The mill at Orm burnt down and 7 people died.", Counts("7 people", 7, 7), {}),
        ("In the war over the Velmar clinic 90,000 people died.", Counts("90,000 people", 9e4, 9e4), {}),
        ("Shelling of the Velmar clinic hurt 58 people.", Counts("58 people", 58, 58, what="injured"), {}),
        ("Shelling of the Velmar clinic killed 5 children.", Counts("5 children", 5, 5, unit="children"), {}),
        ("Shelling near the Velmar clinic kills 5 people a day.", Counts("5 people", 5, 5, per="day"), {}),
        (
            "In 2019 the shelling of the Velmar clinic killed 30 people.",
            Counts("30 people", 30, 30),
            {"2019": date(2019, 6, 1)},
        ),
        (
            "It was the worst since the shelling of the Velmar clinic in 2019, when 30 people died.",
            Counts("30 people", 30, 30),
            {"2019": date(2019, 6, 1)},
        ),
        ("In 2019 at least 60 people drowned.", Counts("at least 60 people drowned", 60), {"2019": date(2019, 6, 1)}),
    ],
    ids=["place", "war", "kind", "unit", "rate", "year", "since", "same number"],
)
def test_what_may_be_another_event_is_not_tied(narrated: str, figure: Counts, days: dict[str, date]) -> None:
    """Another place, time, kind or stretch of time: the figure stands by itself."""
    assert claims_of(told(narrated, figure, days=days)) == [None]


def test_of_two_claims_that_count_alike_neither_gets_it() -> None:
    """A list of incidents: which of them the report's own figure is of, nothing tells."""
    one = Told(
        "Vell said 5 people died in the shelling of the Orm road. Tarn said 5 people died in the shelling of the Orm "
        "bridge. Snow fell. All day the shelling of the Orm pass killed 5 people or more.",
        [
            Says("Vell", "5 people died in the shelling of the Orm road"),
            Says("Tarn", "5 people died in the shelling of the Orm bridge"),
        ],
        [Counts("5 people", 5, 5), Counts("5 people died in the shelling of the Orm bridge", 5, 5)],
    )
    narrated = replace(one, counts=[*one.counts, Counts("5 people or more", 5, 5)])

    assert claims_of(narrated) == [None]


def test_a_text_without_end_is_read_in_no_time() -> None:
    """Ten thousand figures in one sentence, a hundred thousand stops in a row: neither is looked at twice over."""
    words = " ".join(f"{number} dead" for number in range(2000))
    one = Told("." * 100_000 + f" Vell said {words}.", [Says("Vell", words)], [Counts("7 dead", 7, 7)] * 2000)

    assert len(found(one, claims=[("c1", ((one, "a1"),))])[0].stated) == 2000


@pytest.mark.parametrize(
    ("text", "counts", "expected"),
    [
        ("58 people, including 11 children", [("58 people", 58), ("11 children", 11)], {"f2"}),
        ("58 dead, among them 11 people", [("58 dead", 58), ("11 people", 11)], {"f2"}),
        ("150 in Vell, 100 in Tarn, 67 in Orm", [("150", 150), ("100", 100), ("67", 67)], {"f1", "f2", "f3"}),
        ("58 died, 20 people in Vell", [("58", 58), ("20 people", 20)], {"f2"}),
        ("20 people in Vell, 58 in Orm", [("20 people", 20), ("58", 58)], {"f1", "f2"}),
        ("another 5 people", [("another 5 people", 5)], {"f1"}),
        ("58 people and 11 children", [("58 people", 58), ("11 children", 11)], set()),
    ],
)
def test_parts_of_a_whole(text: str, counts: list[tuple[str, int]], expected: set[str]) -> None:
    """What counts some of those that the same words count is a part, and is not held against the whole."""
    units = [words.partition(" ")[2].removeprefix("5 ") or None for words, _ in counts]
    figures = [Counts(words, value, value, unit=unit) for (words, value), unit in zip(counts, units, strict=True)]

    assert parts(text, report(Told(text, counts=figures)).figures) == expected


def test_at_least_and_exactly_one_number_are_no_list() -> None:
    """One count told three ways ("at least 500, up to 2,000, 1,300") has no parts: all allow one number."""
    text = "at least 500, up to 2,000, 1,300"
    figures = [Counts("at least 500", 500), Counts("up to 2,000", None, 2000), Counts("1,300", 1300, 1300)]

    assert parts(text, report(Told(text, counts=figures)).figures) == set()


@pytest.mark.parametrize(
    ("words", "part"), [("more than 90", False), ("at least 5 more", True), ("no more than 9", False)]
)
def test_more_is_a_bound_or_an_addition(words: str, part: bool) -> None:  # noqa: FBT001
    """A count is bounded by "more than 90"; "5 more" adds to one that stands elsewhere."""
    (figure,) = report(Told(words, counts=[Counts(words, 5)])).figures

    assert tolls().is_part(words, figure) is part


def test_a_sentence_that_goes_back_in_time_ties_nothing() -> None:
    """In "the worst since 2019, when 30 died" the 30 are of 2019, though a statement stands in the sentence."""
    one = Told(
        "Vell called the shelling the worst since 2019, when 30 people died.",
        [Says("Vell", "the shelling the worst", act="evaluate")],
        [Counts("30 people", 30, 30)],
        {"2019": date(2019, 6, 1)},
    )

    assert claims_of(one) == [None]


def test_what_is_told_without_a_date_is_recent() -> None:
    """A year long ago is not the time of a statement that names none."""
    one = Told(
        "Vell said 60 people died in the shelling of the Orm bridge. In 2019 the shelling of the Orm bridge killed "
        "30 people.",
        [Says("Vell", "60 people died in the shelling of the Orm bridge")],
        [Counts("60 people", 60, 60), Counts("30 people", 30, 30)],
        {"2019": date(2019, 6, 1)},
    )

    assert claims_of(one) == [None]
    assert claims_of(replace(one, days={})) == ["c1"]


@pytest.mark.parametrize(
    ("said", "narrated", "claims"),
    [
        ("60 soldiers", "60 children", [None]),
        ("60 soldiers", "60 people", ["c1"]),
        ("60 soldiers", "70 soldiers", ["c1"]),
        ("60 bodies", "70 bodies", [None]),
    ],
)
def test_only_who_is_the_same_is_tied(said: str, narrated: str, claims: list[str | None]) -> None:
    """The same number of others is another count; so are bodies in another room, unlike soldiers in all."""
    one = Told(
        f"Vell said {said} lay dead after the shelling of the Orm bridge. "
        f"The shelling of the Orm bridge left {narrated} dead.",
        [Says("Vell", f"{said} lay dead after the shelling of the Orm bridge")],
        [Counts(words, float(words[:2]), float(words[:2]), unit=words[3:]) for words in (said, narrated)],
    )

    assert claims_of(one) == claims


def test_bodies_go_on_being_bodies() -> None:
    """In "80 bodies in Vell and 90 in Tarn" the 90 are bodies too, and meet no other count."""
    one = Told(
        "Vell said 80 bodies were in Vell and 90 in Tarn.",
        [Says("Vell", "80 bodies were in Vell and 90 in Tarn")],
        [Counts("80 bodies", 80, 80, unit="bodies"), Counts("90", 90, 90, unit=None)],
    )
    other = Told("Orm said 5 people died.", [Says("Orm", "5 people died")], [Counts("5 people", 5, 5)])

    (series,) = found(one, other, claims=[("c1", ((one, "a1"), (other, "a1")))])
    assert series.conflicts == ()
