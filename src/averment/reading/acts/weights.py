"""What each signal is worth, as learned on annotated reports: a table a person can read.

In: the signals that are on. Out: scores. The tables are `lexicons/act_weights.yaml` and `link_weights.yaml`, made by
`python -m training.weights`; to change a verdict, change the words in `lexicons/acts.yaml` and train again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from averment.lexicons import load
from averment.values.readings import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ACTS: Final[tuple[Act, ...]] = ("assert", "deny", "doubt", "demand", "commit", "evaluate", "ask")


class ActWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For each act what it starts with, and what each signal adds to it: log-odds, in the order of `ACTS`."""

    start: list[float]
    signals: dict[str, list[float]]


class LinkWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each feature of a pair adds to the log-odds that one statement is about the other.

    A link needs the `floor`, and log-odds no more than `margin` below those of the best candidate.
    """

    start: float
    features: dict[str, float]
    floor: float
    margin: float


@cache
def act_weights() -> ActWeights:
    """Give the table for acts."""
    return load("act_weights", ActWeights)


@cache
def link_weights() -> LinkWeights:
    """Give the table for links."""
    return load("link_weights", LinkWeights)


def best_act(on: Iterable[str]) -> Act:
    """Give the act that the signals add up to; of equals the first in `ACTS`."""
    table = act_weights()
    scores = list(table.start)
    for signal in sorted(on):  # in one order, so that the sums are the same everywhere
        for index, weight in enumerate(table.signals.get(signal, ())):
            scores[index] += weight
    return ACTS[max(range(len(ACTS)), key=lambda index: (scores[index], -index))]


def link_score(features: Mapping[str, float]) -> float:
    """Give the log-odds of a link with these features."""
    table = link_weights()
    return table.start + sum(table.features.get(name, 0.0) * value for name, value in sorted(features.items()))
