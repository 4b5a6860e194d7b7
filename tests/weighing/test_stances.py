"""Stances on a proposition: who is counted, who is only near, in which order, and why in words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.errors import UsageError
from averment.values import to_json
from averment.weighing.ledger import LONGEST_QUERY, Ledger
from averment.weighing.stances import ENOUGH, take_stances
from averment.weighing.views import view
from tests.weighing.models import WordModel
from tests.weighing.saying import report

SHELLED = "The army shelled the clinic in Velmar"
GAZETTE = report(
    "Clinic hit",
    ("Velmar Watch", "assert", "the army shelled the clinic in Velmar"),
    ("The army", "deny", "the reports", ("a1",)),
    ("A nurse", "assert", "the clinic in Velmar was shelled by the army at dawn"),
    ("The mayor", "assert", "bread is short"),
)
COURIER = report("The other side", ("The minister", "deny", "that the army shelled the clinic in Velmar is false"))
READINGS = [GAZETTE, COURIER]


class Sure(WordModel):
    """A model that gives each statement the chance that the test says, by a word in it."""

    def __init__(self, **chances: float) -> None:
        self._chances = chances

    def stances(self, pairs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        """Support with the chance of the first word of the table that the statement has."""
        chances = [next((c for word, c in self._chances.items() if word in text), 0.0) for _, text in pairs]
        return np.array([[1 - c, c, 0, 0] for c in chances], dtype=np.float32)


def asked(**chances: float):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Take stances of all statements of the gazette."""
    return take_stances(SHELLED, [(GAZETTE, one) for one in GAZETTE.attributions], Sure(**chances))


def test_likelier_than_not_is_counted_and_less_is_near() -> None:
    """The surest first; what is as likely as not is counted; the unlikely is neither."""
    told = asked(nurse=ENOUGH, Watch=0.9, mayor=0.3)
    assert [(one.id, one.score) for one in told.taken] == [("a1", 0.9), ("a3", 0.5)]
    assert [one.id for one in told.near] == ["a4"]


def test_where_nobody_takes_a_stance_the_nearest_are_shown() -> None:
    """However far they are: a person sees that the program looked."""
    told = asked(mayor=0.02)
    assert told.taken == ()
    assert told.near[0].id == "a4"
    assert len(told.near) == 3


def test_the_line_that_the_model_reads() -> None:
    """Who, how, what is said, what it is about where it only points, the headline; a long content stands alone."""
    lines = [view(GAZETTE, one) for one in GAZETTE.attributions]
    assert lines[0] == "Velmar Watch says (says): the army shelled the clinic in Velmar | Clinic hit"
    assert lines[1] == "The army denies (says): the reports || the army shelled the clinic in Velmar | Clinic hit"
    assert " || " not in view(COURIER, COURIER.attributions[0])


def test_a_proposition_is_weighed() -> None:
    """Both sides with their reasons; a denial that only points to a statement is found through it."""
    weighed = Ledger.of(READINGS, WordModel()).weigh(f"  {SHELLED} ")
    assert weighed.query == SHELLED
    stances = {(one.speaker, one.stance) for one in weighed.positions}
    assert ("Velmar Watch", "supports") in stances
    assert ("The minister", "denies") in stances
    assert ("The army", "denies") in stances
    whys = {place.why for one in weighed.positions for place in one.attributions}
    assert {"says so", "denies a1", "denies it"} <= whys
    assert len(weighed.origins.denies) == 2
    assert all(place.score and place.score >= ENOUGH for one in weighed.positions for place in one.attributions)


def test_what_matches_nothing_is_weighed_too() -> None:
    """No position, no origin, the nearest beside it."""
    weighed = Ledger.of(READINGS, WordModel()).weigh("Herring prices doubled overnight")
    assert weighed.positions == ()
    assert weighed.documents == 0
    assert len(weighed.near) == 3


def test_a_case_without_statements_is_weighed() -> None:
    """Nothing, not an error."""
    weighed = Ledger.of([], WordModel()).weigh(SHELLED)
    assert (weighed.positions, weighed.near) == ((), ())


@pytest.mark.parametrize("query", ["", "  ", "?!", "word " * LONGEST_QUERY])
def test_what_is_no_proposition_is_refused(query: str) -> None:
    """Something without a word, or longer than a sentence, is wrong use."""
    with pytest.raises(UsageError, match="proposition"):
        Ledger.of(READINGS, WordModel()).weigh(query)


@settings(max_examples=10, deadline=None)
@given(st.permutations(READINGS))
def test_the_order_of_reports_changes_nothing(order) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Byte for byte."""
    assert to_json(Ledger.of(order, WordModel()).weigh(SHELLED)) == to_json(
        Ledger.of(READINGS, WordModel()).weigh(SHELLED)
    )
