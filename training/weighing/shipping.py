"""A trained network to the files that the package ships: graphs in 8 bits, settings, digests, card.

In: the weights of the network, what the graphs are for, what was measured. Out: the folder, and what int8 lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from averment.inference.shipped import SUMS, checksums
from averment.inference.tokens import load_tokenizer
from averment.inference.weighing import SETTINGS, TOKENIZER, WeighingSettings
from training.weighing import graph
from training.weighing.card import Measured, write_card
from training.weighing.parity import TOLERANCE, Loss, drift, loss, model

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

SHARED = WeighingSettings(embeds="encoder.onnx", judges="encoder.onnx", text=96, pair=128, temperature=1.0)
"""One encoder for both uses."""
APART = msgspec.structs.replace(SHARED, embeds="embedder.onnx")
"""An encoder for each."""


def ship(
    state: Mapping[str, Any],
    folder: Path,
    settings: WeighingSettings,
    measured: Measured,
    *,
    embeds: Mapping[str, Any] | None = None,
) -> Loss:
    """Write the model into `folder`, beside whose parent's `tokenizer.json` it lies; give what the 8 bits lost.

    `state` is a state dict of `WeighingNetwork` (names with `enc.` and `head.`); `embeds` that of the encoder that
    gives the vectors, where it is not the same. Stops where a graph does not compute what the network computes.
    """
    tokenizer = (folder / TOKENIZER).read_bytes()
    pieces = load_tokenizer(tokenizer)
    weights = {settings.judges: _arrays(state)}
    if embeds is not None:
        weights[settings.embeds] = {name: value for name, value in _arrays(embeds).items() if name.startswith("enc.")}
    floating = {name: _graph(found, quantised=False) for name, found in weights.items()}
    for name, found in weights.items():
        drifted = drift(found, floating[name], pieces)
        if not drifted < TOLERANCE:
            message = f"{name} differs from the network by {drifted:.2g}: graph.py has drifted"
            raise SystemExit(message)
    graphs = {name: _graph(found, quantised=True) for name, found in weights.items()}
    lost = loss(model(graphs, pieces, settings), model(floating, pieces, settings))
    written = {**graphs, SETTINGS: msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n"}
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in written.items():
        (folder / name).write_bytes(data)
    (folder / SUMS).write_bytes(checksums({**written, TOKENIZER: tokenizer}))
    write_card(folder / "CARD.md", settings, measured, lost)
    return lost


def _graph(weights: Mapping[str, NDArray[np.float32]], *, quantised: bool) -> bytes:
    written: bytes = graph.encoder(dict(weights), quantised=quantised).SerializeToString()
    return written


def _arrays(state: Mapping[str, Any]) -> dict[str, NDArray[np.float32]]:
    """Take a state dict of PyTorch tensors as arrays."""
    return {name: value.detach().cpu().float().numpy() for name, value in state.items() if value.is_floating_point()}
