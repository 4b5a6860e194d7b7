"""Real supporting pairs that are changed into others: what is changed, and what must be left alone."""

import random
import re

import pytest

from training.weighing.augment import as_denied, augmented, of_another_side
from training.weighing.examples import DENIES, DOUBTS, NONE, SUPPORTS, Example

SHELLED = Example(
    "Rebels shelled a clinic in Velmar.", "Mira Tolan says (said): rebels shelled the ward | Clinic hit", 1
)


def draws(one: Example) -> list[Example]:
    """Give it changed by many chances."""
    return [as_denied(one, random.Random(seed)) for seed in range(40)]


def test_an_assertion_is_denied_or_doubted_by_somebody() -> None:
    """Content and headline stay; act and stance agree."""
    found = draws(SHELLED)
    assert {one.stance for one in found} == {DENIES, DOUBTS}
    for one in found:
        assert one.proposition == SHELLED.proposition
        assert one.view.endswith("): rebels shelled the ward | Clinic hit")
        assert (" denies (" in one.view) == (one.stance == DENIES)
        assert (" doubts (" in one.view) == (one.stance == DOUBTS)
    assert any(one.view.startswith("Mira Tolan denies (") for one in found)


@pytest.mark.parametrize(
    ("proposition", "view"),
    [
        ("Rebels shelled a clinic.", "Oro Dask denies (denied): it did so | Clinic hit"),
        ("Rebels shelled a clinic.", "Oro Dask says (said): it was not the army | Clinic hit"),
        ("Rebels shelled no clinic.", "Oro Dask says (said): the clinic stands | Clinic hit"),
        ("Rebels shelled a clinic.", "Oro Dask demands (called for): an inquiry | Clinic hit"),
    ],
)
def test_what_is_no_assertion_or_holds_a_negation_is_left(proposition: str, view: str) -> None:
    """A denial denied would be an assertion."""
    one = Example(proposition, view, SUPPORTS)
    assert draws(one) == [one] * 40


def test_a_speaker_without_a_name_can_be_denied() -> None:
    """The line then begins with the act."""
    assert all(one.stance != SUPPORTS for one in draws(SHELLED._replace(view=" says (): rebels shelled the ward | ")))


def test_another_side_in_the_question_takes_the_stance_away() -> None:
    """The name is that of a side of which the attribution does not speak."""
    for seed in range(40):
        one = of_another_side(SHELLED, random.Random(seed))
        assert one.stance == NONE
        assert one.view == SHELLED.view
        assert one.proposition.endswith(" shelled a clinic in Velmar.")
        assert "rebels" not in one.proposition.lower().split()


def test_no_side_is_put_in_that_the_attribution_speaks_of() -> None:
    """It might take a stance on that one."""
    one = SHELLED._replace(view="Mira Tolan says (said): rebels shelled the ward, as Russia had | Clinic hit")
    asked = {of_another_side(one, random.Random(seed)).proposition for seed in range(80)}
    assert any("Islamic State" in proposition for proposition in asked)
    assert not any(re.search("Russian? |Moscow", proposition) for proposition in asked)


def test_a_question_without_a_side_is_left() -> None:
    """There is nothing to put another in for."""
    one = Example("A clinic in Velmar was shelled.", SHELLED.view, SUPPORTS)
    assert of_another_side(one, random.Random(1)) == one


def test_only_supporting_pairs_are_changed_and_in_their_measure() -> None:
    """Shares are of supporting pairs."""
    rng = random.Random(4)
    for stance in (NONE, DENIES, DOUBTS):
        one = SHELLED._replace(stance=stance)
        assert augmented(one, rng, denied=1.0, swapped=0.0) == one
    found = [augmented(SHELLED, rng, denied=0.2, swapped=0.3) for _ in range(1000)]
    assert sum(one.stance == NONE for one in found) == pytest.approx(300, abs=50)
    assert sum(one.stance == SUPPORTS for one in found) == pytest.approx(500, abs=50)
