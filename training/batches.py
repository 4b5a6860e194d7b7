"""Windows to batches: padded tensors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from averment.inference.network import UNKNOWN, distance_buckets

if TYPE_CHECKING:
    import random

    from torch import Tensor

    from training.windows import Window

CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors: rows of `ids` to `cues` are windows, rows of `window` to `roles` are cues."""

    ids: Tensor
    case: Tensor
    gap: Tensor
    quote: Tensor
    style: Tensor  # (windows,)
    mask: Tensor  # (windows, tokens) bool: a real word piece or special one
    cues: Tensor  # (windows, tokens) tag, -100 where none is asked for
    window: Tensor  # (cues,) which window a cue is in
    pool: Tensor  # (cues, tokens) weights that average the cue's vectors
    bucket: Tensor  # (cues, tokens)
    roles: Tensor  # (cues, tokens) tag, -100 where none is asked for

    def to(self, device: torch.device) -> Batch:
        """Move every tensor."""
        return Batch(*(getattr(self, name).to(device, non_blocking=True) for name in self.__slots__))


def collate(windows: list[Window], rng: random.Random, hide_style: float) -> Batch:
    """Pad windows of like length into a batch; each window's style is hidden with probability `hide_style`."""
    width = max(len(w.tokens) for w in windows) + 2
    shape = (len(windows), width)
    ids, case, gap, quote = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    mask = np.zeros(shape, dtype=bool)
    cues = np.full(shape, -100, dtype=np.int64)
    total = sum(len(w.anchors) for w in windows)
    pool = np.zeros((total, width), dtype=np.float32)
    bucket = np.zeros((total, width), dtype=np.int64)
    roles = np.full((total, width), -100, dtype=np.int64)
    owner, k = np.zeros(total, dtype=np.int64), 0
    for i, w in enumerate(windows):
        n = len(w.tokens)
        inner = slice(1, n + 1)
        ids[i, 0], ids[i, inner], ids[i, n + 1] = CLS, w.tokens.ids, SEP
        case[i, inner], gap[i, inner], quote[i, inner] = w.tokens.case, w.tokens.gap, w.tokens.quote
        mask[i, : n + 2] = True
        cues[i, inner] = w.cue_tags
        for (s, e), row in zip(w.anchors, w.roles, strict=True):
            pool[k, s + 1 : e + 1] = 1 / (e - s)
            bucket[k] = distance_buckets(width, np.array([s + 1]), np.array([e + 1]))[0]
            roles[k, inner] = row
            owner[k] = i
            k += 1
    style = [UNKNOWN if rng.random() < hide_style else w.style for w in windows]
    arrays = (ids, case, gap, quote, np.array(style), mask, cues, owner, pool, bucket, roles)
    return Batch(*(torch.from_numpy(a) for a in arrays))
