"""What was judged is undone: what stood before it holds again, and nothing is erased."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from averment import Case, Judgement, UsageError
from averment.values import Target
from averment.values.judgements import Verdict
from averment.weighing.judged import in_force
from averment.weighing.reviewed import Review
from averment.weighing.upheld import Course, standing, subject
from tests.case.conftest import Adds

RAIN = "Ana Ruiz said it rained in Velmar. Oro Dask said it did not. Ana Ruiz said it did."


@pytest.fixture
def ref(add: Adds) -> str:
    """Put a report in the case, and give its digest."""
    (addition,) = add({"rain.txt": RAIN})
    return str(addition.document)


def test_what_is_undone_no_longer_stands(case: Case, ref: str) -> None:
    """The first word on a thing leaves nothing behind; the log has both."""
    made = case.judge("reject", [f"{ref}#a1"])
    undone = case.undo(made.id, note="misread", by="Bo")

    assert (undone.verdict, undone.supersedes, undone.targets) == ("undo", made.id, made.targets)
    assert (undone.by, undone.note) == ("Bo", "misread")
    assert case.judgements() == []
    assert case.judgements(superseded=True) == [made, undone]


def test_what_stood_before_stands_again(case: Case, ref: str) -> None:
    """As it was made: by whom, when, with its id. Undone in turn, it makes room for what stood before it."""
    first = case.judge("accept", [f"{ref}#a1"], by="Bo")
    second = case.judge("reject", [f"{ref}#a1"])
    case.undo(second.id)

    assert case.judgements() == [first]
    third = case.judge("reject", [f"{ref}#a1"])
    assert third.supersedes == first.id
    case.undo(third.id)
    case.undo(first.id)
    assert case.judgements() == []


def test_an_undo_is_undone(case: Case, ref: str) -> None:
    """Then what it took back stands again; and so on."""
    made = case.judge("merge", [f"{ref}#s1", f"{ref}#s3"])
    undone = case.undo(made.id)
    again = case.undo(undone.id)

    assert case.judgements() == [made]
    case.undo(again.id)
    assert case.judgements() == []


def test_what_no_longer_stands_is_not_undone(case: Case, ref: str) -> None:
    """Nor an undo after which something else was said, nor what never was."""
    first = case.judge("accept", [f"{ref}#a1"])
    undone = case.undo(first.id)
    second = case.judge("reject", [f"{ref}#a1"])

    for name in (first.id, undone.id, "j0", "j999", "", "#a1"):
        with pytest.raises(UsageError):
            case.undo(name)
    with pytest.raises(UsageError):
        case.judge("undo", [f"{ref}#a1"])
    assert case.judgements() == [second]


def test_corrections_come_back_in_their_order(case: Case, ref: str) -> None:
    """Where two overlap in part, a field is again what it was, not what its own correction said last."""
    place = [f"{ref}#a1"]
    case.judge("correct", place, changes={"act": "deny"})
    case.judge("correct", place, changes={"act": "doubt", "certainty": "possible"})
    last = case.judge("correct", place, changes={"act": "assert"})
    assert case.review().of(ref, "a1").changes == {"act": "assert", "certainty": "possible"}

    case.undo(last.id)
    assert case.review().of(ref, "a1").changes == {"act": "doubt", "certainty": "possible"}


def test_two_people_judge_the_same_line(case: Case, ref: str) -> None:
    """At their own desks, each with the case open: both are kept, the later is shown, and who said otherwise."""
    with Case.open(case.folder, by="Bo") as other:
        assert other.review().of(ref, "a1").state == "unreviewed"
        first = case.judge("accept", [f"{ref}#a1"])
        second = other.judge("reject", [f"{ref}#a1"])
        for desk in (case, other):
            reviewed = desk.review().of(ref, "a1")
            assert (reviewed.state, reviewed.judgement, reviewed.contested) == ("rejected", second, (first,))
    assert case.judgements(superseded=True) == [first, second]


def test_a_note_decides_nothing(case: Case, ref: str) -> None:
    """Each person has one on each thing, the latest; it needs words, and stands beside verdicts."""
    case.judge("accept", [f"{ref}#a1"])
    first = case.judge("note", [f"{ref}#a1"], note="see the film")
    other = case.judge("note", [f"{ref}#a1"], note="which film?", by="Bo")
    second = case.judge("note", [f"{ref}#a1"], note="see the second film")

    assert second.supersedes == first.id
    reviewed = case.review().of(ref, "a1")
    assert (reviewed.state, reviewed.notes) == ("accepted", (other, second))
    case.undo(second.id)
    assert case.review().of(ref, "a1").notes == (first, other)
    for note in (None, " "):
        with pytest.raises(UsageError):
            case.judge("note", [f"{ref}#a1"], note=note)


DOCUMENT = "sha256:" + "a" * 64
READING = "sha256:" + "b" * 64
DONE: list[tuple[Verdict, tuple[str, ...], dict[str, str]]] = [
    ("accept", ("a1",), {}),
    ("reject", ("a1",), {}),
    ("correct", ("a1",), {"act": "deny"}),
    ("correct", ("a1",), {"act": "doubt", "certainty": "possible"}),
    ("correct", ("a1",), {"certainty": "certain"}),
    ("correct", ("a1",), {"claim": "proposed"}),
    ("note", ("a1",), {}),
    ("merge", ("s1", "s2"), {}),
    ("split", ("s2", "s1"), {}),
]


def write(log: list[Judgement], step: int, who: str) -> None:
    """Write a judgement as the case does; beyond those that can be made, one that undoes what can be undone."""
    course, name = Course(log), f"j{len(log) + 8}"
    if step < len(DONE):
        verdict, places, changes = DONE[step]
        targets = tuple(Target(document=DOCUMENT, reading=READING, id=place) for place in places)
        made = Judgement(id=name, verdict=verdict, targets=targets, changes=changes, by=who, at="2031-01-01")
        before = course.standing_on(subject(made))
        log.append(replace(made, supersedes=before and before.id))
    elif held := [one for one in log if course.holds(one.id)]:
        one = held[step % len(held)]
        log.append(Judgement(id=name, verdict="undo", targets=one.targets, by=who, at="2031-01-01", supersedes=one.id))


def shown(log: list[Judgement]) -> tuple[object, ...]:
    """Give all that is shown of a log, but for who saw it otherwise, which grows with what was said."""
    review, held = Review(log, {DOCUMENT: READING}), in_force(log, {DOCUMENT: READING})
    of = review.of(DOCUMENT, "a1")
    states = (of.state, of.judgement, of.changes, of.accepted, of.notes, review.joined(DOCUMENT, "s1"))
    return (standing(log), held, list(review.holding), *states)


STEPS = st.lists(st.tuples(st.integers(0, 14), st.sampled_from(["Ana", "Bo"])), max_size=12)


@given(steps=STEPS, last=st.integers(0, 14), who=st.sampled_from(["Ana", "Bo"]), dice=st.randoms())
def test_undo_restores_exactly_what_stood_before(
    steps: list[tuple[int, str]], last: int, who: str, dice: Random
) -> None:
    """Whatever was judged and undone before; and what is shown is a function of the log, in whatever order it comes."""
    log: list[Judgement] = []
    for step in steps:
        write(log, *step)
    before = shown(log)
    mixed = list(log)
    dice.shuffle(mixed)
    assert shown(mixed) == before
    assert standing(standing(log)) == standing(log)

    size = len(log)
    write(log, last, who)
    if len(log) > size:
        log.append(
            Judgement(id="j99", verdict="undo", targets=log[-1].targets, by="Cy", at="2031", supersedes=log[-1].id)
        )
        assert shown(log) == before
