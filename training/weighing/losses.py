"""What the training makes small: wrong stances, and vectors that leave the base or lie apart from what is about them.

In: what the network gives, and what it should give. Out: one number each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch.nn.functional import cross_entropy

if TYPE_CHECKING:
    from torch import Tensor

    from training.weighing.mix import Alike
    from training.weighing.recipe import Recipe


def of_vectors(ours: Tensor, base: Tensor, alike: Alike, recipe: Recipe) -> Tensor:
    """Weigh contrast and distance; `ours` and `base` are the vectors, (texts, size), of `alike.texts`."""
    number = len(alike.propositions)
    contrast = contrasted(ours[:number], ours[number : 2 * number], alike, recipe.sharpness)
    return recipe.contrast * contrast + recipe.distil * distance(ours, base, recipe.spread)


def contrasted(propositions: Tensor, contents: Tensor, alike: Alike, sharpness: float) -> Tensor:
    """Tell how hard each is to find among the others, both ways (InfoNCE, van den Oord et al. 2018).

    Others with the same proposition or content are no others.
    """
    same = torch.tensor(
        [
            [row != column and (p == q or c == d) for column, (q, d) in enumerate(_rows(alike))]
            for row, (p, c) in enumerate(_rows(alike))
        ],
        device=propositions.device,
    )
    scores = (propositions @ contents.T / sharpness).masked_fill(same, -1e4)
    right = torch.arange(len(scores), device=scores.device)
    return (cross_entropy(scores, right) + cross_entropy(scores.T, right)) / 2


def distance(ours: Tensor, base: Tensor, spread: float) -> Tensor:
    """Tell how far vectors are from the base's, and similarities from the base's similarities."""
    return (1 - (ours * base).sum(-1)).mean() + spread * ((ours @ ours.T - base @ base.T) ** 2).mean()


def _rows(alike: Alike) -> list[tuple[str, str]]:
    return list(zip(alike.propositions, alike.contents, strict=True))
