"""The queue of a case: what nobody has reviewed, of all claims or of one, as it is after each judgement."""

from __future__ import annotations

import pytest

from averment import Case
from tests.case.conftest import Adds
from tests.case.weighing import REPORTS
from tests.weighing.models import WordModel


@pytest.fixture(autouse=True)
def _model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a model of words where the shipped one is had."""
    monkeypatch.setattr("averment.api.load_weigher", lambda *_: WordModel())


def test_what_was_judged_is_not_offered_again(case: Case, add: Adds) -> None:
    """Each line is offered until somebody accepts, corrects or rejects it; a note alone changes nothing about that."""
    add(dict(REPORTS))
    before = case.queue()
    first, second, third = (f"{one.place.document}#{one.place.id}" for one in before[:3])

    case.judge("accept", [first])
    case.judge("correct", [second], changes={"act": "doubt"})
    case.judge("reject", [third])
    after = case.queue()

    assert {(one.place.document, one.place.id) for one in before[:3]} & {
        (o.place.document, o.place.id) for o in after
    } == set()
    assert len(after) == len(before) - 3
    assert case.queue(limit=2) == after[:2]


def test_the_queue_of_one_claim_has_its_lines_alone(case: Case, add: Adds) -> None:
    """Asked for a claim, it offers what stands in that claim, whatever other claims that stands in."""
    add(dict(REPORTS))
    claim = next(case.claims())
    lines = {(place.document, place.id) for held in claim.positions for place in held.attributions}

    found = case.queue(claim.id)

    assert {(one.place.document, one.place.id) for one in found} == lines
    assert {one.claim for one in found} == {claim.id}
