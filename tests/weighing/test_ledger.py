"""The ledger of readings in memory: claims with all that hangs on them, found by name, the same in any order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.errors import UsageError
from averment.values import to_json
from averment.weighing.ledger import Ledger
from tests.weighing.models import WordModel
from tests.weighing.test_claims import COURIER, GAZETTE, READINGS, SHELLED, judge


def ledger(*judgements) -> Ledger:  # type: ignore[no-untyped-def]  # noqa: ANN002
    """Weigh the readings."""
    return Ledger.of(READINGS, WordModel(), judgements)


def test_a_claim_has_all_that_hangs_on_it() -> None:
    """Its statement and where it stands, positions by speaker, evidence, figures, days and origins."""
    claim = next(ledger().claims())
    assert claim.statement == SHELLED
    assert claim.stated is not None
    assert claim.stated.document == GAZETTE.document.digest
    assert {(one.speaker, one.stance) for one in claim.positions} == {
        ("Velmar Watch", "supports"),
        ("Doctors", "supports"),
        ("Nurses", "supports"),
        ("The army", "denies"),
        ("The ministry", "denies"),
    }
    assert {place.document for place in claim.evidence} == {place.document for place in claim.figures}
    assert len(claim.evidence) == len(claim.figures) == 3
    assert (claim.documents, claim.first, claim.last) == (3, date(2031, 3, 12), date(2031, 3, 12))
    assert len(claim.origins.denies) == 2


def test_every_member_says_why_it_is_there() -> None:
    """What is like the statement says how much and by what; what denies one says which."""
    claim = next(ledger().claims())
    why = {one.speaker: one.attributions[0].why for one in claim.positions}
    assert why["The army"] == "denies a1"
    assert "like the statement; both name" not in (why["Doctors"] or "")
    assert (why["Nurses"] or "").endswith("like the statement; both name Velmar; both of bombing")


def test_a_claim_is_found_by_its_name_or_by_what_is_in_it() -> None:
    """By its id, the beginning of one, or an attribution; a person is told where nothing or several are meant."""
    whole = ledger()
    first, second = whole.claims()
    assert whole.claim(first.id) == whole.claim(first.id[:7]) == first
    assert whole.claim(f"{COURIER.document.digest}#a3") == second
    with pytest.raises(UsageError, match="no claim has this name"):
        whole.claim("cffffffffff")
    with pytest.raises(UsageError, match="2 claims begin so"):
        whole.claim("c")
    with pytest.raises(UsageError, match="in no claim"):
        whole.claim(f"{COURIER.document.digest}#a99")


def test_a_limit_is_the_beginning() -> None:
    """A limit cuts the list and changes nothing in it."""
    assert list(ledger().claims(limit=1)) == list(ledger().claims())[:1]


@given(st.permutations(READINGS))
@settings(max_examples=10, deadline=None)
def test_the_order_of_readings_changes_nothing(order: Sequence) -> None:  # type: ignore[type-arg]
    """The same readings give the same bytes."""
    found = [to_json(claim) for claim in Ledger.of(order, WordModel()).claims()]
    assert found == [to_json(claim) for claim in ledger().claims()]


def test_no_readings_no_claims() -> None:
    """An empty case has an empty ledger."""
    empty = Ledger.of([], WordModel())
    assert [*empty.claims(), *empty.figures(), *empty.timeline(), *empty.sources(), *empty.copies()] == []


def test_judgements_on_another_reading_do_not_apply() -> None:
    """A judgement names the reading that it was made on; on another it changes nothing."""
    assert list(ledger(judge(1, "merge", (COURIER, "a1"), (COURIER, "a3"))).claims()) == list(ledger().claims())
