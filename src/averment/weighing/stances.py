"""Which stance each of some attributions takes on a proposition that a person typed, and which only come near it.

In: the proposition, attributions with their readings, the model. Out: `Stances`, ranked. One run of the model for each
attribution: some ten milliseconds on one core.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

import msgspec

from averment.values import Attribution, Reading
from averment.values.claims import Stance
from averment.values.readings import Act
from averment.weighing.model import WeighingModel
from averment.weighing.order import place_order
from averment.weighing.positions import Stood
from averment.weighing.views import view

Candidate: TypeAlias = tuple[Reading, Attribution]

ENOUGH: Final = 0.5
"""A stance is taken where that is at least as likely as that there is none: the model is calibrated to it."""
NEAR: Final = 0.15
"""Below this an attribution is not even near."""
_SHOWN_NEAR: Final = 10
_NEAREST: Final = 3  # shown, however far they are, where no attribution takes a stance
_STANCES: Final[tuple[Stance, ...]] = ("supports", "denies", "doubts")


class Stances(msgspec.Struct, frozen=True, kw_only=True):
    """The attributions with a stance, and the near misses, the surest first in each. Scores are 0 to 1."""

    taken: tuple[Stood, ...]
    near: tuple[Stood, ...]


def take_stances(proposition: str, candidates: Iterable[Candidate], model: WeighingModel) -> Stances:
    """Tell who takes which stance on the proposition, by what is reported of each."""
    asked = list(candidates)
    told = model.stances([(proposition, view(*candidate)) for candidate in asked])
    ranked = [_stood(*candidate, list(map(float, row))) for candidate, row in zip(asked, told, strict=True)]
    ranked.sort(key=lambda stood: (-(stood.score or 0.0), place_order(stood.document, stood.id)))
    taken = tuple(stood for stood in ranked if (stood.score or 0.0) >= ENOUGH)
    others = ranked[len(taken) :]
    near = [stood for stood in others if (stood.score or 0.0) >= NEAR][:_SHOWN_NEAR]
    return Stances(taken=taken, near=tuple(near or ([] if taken else others[:_NEAREST])))


def _stood(reading: Reading, attribution: Attribution, told: list[float]) -> Stood:
    none, *likely = told
    stance = _STANCES[likely.index(max(likely))]
    return Stood(
        document=reading.document.digest,
        id=attribution.id,
        stance=stance,
        score=round(1 - none, 3),
        why=_why(attribution, stance),
    )


def _why(attribution: Attribution, stance: Stance) -> str:
    """Say in words how what is said comes to this stance."""
    said, missing = _WHY.get((stance, attribution.act), (_PLAIN[stance], ""))
    return f"{said} {', '.join(attribution.about) or missing}" if missing else said


_PLAIN: Final[dict[Stance, str]] = {"supports": "says so", "denies": "says the contrary", "doubts": "leaves it open"}
_WHY: Final[dict[tuple[Stance, Act | None], tuple[str, str]]] = {
    ("denies", "deny"): ("denies", "it"),
    ("doubts", "doubt"): ("doubts", "it"),
    ("supports", "deny"): ("denies", "the contrary"),
    ("supports", "demand"): ("demands it", ""),
    ("supports", "commit"): ("promises it", ""),
    ("supports", "evaluate"): ("takes it as given", ""),
}
"""By stance and act: what is said of it, and what stands after a verb where it is about no attribution."""
