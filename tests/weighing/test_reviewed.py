"""Where the review of a line stands: the latest word holds, all are kept, and who says otherwise is seen."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from averment import Judgement, Target
from averment.values.judgements import Verdict
from averment.weighing.judged import judged
from averment.weighing.reviewed import Review
from averment.weighing.upheld import Course, subject
from tests.weighing.test_judged import DIGEST, MADE_ON, READING

Word = tuple[str, Verdict] | tuple[str, Verdict, dict[str, str]] | tuple[str, int]
"""Who said what of a1, with which fields; or who undid the word with that number."""


def log(*words: Word, place: str | None = "a1") -> list[Judgement]:
    """Write judgements one after the other, as a case does."""
    made: list[Judgement] = []
    for number, (by, verdict, *more) in enumerate(words, start=1):
        target = Target(document=DIGEST, reading=MADE_ON if place else None, id=place)
        one = Judgement(
            id=f"j{number}",
            verdict="undo" if isinstance(verdict, int) else verdict,
            targets=(target,),
            changes=more[0] if more else {},
            note="see the film" if verdict == "note" else None,
            by=by,
            at="2031-01-01",
            supersedes=f"j{verdict}" if isinstance(verdict, int) else None,
        )
        if not isinstance(verdict, int):
            before = Course(made).standing_on(subject(one))
            one = replace(one, supersedes=before and before.id)
        made.append(one)
    return made


DENY, ASSERT, POSSIBLE = {"act": "deny"}, {"act": "assert"}, {"certainty": "possible"}
BOTH = DENY | POSSIBLE


@pytest.mark.parametrize(
    ("words", "state", "judgement", "changes", "contested"),
    [
        ([], "unreviewed", None, {}, []),
        ([("Ana", "accept")], "accepted", "j1", {}, []),
        ([("Ana", "accept"), ("Ana", "reject")], "rejected", "j2", {}, []),
        ([("Ana", "accept"), ("Bo", "reject")], "rejected", "j2", {}, ["j1"]),
        ([("Ana", "accept"), ("Bo", "accept")], "accepted", "j2", {}, []),
        ([("Ana", "reject"), ("Bo", "accept"), ("Ana", "accept")], "accepted", "j3", {}, []),
        # a correction says that the line is there; a rejection, that it is not; the later holds
        ([("Ana", "reject"), ("Ana", "correct", DENY)], "corrected", "j2", DENY, []),
        ([("Ana", "reject"), ("Bo", "correct", DENY)], "corrected", "j2", DENY, ["j1"]),
        ([("Ana", "correct", DENY), ("Bo", "reject")], "rejected", "j2", DENY, ["j1"]),
        ([("Ana", "correct", DENY), ("Bo", "reject"), ("Bo", 2)], "corrected", "j1", DENY, []),
        # an acceptance was of the line as it stood
        ([("Ana", "accept"), ("Bo", "correct", DENY)], "corrected", "j2", DENY, ["j1"]),
        ([("Ana", "correct", DENY), ("Bo", "accept")], "corrected", "j1", DENY, []),
        ([("Ana", "accept"), ("Bo", "correct", {"stance": "denies"})], "corrected", "j2", {"stance": "denies"}, []),
        # fields, each for itself
        ([("Ana", "correct", DENY), ("Bo", "correct", ASSERT)], "corrected", "j2", ASSERT, ["j1"]),
        ([("Ana", "correct", DENY), ("Bo", "correct", POSSIBLE)], "corrected", "j2", BOTH, []),
        ([("Ana", "correct", BOTH), ("Bo", "correct", ASSERT)], "corrected", "j2", ASSERT | POSSIBLE, ["j1"]),
        ([("Ana", "correct", BOTH), ("Bo", "correct", DENY)], "corrected", "j2", BOTH, []),
        ([("Ana", "correct", {"claim": ""}), ("Bo", "correct", {"claim": "proposed"})], "unreviewed", None, {}, ["j1"]),
        # undone by whoever said it, it is no longer said; undone by another, it is
        ([("Ana", "reject"), ("Ana", 1)], "unreviewed", None, {}, []),
        ([("Ana", "reject"), ("Bo", 1)], "unreviewed", None, {}, ["j1"]),
        ([("Ana", "accept"), ("Bo", "reject"), ("Ana", 2)], "accepted", "j1", {}, ["j2"]),
        ([("Ana", "accept"), ("Bo", "reject"), ("Bo", 2)], "accepted", "j1", {}, []),
        ([("Ana", "reject"), ("Ana", 1), ("Bo", "accept"), ("Ana", "note")], "accepted", "j3", {}, []),
        ([("Ana", "reject"), ("Ana", 1), ("Ana", 2), ("Bo", "accept")], "accepted", "j4", {}, ["j1"]),
    ],
)
def test_the_latest_word_holds(
    words: Sequence[Word], state: str, judgement: str | None, changes: dict[str, str], contested: list[str]
) -> None:
    """And who said otherwise, and has not taken it back, is told beside it. The reading is as the state says."""
    made = log(*words)
    of = Review(made, {DIGEST: MADE_ON}).of(DIGEST, "a1")

    assert (of.state, of.judgement and of.judgement.id, of.changes) == (state, judgement, changes)
    assert [one.id for one in of.contested] == contested
    found = {one.id: one for one in judged(READING, made).attributions}
    assert ("a1" not in found) == (state == "rejected")
    if state == "corrected" and "act" in changes:
        assert found["a1"].act == changes["act"]


def test_an_acceptance_stands_beside_the_correction_that_it_is_of() -> None:
    """The state stays corrected; an acceptance from before the correction is not of it."""
    after = Review(log(("Ana", "correct", DENY), ("Bo", "accept")), {DIGEST: MADE_ON}).of(DIGEST, "a1")
    assert after.accepted is not None
    assert (after.accepted.by, after.accepted.verdict) == ("Bo", "accept")
    before = Review(log(("Bo", "accept"), ("Ana", "correct", DENY)), {DIGEST: MADE_ON}).of(DIGEST, "a1")
    assert before.accepted is None


def test_a_document_that_was_rejected_stays_so() -> None:
    """To correct its date says nothing of what was read in it."""
    made = log(("Ana", "reject"), ("Ana", "correct", {"published": "2031"}), place=None)
    of = Review(made, {DIGEST: MADE_ON}).of(DIGEST)

    assert (of.state, of.changes) == ("rejected", {"published": "2031"})
    assert judged(READING, made).attributions == ()


def test_a_document_without_a_reading_is_reviewed_too() -> None:
    """A verdict on the whole holds, whether it is read or not; one on something in it does not, until it is."""
    whole, line = log(("Ana", "reject"), place=None), log(("Ana", "reject"))

    assert Review(whole, {}).of(DIGEST).state == "rejected"
    assert Review(line, {}).of(DIGEST, "a1").state == "unreviewed"


def test_what_is_reviewed_is_counted() -> None:
    """In one document or in all: lines in each state, not documents, nor what was only noted."""
    made = log(("Ana", "accept"), ("Ana", "correct", DENY))
    made += [
        Judgement(id="j8", verdict="accept", targets=(_target("a2"),), by="Ana", at="2031-01-01"),
        Judgement(id="j9", verdict="note", targets=(_target("a3"),), note="so?", by="Ana", at="2031-01-01"),
        Judgement(id="j10", verdict="accept", targets=(Target(document=DIGEST),), by="Ana", at="2031-01-01"),
    ]
    review = Review(made, {DIGEST: MADE_ON})

    assert review.counts() == review.counts(DIGEST) == {"corrected": 1, "accepted": 1}
    assert review.counts("sha256:" + "0" * 64) == {}


def _target(name: str) -> Target:
    return Target(document=DIGEST, reading=MADE_ON, id=name)


def test_what_names_a_judgement_that_is_not_there_stands_for_itself() -> None:
    """Of part of a log: what an undo took back is not there, and nor is what it put back."""
    made = log(("Ana", "reject"), ("Bo", "accept"), ("Bo", 2), ("Ana", 3))

    assert Course(made[2:]).standing == []
    assert Course(made[1:]).standing == [made[1]]
    assert not Course(made).holds("j1")
