"""The training loop: mixes the corpora, saves checkpoints, resumes. The same on CPU and GPU.

Cost on two CPU cores with bf16: about 1.7 s a step of 3,840 word pieces.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file

from training.batches import collate
from training.network import WIDTH, ReaderNetwork
from training.windows import Prepared, Window, cut, variants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tokenizers import Tokenizer

    from training.corpus import Article


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every number the training depends on; written into the model card."""

    epochs: int = 8
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


def train(  # noqa: PLR0913  (each argument is one input of the run)
    recipe: Recipe,
    articles: list[Article],
    tokenizer: Tokenizer,
    encoder: Path,
    warm_start: Path | None,
    folder: Path,
) -> ReaderNetwork:
    """Train to the end of the recipe, from the newest checkpoint in `folder` where there is one."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(recipe.seed)
    network = ReaderNetwork(encoder)
    load_weights(network, encoder / "model.safetensors", warm_start)
    network.to(device)
    optimiser = _optimiser(network, recipe)
    prepared = [variants(tokenizer, a) for a in articles]
    steps = recipe.epochs * len(list(epoch(prepared, recipe, 0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _rate(s, steps, recipe.warm_up))
    checkpoint = folder / "checkpoint.pt"
    start, step = 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if state["recipe"] != asdict(recipe):
            message = f"{checkpoint} was made by another recipe; move it away or train with that recipe"
            raise SystemExit(message)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        start, step = state["epoch"], state["step"]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, recipe.epochs):
        network.train()
        torch.manual_seed(recipe.seed + number)
        shuffle = random.Random(f"style {recipe.seed} {number}")  # noqa: S311  (no secrets here)
        began, sums = time.monotonic(), [0.0, 0.0]
        for batch in epoch(prepared, recipe, number):
            with torch.autocast(device.type, torch.bfloat16):
                cue, roles = network(collate(batch, shuffle, recipe.hide_style).to(device))
            (0.1 * (cue + roles)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            sums = [sums[0] + cue.item(), sums[1] + roles.item()]
            if step % 25 == 0:
                _log(folder, epoch=number, step=step, of=steps, cue=sums[0] / 25, roles=sums[1] / 25, began=began)
                sums = [0.0, 0.0]
        state = {"recipe": asdict(recipe), "epoch": number + 1, "step": step}
        state |= {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
    return network


def epoch(prepared: list[tuple[Prepared, Prepared]], recipe: Recipe, number: int) -> Iterator[list[Window]]:
    """Give the batches of one epoch: windows of like length together, in random order. A function of its arguments."""
    rng = random.Random(f"{recipe.seed} {number}")  # noqa: S311  (no secrets here)
    windows: list[Window] = []
    for whole, stripped in prepared:
        for _ in range(recipe.contested_copies if whole.style == 2 else 1):  # noqa: PLR2004
            article = stripped if rng.random() < recipe.lose_punctuation else whole
            windows += [w for w in cut(article, rng, recipe.window) if len(w.tokens) > 8]  # noqa: PLR2004
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
    state = {k.removeprefix("bert."): v for k, v in load_file(base).items() if "pooler" not in k and "position_ids" not in k}
    network.encoder.load_state_dict(state, strict=True)
    if warm_start is None:
        return
    sketch = {k: v.float() for k, v in load_file(warm_start).items()}
    inner = {k.removeprefix("enc."): v for k, v in sketch.items() if k.startswith("enc.")}
    inner = {k: v for k, v in inner.items() if "pooler" not in k and "position_ids" not in k}
    network.encoder.load_state_dict(inner, strict=True)
    with torch.no_grad():
        network.cue.weight.copy_(sketch["cue.weight"])
        network.cue.bias.copy_(sketch["cue.bias"])
        roles = network.roles
        roles.distance.weight.copy_(sketch["dist.weight"])
        for layer, added, multiplied in ((roles.token, "pt", "bil"), (roles.anchor, "pc", "bic")):
            for part, name in ((slice(0, WIDTH), added), (slice(WIDTH, None), multiplied)):
                layer.weight[part].copy_(sketch[f"{name}.weight"])
                layer.bias[part].copy_(sketch[f"{name}.bias"])


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


def _log(folder: Path, *, began: float, **row: float) -> None:
    row["seconds"] = round(time.monotonic() - began)
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
