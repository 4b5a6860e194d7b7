"""How stances are counted, and how the threshold is put at one half."""

import numpy as np
import pytest

from training.weighing.examples import DENIES, NONE, SUPPORTS
from training.weighing.measure import Answered, Questions, chosen, figures, of_found, of_marked, shares, surprise
from training.weighing.reported import Proposition, Report

REPORT = Report(
    id="r",
    gold={"g1": "one", "g2": "two", "g3": "three"},
    read={"a1": "One", "a2": "Other"},
    found={"g1": "a1"},
    contents={},
    propositions=(Proposition("It fell.", {"g1": SUPPORTS, "g2": DENIES}),),
)


def answered(rows: list[tuple[int, list[float]]], missed: int = 0) -> Answered:
    """Give answers: for each the right stance, and the scores."""
    pairs = [("It fell.", str(number)) for number in range(len(rows))]
    stances = np.array([stance for stance, _ in rows])
    return Answered(Questions(pairs, stances, missed), np.array([scores for _, scores in rows]))


def test_what_is_asked_and_what_cannot_be_found() -> None:
    """A stance of an attribution that was not read is missed; one that was read and not annotated takes none."""
    of_gold, of_reading = of_marked([REPORT]), of_found([REPORT])
    assert of_gold.pairs == [("It fell.", "one"), ("It fell.", "two"), ("It fell.", "three")]
    assert (of_gold.stances.tolist(), of_gold.missed) == ([SUPPORTS, DENIES, NONE], 0)
    assert of_reading.pairs == [("It fell.", "One"), ("It fell.", "Other")]
    assert (of_reading.stances.tolist(), of_reading.missed) == ([SUPPORTS, NONE], 1)


def test_precision_recall_and_f1() -> None:
    """Of four taken three take a stance, two the right one; of five there are, one is missed and one not taken."""
    found = figures(
        answered(
            [
                (SUPPORTS, [0, 5, 0, 0]),
                (DENIES, [0, 0, 5, 0]),
                (DENIES, [0, 5, 0, 0]),
                (NONE, [0, 5, 0, 0]),
                (SUPPORTS, [5, 0, 0, 0]),
                (NONE, [5, 0, 0, 0]),
            ],
            missed=1,
        )
    )
    assert found.row == [75.0, 60.0, 66.7, 50.0, 40.0, 44.4]


def test_nothing_taken_and_nothing_there() -> None:
    """No division by nothing."""
    assert figures(answered([(NONE, [5, 0, 0, 0])])).row == [0, 0, 0, 0, 0, 0]


def test_the_threshold_comes_to_lie_between_those_with_a_stance_and_those_without() -> None:
    """Wherever it was before."""
    rng = np.random.default_rng(1)
    rows = [(SUPPORTS, [0, 3 + float(rng.random()), 0, 0]) for _ in range(30)]
    rows += [(NONE, [0, 1 + float(rng.random()), 0, 0]) for _ in range(60)]
    before = answered(rows)
    temperature, shift = chosen([before])
    assert figures(before).found[2] == pytest.approx(50, abs=1)
    assert figures(before, temperature, shift).found[2] == 100
    assert surprise(before, temperature, shift) < surprise(before, 1.0, 0.0)


def test_shares_are_those_of_the_model_with_another_bias() -> None:
    """Adding to the score of none is adding to its bias."""
    scores = np.array([[0.3, 1.0, -1.0, 0.0]])
    moved = shares(scores, 2.0, 0.7)
    odds = np.exp(np.array([1.0, 1.0, -1.0, 0.0]) / 2)
    assert moved[0] == pytest.approx(odds / odds.sum())
    assert scores[0, 0] == 0.3
