"""The training loop of the weighing model: real and invented stances, and vectors that stay near the base.

In: a recipe, materials, the base encoder. Out: the trained network. After every epoch a checkpoint is left, from which
a run that was stopped, however it was, goes on. An epoch takes a quarter of an hour on one processor core, in bf16.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from training.weighing import inputs, losses, mix
from training.weighing.network import WeighingNetwork
from training.weighing.shipping import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from torch import Tensor

    from training.weighing.recipe import Recipe

CHECKPOINT: Final = "weighing.pt"
_KEPT: Final = ("network", "optimiser", "schedule")
_LOGGED: Final = 25  # steps between two lines of the log
_TOGETHER: Final = 32  # texts or pairs that run through the network at a time


class Run:
    """A training run: the network, its optimiser and how far it has come. Kept in `folder` after every epoch."""

    def __init__(
        self, recipe: Recipe, materials: mix.Materials, encoder: Path, tokenizer: Tokenizer, folder: Path
    ) -> None:
        self.recipe, self.materials, self.folder = recipe, materials, folder
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._encoder, self._tokenizer = encoder, tokenizer
        torch.manual_seed(recipe.seed)
        self.network = WeighingNetwork.of(encoder).to(self.device)
        self.steps = sum(len(mix.epoch(materials, recipe, number)) for number in range(len(recipe.epochs)))
        groups = ((self.network.enc, recipe.encoder_rate), (self.network.head, recipe.head_rate))
        self.optimiser = torch.optim.AdamW(
            [{"params": list(part.parameters()), "lr": rate} for part, rate in groups],
            weight_decay=recipe.weight_decay,
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.epoch = self.step = 0
        self._resume()

    def finish(self, look: Callable[[WeighingNetwork], dict[str, float]]) -> WeighingNetwork:
        """Train to the end of the recipe, from where the run stands; what `look` sees after an epoch is logged."""
        self.folder.mkdir(parents=True, exist_ok=True)
        while self.epoch < len(self.recipe.epochs):
            self._train_epoch()
            self.epoch += 1
            self._save()
            self._log(**look(self.network))
        return self.network.eval()

    @cached_property
    def _base(self) -> Vectors:
        """The vectors to stay near; a run that only wants measuring does without them."""
        return Vectors(WeighingNetwork.of(self._encoder).to(self.device), self._tokenizer, self.materials)

    def _train_epoch(self) -> None:
        base = self._base  # made before the seed is set, because making it draws from the same chance
        self.network.train()
        torch.manual_seed(self.recipe.seed + self.epoch)
        began = time.monotonic()
        lost: dict[str, list[float]] = {"stances": [], "vectors": []}
        for step in mix.epoch(self.materials, self.recipe, self.epoch):
            stances, vectors = self._losses(step, base)
            (stances + vectors).backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimiser.step()
            self.schedule.step()
            self.optimiser.zero_grad(set_to_none=True)
            self.step += 1
            lost["stances"].append(stances.item())
            lost["vectors"] += [vectors.item()] if step.alike else []
            if self.step % _LOGGED == 0:
                means = {name: sum(values) / len(values) for name, values in lost.items() if values}
                self._log(**means, seconds=round(time.monotonic() - began))
                lost = {"stances": [], "vectors": []}

    def _losses(self, step: mix.Step, base: Vectors) -> tuple[Tensor, Tensor]:
        """Give what is lost of the stances of a step, and of its vectors: nothing where it has no texts for them."""
        pairs = inputs.of_pairs(self._tokenizer, [pair[:2] for pair in step.pairs], SHARED.pair)
        wanted = torch.tensor([pair.stance for pair in step.pairs], device=self.device)
        with torch.autocast(self.device.type, torch.bfloat16):
            scores = self.network(_on(pairs, self.device))
        stances = cross_entropy(scores.float(), wanted, label_smoothing=self.recipe.smoothing)
        if step.alike is None:
            return stances, torch.zeros((), device=self.device)
        texts = inputs.of_texts(self._tokenizer, step.alike.texts, SHARED.text)
        with torch.autocast(self.device.type, torch.bfloat16):
            ours = self.network.embed(_on(texts, self.device))
        return stances, losses.of_vectors(ours, base(step.alike.texts), step.alike, self.recipe)

    def _rate(self, step: int) -> float:
        """Give the share of the highest rate: up in a line, and down in one."""
        ahead = self.recipe.warm_up * self.steps
        return max(self.recipe.least_rate, min((step + 1) / ahead, (self.steps - step) / (self.steps - ahead)))

    def _resume(self) -> None:
        checkpoint = self.folder / CHECKPOINT
        if not checkpoint.exists():
            return
        state = torch.load(checkpoint, weights_only=True, map_location=self.device)
        if state["of"] != self._of():
            message = f"{checkpoint} was made by another recipe or of other data; move it away, or go on with those"
            raise SystemExit(message)
        for part in _KEPT:
            getattr(self, part).load_state_dict(state[part])
        self.epoch, self.step = state["epoch"], state["step"]

    def _save(self) -> None:
        """Leave a checkpoint: whole, or the one before it."""
        state: dict[str, Any] = {part: getattr(self, part).state_dict() for part in _KEPT}
        new = self.folder / f"{CHECKPOINT}.new"
        torch.save({**state, "of": self._of(), "epoch": self.epoch, "step": self.step}, new)
        new.replace(self.folder / CHECKPOINT)

    def _of(self) -> dict[str, str]:
        return {"recipe": json.dumps(asdict(self.recipe)), "data": self.materials.digest()}

    def _log(self, **row: float) -> None:
        row = {name: round(value, 4) for name, value in row.items()}
        line = json.dumps({"epoch": self.epoch, "step": self.step, "of": self.steps, **row})
        print(line, flush=True)
        with (self.folder / "weighing.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")


class Vectors:
    """The vectors that the base gives to the texts of the materials: each once, the same however a run is cut."""

    def __init__(self, base: WeighingNetwork, tokenizer: Tokenizer, materials: mix.Materials) -> None:
        texts = sorted(
            {*materials.contents, *(text for pair in materials.alike for text in pair)},
            key=lambda text: (len(text), text),
        )
        self._rows = {text: row for row, text in enumerate(texts)}
        base.eval()
        device = next(base.parameters()).device
        with torch.no_grad():
            parts = [
                base.embed(_on(inputs.of_texts(tokenizer, texts[start : start + _TOGETHER], SHARED.text), device))
                for start in range(0, len(texts), _TOGETHER)
            ]
        self._vectors = torch.cat(parts)

    def __call__(self, texts: Sequence[str]) -> Tensor:
        """Give the vectors of some of them."""
        return self._vectors[[self._rows[text] for text in texts]]


@torch.no_grad()
def scores(network: WeighingNetwork, tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """Give the scores of pairs, (pairs, stances), before softmax; in bf16, as in training."""
    network.eval()
    device = next(network.parameters()).device
    found = np.zeros((len(pairs), network.head.out_features), dtype=np.float32)
    order = sorted(range(len(pairs)), key=lambda place: sum(map(len, pairs[place])))
    for start in range(0, len(order), _TOGETHER):
        places = order[start : start + _TOGETHER]
        batch = inputs.of_pairs(tokenizer, [pairs[place] for place in places], SHARED.pair)
        with torch.autocast(device.type, torch.bfloat16):
            found[places] = network(_on(batch, device)).float().cpu().numpy()
    return found


def _on(batch: dict[str, Tensor], device: torch.device) -> dict[str, Tensor]:
    return {name: tensor.to(device) for name, tensor in batch.items()}
