"""What the parts of a reading cost, in one run on one thread: the encoder, and each step after it.

In: texts. Out: seconds. Every step is wrapped in a clock, so the checks between steps are on it too.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from averment.inference import AttributionModel
from averment.inference.sessions import OnnxNetwork
from averment.inference.shipped import read_model
from averment.inference.tokens import load_tokenizer
from averment.reading import STEPS, Draft, Reader, Step
from bench.speed import document

if TYPE_CHECKING:
    from averment.inference.sessions import Encoded
    from averment.inference.tokens import Tokens


@dataclass
class Costs:
    """Seconds of a reading: in all, in the encoder, in each step; word pieces the encoder read, attributions found."""

    whole: float = 0.0
    encoder: float = 0.0
    pieces: int = 0
    attributions: int = 0
    steps: dict[str, float] = field(default_factory=lambda: dict.fromkeys([step.name for step in STEPS], 0.0))

    @property
    def after(self) -> float:
        """Seconds of all the steps after the encoder."""
        return sum(self.steps.values())


class Clocked(OnnxNetwork):
    """The network with a clock on its encoder; one thread only."""

    costs: Costs

    def encode(self, tokens: Tokens) -> Encoded:
        """Read one window, on the clock."""
        began = time.perf_counter()
        encoded = super().encode(tokens)
        self.costs.encoder += time.perf_counter() - began
        self.costs.pieces += len(tokens)
        return encoded


class Bench:
    """A reader of one thread whose encoder and steps are on a clock."""

    def __init__(self) -> None:
        files = read_model()
        self._network = Clocked(files.encoder, files.roles)
        tokenizer = load_tokenizer(files.tokenizer)
        model = AttributionModel(self._network, tokenizer, files.settings, files.digest, threads=1)
        self._reader = Reader(model, "bench", steps=[replace(s, run=partial(self._clocked, s)) for s in STEPS])

    def costs(self, texts: list[str]) -> Costs:
        """Give what reading the texts costs."""
        documents = list(map(document, texts))
        self._network.costs = Costs()
        self._reader.read_all(documents[:1])  # what is made once is made before the clock runs
        self._network.costs = costs = Costs()
        began = time.perf_counter()
        readings = self._reader.read_all(documents)
        costs.whole = time.perf_counter() - began
        costs.attributions = sum(len(reading.attributions) for reading in readings)
        return costs

    def _clocked(self, step: Step, draft: Draft) -> Draft:
        began = time.perf_counter()
        after = step(draft)
        self._network.costs.steps[step.name] += time.perf_counter() - began
        return after
