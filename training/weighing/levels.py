"""Eight bits that lose less: what goes into a multiplication is made even before the runtime cuts it into levels.

The runtime gives all that enters a multiplication one scale, so a few far-off columns or rows cost all others their
precision. Columns are evened by moving part of their reach into the weights (SmoothQuant, Xiao et al. 2023); rows of
the wide layer by their largest, put back afterwards. Both are exact but for rounding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from training.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from training.graph import Weights
    from training.weighing.network import WeighingNetwork

    Reach = Mapping[str, NDArray[np.float32]]

SHARE = 0.65  # of a column's reach that moves into the weights: of 0.6, 0.7, 0.8 and 0.9 the lower two lost least
LEAST = 0.17  # the reach of a row whose largest is less: GELU goes no further down than that
_ONE_INPUT = ("query", "key", "value")


def reach(network: WeighingNetwork, batches: Iterable[dict[str, torch.Tensor]]) -> Reach:
    """Give for each linear layer the largest magnitude that each column of its input has over the batches."""
    found: dict[str, NDArray[np.float32]] = {}

    def watch(name: str) -> None:
        def look(_: object, inputs: tuple[torch.Tensor, ...]) -> None:
            most = inputs[0].detach().abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, most), most)

        hooks.append(network.get_submodule(name).register_forward_pre_hook(look))

    hooks: list[torch.utils.hooks.RemovableHandle] = []
    for name, module in network.enc.named_modules(prefix="enc"):
        if isinstance(module, torch.nn.Linear):
            watch(name)
    with torch.no_grad():
        for batch in batches:
            network(batch)
    for hook in hooks:
        hook.remove()
    return found


class LevelGraph(Graph):
    """A graph in 8 bits whose multiplications are evened by `reach`; in float without it."""

    def __init__(self, reach: Reach | None) -> None:
        super().__init__(quantised=reach is not None)
        self._reach = reach or {}
        self._evened: dict[str, str] = {}

    def linear(self, x: str, name: str, weights: Weights, *, out: str | None = None) -> str:
        """Multiply by a stored matrix and add the bias, evened where it pays."""
        if self.quantised and name.endswith((*_ONE_INPUT, "intermediate.dense")):
            return self._by_column(x, name, weights, out)
        if self.quantised and name.endswith("output.dense") and "attention" not in name:
            return self._by_row(x, name, weights, out)
        return super().linear(x, name, weights, out=out)

    def _by_column(self, x: str, name: str, weights: Weights, out: str | None) -> str:
        parent, _, part = name.rpartition(".")
        siblings = [f"{parent}.{other}" for other in _ONE_INPUT] if part in _ONE_INPUT else [name]
        across = np.max([np.abs(weights[f"{sibling}.weight"]).max(0) for sibling in siblings], axis=0)
        moved = np.maximum(self._reach[name], 1e-5) ** SHARE / np.maximum(across, 1e-5) ** (1 - SHARE)
        if x not in self._evened:
            self._evened[x] = self.add("Mul", x, self.constant(f"{siblings[0]}.even", (1 / moved).astype(np.float32)))
        matrix = (weights[f"{name}.weight"] * moved).T.astype(np.float32)
        return self.matmul(self._evened[x], name, matrix, weights[f"{name}.bias"], out=out)

    def _by_row(self, x: str, name: str, weights: Weights, out: str | None) -> str:
        last, least = self.shared("axis.last", np.array([-1], np.int64)), self.shared("least", np.float32([LEAST]))
        most = self.add("Max", self.add("ReduceMax", x, last, keepdims=1), least)
        bias = weights[f"{name}.bias"]
        product = self.matmul(self.add("Div", x, most), name, weights[f"{name}.weight"].T, None)
        return self.add("Add", self.add("Mul", product, most), self.constant(f"{name}.bias", bias), out=out)
