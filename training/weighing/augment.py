"""Supporting pairs of real reports made into pairs of another stance: denials are few there, and sides always the same.

In: an example. Out: the same, or one with who denies or doubts it in place of who said it, or one that asks whether
another side did it. Names of sides and words of denial are those of the invented coverage.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from training.weighing.examples import DENIES, DOUBTS, NONE, SUPPORTS, Example
from training.weighing.invented import GRAMMAR

if TYPE_CHECKING:
    import random

_SAYS: Final = re.compile(r"(?P<speaker>.*?) ?\bsays \(.*?\): (?P<rest>.*)", re.DOTALL)
_NEGATED: Final = re.compile(r"\b(not|no|never|nothing|false|den\w+|n't)\b", re.IGNORECASE)
_DENIALS: Final = 0.7
"""Share of denials; the rest are doubts."""


def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest), re.IGNORECASE)


_SIDES: Final = tuple((side, _names(side.names)) for side in GRAMMAR.words.sides)


def augmented(one: Example, rng: random.Random, *, denied: float, swapped: float) -> Example:
    """Change it with some chance: `denied` and `swapped` are the shares of supporting pairs that are tried."""
    if one.stance != SUPPORTS:
        return one
    chance = rng.random()
    if chance < denied:
        return as_denied(one, rng)
    return of_another_side(one, rng) if chance < denied + swapped else one


def as_denied(one: Example, rng: random.Random) -> Example:
    """Let somebody deny or doubt what is asserted. Left as it is: what is no assertion, and what holds a negation."""
    asserted = _SAYS.fullmatch(one.view)
    if not asserted or _NEGATED.search(one.view) or _NEGATED.search(one.proposition):
        return one
    changes = GRAMMAR.words.changes
    if rng.random() < _DENIALS:
        stance, speakers, act, cues = DENIES, changes.deniers, "denies", changes.denied
    else:
        stance, speakers, act, cues = DOUBTS, changes.doubters, "doubts", changes.doubted
    speaker = rng.choice(speakers).replace("{speaker}", asserted["speaker"])
    return Example(one.proposition, f"{speaker} {act} ({rng.choice(cues)}): {asserted['rest']}", stance)


def of_another_side(one: Example, rng: random.Random) -> Example:
    """Ask about a side that is not in the attribution; then it takes no stance. Left as it is without a side."""
    for side, names in _SIDES:
        named = names.search(one.proposition)
        if named:
            others = [other for other, pattern in _SIDES if other is not side and not pattern.search(one.view)]
            if not others:
                return one
            other = rng.choice(others)
            name = rng.choice([name for name in other.names if not names.search(name)])
            asked = one.proposition[: named.start()] + name + one.proposition[named.end() :]
            return Example(asked, one.view, NONE)
    return one
