"""Whether the ONNX graphs compute what the network computes: run before anything is shipped."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import torch

from averment.inference.sessions import OnnxNetwork
from training.batches import collate

if TYPE_CHECKING:
    from training.network import ReaderNetwork
    from training.windows import Window

TOLERANCE = 1e-3


def difference(network: ReaderNetwork, encoder: bytes, roles: bytes, window: Window) -> float:
    """Give the largest difference in a score of cues or roles between the network and its float graphs on a window."""
    network.eval()
    batch = collate([window], random.Random(0), hide_style=1.0)
    onnx = OnnxNetwork(encoder, roles)
    found = onnx.encode(window.tokens)
    with torch.no_grad():
        hidden = network.encode(batch)
        differences = [np.abs(network.cue(hidden)[0].numpy() - found.cue).max()]
        if len(batch.window):
            expected = network.roles(hidden, batch.window, batch.pool, batch.bucket)[:, 1:-1].numpy()
            differences.append(np.abs(expected - onnx.roles(found, list(window.anchors))).max())
    return float(max(differences))
