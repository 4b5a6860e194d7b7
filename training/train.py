"""The training loop: mixes the corpora, saves checkpoints, resumes. The same on CPU and GPU.

Cost on two CPU cores with bf16: two to two and a half seconds a step of 3,840 word pieces.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file, save_file

from averment.inference.network import CONTESTED
from training.batches import collate
from training.network import WIDTH, ReaderNetwork
from training.windows import Prepared, Window, cut, variants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tokenizers import Tokenizer
    from torch import Tensor

    from training.corpus import Article


CHECKPOINT = "checkpoint.pt"
LOGGED = 25  # steps between two lines of the log
_KEPT = ("network", "optimiser", "schedule")
_SHORTEST = 8  # word pieces; a tail of fewer teaches nothing


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every number the training depends on; written into the model card."""

    epochs: int = 8
    averaged: tuple[int, ...] = (4, 6, 7)  # epochs at whose ends the weights are averaged; later ones overfit
    window: int = 382
    batch_tokens: int = 3840
    encoder_rate: float = 1.5e-4
    head_rate: float = 8e-4
    layer_decay: float = 0.9
    warm_up: float = 0.05
    weight_decay: float = 0.01
    contested_copies: int = 3
    lose_punctuation: float = 0.15
    hide_style: float = 0.5
    seed: int = 13


@dataclass(frozen=True, slots=True)
class Materials:
    """What a run is made from: annotated articles, tokenizer, the base encoder's folder, a warm start if any."""

    articles: list[Article]
    tokenizer: Tokenizer
    encoder: Path
    warm_start: Path | None = None


class Run:
    """A training run: the network, its optimiser and how far it has come. Kept in `folder` after every epoch."""

    def __init__(self, recipe: Recipe, materials: Materials, folder: Path) -> None:
        self.recipe, self.folder = recipe, folder
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(recipe.seed)
        self.network = ReaderNetwork(materials.encoder)
        load_weights(self.network, materials.encoder / "model.safetensors", materials.warm_start)
        self.network.to(self.device)
        self.prepared = [variants(materials.tokenizer, article) for article in materials.articles]
        self.steps = recipe.epochs * len(list(epoch(self.prepared, recipe, 0)))
        self.optimiser = _optimiser(self.network, recipe)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: _rate(step, self.steps, recipe.warm_up)
        )
        self.epoch = self.step = 0
        self._resume()

    def finish(self) -> ReaderNetwork:
        """Train to the end of the recipe, from where the run stands; give the network with averaged weights."""
        self.folder.mkdir(parents=True, exist_ok=True)
        while self.epoch < self.recipe.epochs:
            self._train_epoch()
            self.epoch += 1
            self._save()
        self.network.load_state_dict(self._averaged())
        return self.network

    def _averaged(self) -> dict[str, Tensor]:
        """Average the weights that stood at the ends of some epochs (Izmailov et al. 2018)."""
        ends = [load_file(self._end_of(number)) for number in self.recipe.averaged]
        return {name: sum(end[name] for end in ends) / len(ends) for name in ends[0]}

    def _end_of(self, number: int) -> Path:
        return self.folder / f"epoch-{number}.safetensors"

    def _train_epoch(self) -> None:
        self.network.train()
        torch.manual_seed(self.recipe.seed + self.epoch)
        styles = random.Random(f"style {self.recipe.seed} {self.epoch}")
        began, cue_sum, role_sum = time.monotonic(), 0.0, 0.0
        for windows in epoch(self.prepared, self.recipe, self.epoch):
            batch = collate(windows, styles, self.recipe.hide_style).to(self.device)
            with torch.autocast(self.device.type, torch.bfloat16):
                cue, roles = self.network(batch)
            (0.1 * (cue + roles)).backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimiser.step()
            self.schedule.step()
            self.optimiser.zero_grad(set_to_none=True)
            self.step += 1
            cue_sum, role_sum = cue_sum + cue.item(), role_sum + roles.item()
            if self.step % LOGGED == 0:
                self._log(cue=cue_sum / LOGGED, roles=role_sum / LOGGED, seconds=round(time.monotonic() - began))
                cue_sum = role_sum = 0.0

    def _resume(self) -> None:
        checkpoint = self.folder / CHECKPOINT
        if not checkpoint.exists():
            return
        state = torch.load(checkpoint, weights_only=True, map_location=self.device)
        if state["recipe"] != asdict(self.recipe):
            message = f"{checkpoint} was made by another recipe; move it away or train with that recipe"
            raise SystemExit(message)
        for part in _KEPT:
            getattr(self, part).load_state_dict(state[part])
        self.epoch, self.step = state["epoch"], state["step"]

    def _save(self) -> None:
        save_file(self.network.state_dict(), self._end_of(self.epoch))
        state = {"recipe": asdict(self.recipe), "epoch": self.epoch, "step": self.step}
        state |= {part: getattr(self, part).state_dict() for part in _KEPT}
        new = self.folder / f"{CHECKPOINT}.new"
        torch.save(state, new)
        new.replace(self.folder / CHECKPOINT)

    def _log(self, **row: float) -> None:
        row = {"epoch": self.epoch, "step": self.step, "of": self.steps, **row}
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")


