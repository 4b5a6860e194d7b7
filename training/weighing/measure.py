"""How good stances are, counted as `averment weigh` meets them; and how sure the model is to be of them.

In: reports with the stances of attributions, and the model's scores. Out: precision, recall and F1 of what it finds,
and the temperature and the shift of `none` at which a stance is taken from one half on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from averment.weighing.stances import ENOUGH
from training.weighing.examples import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from training.weighing.reported import Proposition, Report

Matrix: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Stances: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"

COLUMNS: Final = ["found P", "found R", "found F1", "stance P", "stance R", "stance F1"]
TEMPERATURES: Final = tuple(round(0.5 + 0.1 * step, 1) for step in range(26))
SHIFTS: Final = tuple(round(-4 + 0.1 * step, 1) for step in range(81))
_AROUND: Final = 2
"""Neighbours whose F1 counts with that of a shift: on a few hundred stances the single best one is chance."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Pairs to ask the model about, the stance of each (pairs,), and how many stances no pair can give."""

    pairs: list[tuple[str, str]]
    stances: Stances
    missed: int


@dataclass(frozen=True, slots=True)
class Answered:
    """Scores before softmax, (pairs, stances), for some questions."""

    questions: Questions
    scores: Matrix


@dataclass(frozen=True, slots=True)
class Figures:
    """In percent, for attributions with a stance: `found` whichever it is, `stance` where it must be right."""

    found: tuple[float, float, float]
    stance: tuple[float, float, float]

    @property
    def row(self) -> list[float]:
        """Give them in the order of `COLUMNS`."""
        return [round(figure, 1) for figure in (*self.found, *self.stance)]


def of_marked(reports: Iterable[Report]) -> Questions:
    """Ask about every attribution that was annotated, in the report that a proposition was made about."""
    return _questions((asked, report.gold, asked.stances) for report in reports for asked in report.propositions)


def of_found(reports: Iterable[Report]) -> Questions:
    """Ask about every attribution that was read; a stance of one that was not found is missed."""
    return _questions(
        (asked, report.read, _found(report, asked)) for report in reports for asked in report.propositions
    )


def _found(report: Report, asked: Proposition) -> dict[str, int]:
    return {report.found[marked]: stance for marked, stance in asked.stances.items() if marked in report.found}


def _questions(rows: Iterable[tuple[Proposition, Mapping[str, str], Mapping[str, int]]]) -> Questions:
    """Put together questions: of each proposition the lines to ask about, and the stances that can be found there."""
    pairs: list[tuple[str, str]] = []
    stances: list[int] = []
    missed = 0
    for asked, lines, known in rows:
        pairs += [(asked.text, line) for line in lines.values()]
        stances += [known.get(attribution, NONE) for attribution in lines]
        missed += len(asked.stances) - len(known)
    return Questions(pairs, np.array(stances, dtype=np.int64), missed)


def shares(scores: Matrix, temperature: float, shift: float) -> Matrix:
    """Give the probabilities, (pairs, stances); `shift` is added to the score of none."""
    moved = scores.astype(np.float64)
    moved[:, NONE] += shift
    odds = np.exp((moved - moved.max(1, keepdims=True)) / temperature)
    likely: Matrix = odds / odds.sum(1, keepdims=True)
    return likely


def figures(answered: Answered, temperature: float = 1.0, shift: float = 0.0) -> Figures:
    """Count as `weigh` takes stances: those at least as likely as none, the likeliest of the three."""
    likely, asked = shares(answered.scores, temperature, shift), answered.questions
    taken = 1 - likely[:, NONE] >= ENOUGH
    right = likely[:, NONE + 1 :].argmax(1) + NONE + 1 == asked.stances
    total = int((asked.stances != NONE).sum()) + asked.missed
    return Figures(
        found=_prf(int((taken & (asked.stances != NONE)).sum()), int(taken.sum()), total),
        stance=_prf(int((taken & right).sum()), int(taken.sum()), total),
    )


def _prf(right: int, taken: int, total: int) -> tuple[float, float, float]:
    return 100 * right / max(taken, 1), 100 * right / max(total, 1), 200 * right / max(taken + total, 1)


def chosen(sets: Sequence[Answered]) -> tuple[float, float]:
    """Choose temperature and shift: at each temperature the shift with the best mean F1 of what is found.

    Of these the temperature at which the stances that there are are likeliest (Guo et al. 2017). All sets count alike.
    """
    ways = [(temperature, _best_shift(sets, temperature)) for temperature in TEMPERATURES]
    return min(ways, key=lambda way: sum(surprise(answered, *way) for answered in sets))


def _best_shift(sets: Sequence[Answered], temperature: float) -> float:
    f1 = np.array([sum(figures(a, temperature, shift).found[2] for a in sets) for shift in SHIFTS])
    around = np.convolve(np.pad(f1, _AROUND, "edge"), np.ones(2 * _AROUND + 1), "valid")
    return SHIFTS[int(around.argmax())]


def surprise(answered: Answered, temperature: float, shift: float) -> float:
    """Give the mean of the negative logarithms of the probabilities of the right stances."""
    likely = shares(answered.scores, temperature, shift)
    right = likely[np.arange(len(likely)), answered.questions.stances]
    return float(-np.log(np.maximum(right, 1e-9)).mean())
