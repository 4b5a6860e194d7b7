"""`python -m training`: corpora and base encoder in, the model folder out. Run again, it goes on where it stopped."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

import torch

from averment.inference.shipped import SHIPPED
from averment.inference.tokens import load_tokenizer
from training.base import base_encoder
from training.card import write_card
from training.corpus import contested, polnear
from training.shipping import ship
from training.train import Materials, Recipe, Run


def main() -> None:
    """Train, quantise, calibrate, write the model, its digests and its card."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with polnear/ and contested/")
    parser.add_argument("--warm-start", type=Path, help="weights in the layout of the first sketch (safetensors)")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="checkpoints, log, base encoder")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the model folder to write")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    encoder = base_encoder(options.work / "encoder")
    tokenizer = (encoder / "tokenizer.json").read_bytes()
    articles = [*polnear(options.data / "polnear/train"), *contested(options.data / "contested/train")]
    recipe = Recipe()
    print(f"training on {len(articles)} articles: {dataclasses.asdict(recipe)}")
    materials = Materials(articles, load_tokenizer(tokenizer), encoder, options.warm_start)
    network = Run(recipe, materials, options.work).finish()
    dev = {
        "PolNeAR dev": list(polnear(options.data / "polnear/dev")),
        "contested dev": list(contested(options.data / "contested/dev")),
    }
    measured = ship(network, tokenizer, dev, options.out)
    write_card(options.out / "CARD.md", recipe, measured, warm_started=options.warm_start is not None)
    print((options.out / "CARD.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
