"""What the card says of a training: where its figures come from, on what it was taught, where it fails.

In: reports, recipe, answers of the trained network. Out: `Measured`, and the weights with their threshold at one half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from training.weighing.card import Measured, Table
from training.weighing.invented import GRAMMAR
from training.weighing.measure import COLUMNS, Answered, chosen, figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

    from training.weighing.mix import Materials
    from training.weighing.recipe import Recipe

_SAYS: Final = (
    "Who takes a stance on a proposition, and which, in percent; by the network in bf16. A stance is taken from one "
    "half on: temperature and the shift of none were chosen for that on {chosen}, so these figures flatter. Those of "
    "the event flatter again: no report of it was learned from, but the invented coverage has events and questions of "
    "its kind."
)
_KINDS: Final = (
    "It was taught on reports of wars, the Syrian one before all, and on invented coverage of poisonings, strikes, "
    "killings and downings; nothing of other kinds of event was measured."
)
_LINE: Final = (
    "It reads a line with speaker, act, cue, content and headline, and no other sentence of the report: whom “it” or "
    "“the regime” means it can only guess from there."
)
_READ: Final = (
    "An attribution that the reader misses takes no stance, and one that it cuts otherwise may take another: the rows "
    "of the event as marked and as read differ by that."
)


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Weights whose `none` is shifted so that a stance is taken from one half on; what their scores are divided by."""

    state: Mapping[str, Tensor]
    temperature: float
    shift: float
    tables: dict[str, Table]


def calibrated(state: Mapping[str, Tensor], told: Mapping[str, Answered], chosen_on: Sequence[str]) -> Calibrated:
    """Choose temperature and shift on some of the sets, and count on all."""
    temperature, shift = chosen([told[name] for name in chosen_on])
    rows = {name: figures(answered, temperature, shift).row for name, answered in told.items()}
    table = Table(says=_SAYS.format(chosen=" and ".join(chosen_on)), columns=COLUMNS, rows=rows)
    bias = state["head.bias"].clone()
    bias[0] += shift
    return Calibrated({**state, "head.bias": bias}, temperature, shift, {"reports": table})


def measured(recipe: Recipe | str, materials: Materials, found: Calibrated) -> Measured:
    """Put together what the card says; of weights that were given, how they were made instead of the recipe."""
    made: dict[str, str | float | int] = {"weights": recipe} if isinstance(recipe, str) else recipe.row()
    return Measured(
        recipe={**made, "shift of none": found.shift},
        taught=_taught(materials),
        tables=found.tables,
        fails=[_KINDS, _LINE, _READ],
    )


def _taught(materials: Materials) -> list[str]:
    propositions = sum(len(report.propositions) for report in materials.reports)
    reports = (
        f"{len(materials.reports)} annotated reports with {propositions} propositions, on which {len(materials.taken)} "
        f"stances are taken and {len(materials.untaken)} are not; no text of them is in the package."
    )
    invented = (
        f"Invented coverage: {len(GRAMMAR.statements)} kinds of statement and {len(GRAMMAR.propositions)} of "
        f"proposition, about {len(GRAMMAR.words.events)} kinds of event (`training/weighing/invented`)."
    )
    return [reports, invented, "Supporting pairs made into denials and doubts, or asked about another side."]


def plain(tables: Mapping[str, Table]) -> str:
    """Give the tables as lines to look at."""
    return msgspec.json.format(msgspec.json.encode(tables)).decode()