def epoch(prepared: list[tuple[Prepared, Prepared]], recipe: Recipe, number: int) -> Iterator[list[Window]]:
    """Give the batches of one epoch: windows of like length together, in random order. A function of its arguments."""
    rng = random.Random(f"{recipe.seed} {number}")
    windows: list[Window] = []
    for whole, stripped in prepared:
        for _ in range(recipe.contested_copies if whole.style == CONTESTED else 1):
            article = stripped if rng.random() < recipe.lose_punctuation else whole
            windows += [w for w in cut(article, rng, recipe.window) if len(w.tokens) > _SHORTEST]
    rng.shuffle(windows)
    windows.sort(key=lambda w: -(len(w.tokens) // 32))
    batches: list[list[Window]] = [[]]
    for window in windows:
        widest = len(batches[-1][0].tokens) + 2 if batches[-1] else 0
        if batches[-1] and widest * (len(batches[-1]) + 1) > recipe.batch_tokens:
            batches.append([])
        batches[-1].append(window)
    rng.shuffle(batches)
    yield from batches


def load_weights(network: ReaderNetwork, base: Path, warm_start: Path | None) -> None:
    """Load the base encoder, then, where given, a warm start in the layout of the first sketch."""
    network.encoder.load_state_dict(_encoder_part(load_file(base)))
    if warm_start is None:
        return
    sketch = {k: v.float() for k, v in load_file(warm_start).items()}
    inner = {name.removeprefix("enc."): value for name, value in sketch.items() if name.startswith("enc.")}
    network.encoder.load_state_dict(_encoder_part(inner))
    with torch.no_grad():
        network.cue.weight.copy_(sketch["cue.weight"])
        network.cue.bias.copy_(sketch["cue.bias"])
        roles = network.roles
        roles.distance.weight.copy_(sketch["dist.weight"])
        for layer, added, multiplied in ((roles.token, "pt", "bil"), (roles.anchor, "pc", "bic")):
            for part, name in ((slice(0, WIDTH), added), (slice(WIDTH, None), multiplied)):
                layer.weight[part].copy_(sketch[f"{name}.weight"])
                layer.bias[part].copy_(sketch[f"{name}.bias"])


def _encoder_part(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    return {
        name: value for name, value in weights.items() if not name.startswith("pooler") and "position_ids" not in name
    }


def _optimiser(network: ReaderNetwork, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with rates falling towards the input, none of them decayed for biases and norms."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        rate = recipe.head_rate
        if name.startswith("encoder."):
            layer = int(name.split(".")[3]) + 1 if ".layer." in name else 0
            rate = recipe.encoder_rate * recipe.layer_decay ** (6 - layer)
        decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW([{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()], fused=True)


def _rate(step: int, steps: int, warm_up: float) -> float:
    ahead = warm_up * steps
    return (step + 1) / ahead if step < ahead else max(0.0, (steps - step) / (steps - ahead))
