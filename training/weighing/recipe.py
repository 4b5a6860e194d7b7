"""Every number that the training of the weighing model depends on, and why it is what it is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Epoch:
    """What goes into an epoch: which share of the stances taken in real reports, how many invented examples."""

    real: float
    invented: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """The training of the weighing model.

    A real report teaches how people write, but a hundred of them hold too few denials, and mostly of one war: what a
    stance is, invented coverage teaches. So it comes first and most, and real reports have the last word (`epochs`).

    - `negatives`: pairs without a stance for each with one. All there are would be six; the share of those without
      is what the threshold is set by afterwards, so fewer cost nothing but time.
    - `elsewhere`: share of the stances taken, as a number of pairs of a proposition with an attribution of another
      report: so that what is likely anywhere is not taken for a stance.
    - `denied`, `swapped`: share of supporting pairs made into denials or doubts, or asked about another side.
    - `pairs`, `alike`, `apart`, `every`: pairs in a step; and in every third step, texts for the vectors: contents
      with propositions on which they take a stance, and contents beside them.
    - `contrast`, `distil`, `spread`: what the two losses of the vectors count beside that of stances, and what
      similarities count in the second. Vectors are kept close to the base, which has seen a billion sentences, while
      a content comes somewhat nearer to the propositions about it (`sharpness` is the temperature of that).
    - `smoothing`: annotators disagree on a stance now and then.
    - `held`: reports that are held out, to measure on, and to set the threshold by; `held_seed` draws them.
    """

    epochs: tuple[Epoch, ...] = (
        Epoch(0.8, 7000),
        Epoch(1.0, 4500),
        Epoch(1.2, 3000),
        Epoch(1.2, 2500),
        Epoch(1.2, 2000),
    )
    negatives: float = 2.2
    elsewhere: float = 1 / 3
    denied: float = 0.12
    swapped: float = 0.12
    pairs: int = 32
    alike: int = 12
    apart: int = 4
    every: int = 3
    contrast: float = 0.15
    distil: float = 0.5
    spread: float = 4.0
    sharpness: float = 0.05
    smoothing: float = 0.05
    encoder_rate: float = 1.2e-4
    head_rate: float = 1e-3
    least_rate: float = 0.01
    warm_up: float = 0.05
    weight_decay: float = 0.01
    held: int = 20
    held_seed: int = 3
    seed: int = 7

    def row(self) -> dict[str, str | float | int]:
        """Give it as the card prints it."""
        found = {name: value for name, value in dataclasses.asdict(self).items() if name != "epochs"}
        mix = "; ".join(f"{epoch.real:g} of the real stances with {epoch.invented} invented" for epoch in self.epochs)
        return {"epochs": mix, **{name.replace("_", " "): _short(value) for name, value in found.items()}}


def _short(value: float) -> float:
    return value if isinstance(value, int) else float(f"{value:.3g}")


TRIAL = Recipe(epochs=(Epoch(0.04, 160), Epoch(0.04, 160)), elsewhere=0.02, held=3)
"""Some steps, to see that all is in place; what comes of it is of no use."""
