"""The steps of an epoch: real stances, changed ones, invented ones, and texts for the vectors, in one order.

In: reports and a recipe. Out: `Step`s; the same for the same seed and number of the epoch, so that a run that was
stopped goes on with what it would have seen.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from training.weighing.augment import augmented
from training.weighing.examples import NONE, Example
from training.weighing.invented import example

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.weighing.recipe import Recipe
    from training.weighing.reported import Report

_T = TypeVar("_T")

_LEAST: Final = 5
"""Words of a content from which it is like the propositions about it; shorter ones only point to what others said."""
_CHUNK: Final = 24
"""Steps' worth of pairs that are sorted by length, so that pairs of a step are about as long and little is padded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposition, an attribution in one or two versions of its line, and the stance."""

    proposition: str
    views: tuple[str, ...]
    stance: int

    def one(self, rng: random.Random) -> Example:
        """Give it with one of the lines."""
        return Example(self.proposition, rng.choice(self.views), self.stance)


@dataclass(frozen=True, slots=True)
class Alike:
    """Texts for the vectors: `propositions` and `contents` that go together row by row, and contents `beside` them."""

    propositions: tuple[str, ...]
    contents: tuple[str, ...]
    beside: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them."""
        return self.propositions + self.contents + self.beside


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of the training looks at."""

    pairs: Sequence[Example]
    alike: Alike | None


class Materials:
    """What epochs are mixed from: all pairs of the reports, with a stance and without."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = [report for report in reports if report.gold and report.propositions]
        self.taken: list[Asked] = []
        self.untaken: list[Asked] = []
        self.alike: list[tuple[str, str]] = []
        for report in self.reports:
            self._add(report)
        self.contents = [content for report in self.reports for content in report.contents.values() if content]

    def _add(self, report: Report) -> None:
        for proposition in report.propositions:
            for attribution in report.gold:
                stance = proposition.stances.get(attribution, NONE)
                asked = Asked(proposition.text, report.views(attribution), stance)
                (self.untaken if stance == NONE else self.taken).append(asked)
                content = report.contents[attribution]
                if stance != NONE and len(content.split()) >= _LEAST:
                    self.alike.append((proposition.text, content))

    def digest(self) -> str:
        """Name them: other data or lines give another name."""
        rows = [*self.taken, *self.untaken, *self.alike, *self.contents]
        return hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()


def held_out(ids: Sequence[str], recipe: Recipe) -> frozenset[str]:
    """Draw the reports that are not learned from."""
    drawn = sorted(ids)
    random.Random(recipe.held_seed).shuffle(drawn)
    return frozenset(drawn[: recipe.held])


def epoch(materials: Materials, recipe: Recipe, number: int) -> list[Step]:
    """Give the steps of one epoch."""
    rng = random.Random(f"{recipe.seed} {number}")
    pairs = _real(materials, recipe, recipe.epochs[number].real, rng)
    pairs += [example(rng) for _ in range(recipe.epochs[number].invented)]
    batches = _batches(pairs, recipe.pairs, rng)
    return [
        Step(batch, _alike(materials, recipe, rng) if place % recipe.every == 0 else None)
        for place, batch in enumerate(batches)
    ]


def _real(materials: Materials, recipe: Recipe, share: float, rng: random.Random) -> list[Example]:
    """Draw pairs of real reports: with a stance, without one, and of two reports that have nothing to do."""
    whole, part = divmod(share, 1)
    taken = materials.taken * int(whole) + rng.sample(materials.taken, int(part * len(materials.taken)))
    untaken = _some(materials.untaken, int(recipe.negatives * len(taken)), rng)
    changed = [augmented(a.one(rng), rng, denied=recipe.denied, swapped=recipe.swapped) for a in taken]
    apart = [_elsewhere(materials, rng) for _ in range(int(recipe.elsewhere * len(materials.taken)))]
    return [*changed, *(asked.one(rng) for asked in untaken), *apart]


def _elsewhere(materials: Materials, rng: random.Random) -> Example:
    asked, other = rng.sample(materials.reports, 2)
    return Example(rng.choice(asked.propositions).text, rng.choice(list(other.gold.values())), NONE)


def _batches(pairs: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    rng.shuffle(pairs)
    chunks = [sorted(part, key=lambda pair: len(pair.view)) for part in _parts(pairs, size * _CHUNK)]
    batches = [batch for chunk in chunks for batch in _parts(chunk, size)]
    rng.shuffle(batches)
    return batches


def _parts(pairs: list[Example], size: int) -> list[list[Example]]:
    return [pairs[start : start + size] for start in range(0, len(pairs), size)]


def _alike(materials: Materials, recipe: Recipe, rng: random.Random) -> Alike:
    together = _some(materials.alike, recipe.alike, rng)
    return Alike(
        propositions=tuple(proposition for proposition, _ in together),
        contents=tuple(content for _, content in together),
        beside=tuple(_some(materials.contents, recipe.apart, rng)),
    )


def _some(all_: list[_T], number: int, rng: random.Random) -> list[_T]:
    return rng.sample(all_, min(number, len(all_)))
