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
from training.weighing.levels import reach
from training.weighing.network import WeighingNetwork
from training.weighing.parity import TOLERANCE, Loss, batches, drift, loss, model, texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tokenizers import Tokenizer

SHARED = WeighingSettings(embeds="encoder.onnx", judges="encoder.onnx", text=96, pair=128, temperature=1.0)
"""One encoder for both uses."""
APART = msgspec.structs.replace(SHARED, embeds="embedder.onnx")
"""An encoder for each."""
LEAST_COSINE = 0.995


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
    gives the vectors, where it is not the same. Stops where a graph does not compute what the network computes, or
    8 bits lose too much.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = (folder / TOKENIZER).read_bytes()
    pieces = load_tokenizer(tokenizer)
    networks = {settings.judges: (state, True)}
    if embeds is not None:
        networks[settings.embeds] = (embeds, False)
    graphs, floating = {}, {}
    for name, (weights, head) in networks.items():
        graphs[name], floating[name] = _graphs(name, weights, pieces, head=head)
    lost = loss(model(graphs, pieces, settings), model(floating, pieces, settings))
    if lost.cosine_mean < LEAST_COSINE:
        message = f"the vectors in 8 bits are too far from those in float: {lost}"
        raise SystemExit(message)
    written = {**graphs, SETTINGS: msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n"}
    for name, data in written.items():
        (folder / name).write_bytes(data)
    (folder / SUMS).write_bytes(checksums({**written, TOKENIZER: tokenizer}))
    write_card(folder / "CARD.md", settings, measured, lost)
    return lost


def _graphs(name: str, state: Mapping[str, Any], pieces: Tokenizer, *, head: bool) -> tuple[bytes, bytes]:
    """Write a network in 8 bits and in float. Stops where the float graph computes something else."""
    network = WeighingNetwork.from_state(state)
    weights = {n: v.float().numpy() for n, v in network.state_dict().items() if head or not n.startswith("head.")}
    floating: bytes = graph.encoder(weights).SerializeToString()
    drifted = drift(network, floating, pieces)
    if not drifted < TOLERANCE:
        message = f"{name} differs from the network by {drifted:.2g}: graph.py has drifted"
        raise SystemExit(message)
    reached = reach(network, batches(texts(), pieces))
    return graph.encoder(weights, reached).SerializeToString(), floating
