"""`python -m training.weighing CHECKPOINT MEASURED`: a trained network in, the model folder with its card out."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
import torch
from safetensors.torch import load_file

from averment.inference.shipped import SHIPPED
from training.base import base_encoder
from training.weighing.card import Measured
from training.weighing.shipping import APART, SHARED, ship


def main() -> None:
    """Write graphs, settings, digests and card."""
    parser = argparse.ArgumentParser(prog="python -m training.weighing", description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="state dict of WeighingNetwork, as torch.save writes it")
    parser.add_argument("measured", type=Path, help="what was measured, as JSON: card.Measured says its form")
    parser.add_argument("--out", type=Path, default=SHIPPED / "weighing", help="the model folder to write")
    parser.add_argument(
        "--apart", action="store_true", help="vectors from the base encoder, stances from the checkpoint"
    )
    parser.add_argument("--base", type=Path, default=Path("build/training/encoder"), help="where the base encoder lies")
    parser.add_argument("--temperature", type=float, default=1.0, help="what the scores of stances are divided by")
    options = parser.parse_args()
    torch.set_num_threads(1)
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    measured = msgspec.json.decode(options.measured.read_bytes(), type=Measured)
    settings = msgspec.structs.replace(APART if options.apart else SHARED, temperature=options.temperature)
    lost = ship(state, options.out, settings, measured, embeds=_base(options.base) if options.apart else None)
    print(msgspec.json.format(msgspec.json.encode(lost)).decode())
    print((options.out / "CARD.md").read_text(encoding="utf-8"))


def _base(folder: Path) -> dict[str, torch.Tensor]:
    found = load_file(base_encoder(folder) / "model.safetensors")
    return {f"enc.{name.removeprefix('bert.')}": value for name, value in found.items()}


if __name__ == "__main__":
    main()
