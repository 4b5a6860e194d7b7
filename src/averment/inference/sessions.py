"""The two graphs of the reader, run by ONNX Runtime: the only module that knows it; `session` opens any graph.

A window runs alone and on one thread: the scales of dynamic quantisation come from the whole input, so this is what
makes a reading independent of the batch. Windows run side by side instead: the runtime lets go of the interpreter lock.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from averment.errors import ModelError
from averment.inference.network import distance_buckets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from averment.inference.tokens import Tokens

CLS: Final = 101
SEP: Final = 102
_MOST_THREADS: Final = 8


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window after the encoder, special word pieces included: `cue` (n, 3), `hidden` (n, size), `token` (n, …)."""

    cue: NDArray[np.float32]
    hidden: NDArray[np.float32]
    token: NDArray[np.float32]

    def between(self, first: int, last: int) -> Encoded:
        """Give the word pieces `[first, last)`, as views, with one more on either side in place of the special ones."""
        cut = slice(first, last + 2)
        return Encoded(self.cue[cut], self.hidden[cut], self.token[cut])


class Network(Protocol):
    """What tagging needs of a network; `training/` gives the same face to the network in PyTorch."""

    def encode(self, tokens: Tokens) -> Encoded:
        """Read one window."""

    def roles(self, window: Encoded, cues: list[tuple[int, int]]) -> NDArray[np.float32]:
        """Score the role tags (cues, tokens, tags) of one window's word pieces for each cue in it."""


class OnnxNetwork:
    """The shipped network. Thread-safe."""

    def __init__(self, encoder: bytes, roles: bytes) -> None:
        self._encoder = session(encoder)
        self._roles = session(roles)

    def encode(self, tokens: Tokens) -> Encoded:
        """Read one window: about 50 ms for 384 word pieces on one core."""
        feed = {
            "ids": framed(tokens.ids, CLS, SEP),
            "case": framed(tokens.case),
            "gap": framed(tokens.gap),
            "quote": framed(tokens.quote),
        }
        cue, hidden, token = self._encoder.run(["cue", "hidden", "token"], feed)
        return Encoded(cue, hidden, token)

    def roles(self, window: Encoded, cues: list[tuple[int, int]]) -> NDArray[np.float32]:
        """Score the role tags: about 0.6 ms a cue in 256 word pieces on one core."""
        first, last = np.array(cues, dtype=np.int64).T + 1  # the window opens with a special word piece
        feed = {
            "token": window.token,
            "anchor": np.stack([window.hidden[a:b].mean(0) for a, b in zip(first, last, strict=True)]),
            "bucket": distance_buckets(len(window.hidden), first, last),
        }
        scores: NDArray[np.float32] = self._roles.run(["role"], feed)[0]
        return scores[:, 1:-1]


def cores() -> int:
    """Count the cores that this process, and those it starts, may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def usable_cores() -> int:
    """Count the cores that the threads of one process are for, at most eight: beyond, memory traffic binds."""
    return min(_MOST_THREADS, cores())


def framed(values: NDArray[np.int64], before: int = 0, after: int = 0) -> NDArray[np.int64]:
    """Put a special word piece before and after those of a text."""
    return np.concatenate(([before], values, [after]))


def session(model: bytes) -> Any:  # noqa: ANN401  (onnxruntime ships no types)
    """Open a graph on one thread. Raises `ModelError` where the runtime cannot."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # the graphs come fused; what the runtime would fuse further (sums into norms) is a sixth slower on processors
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's own exceptions share no other base
        message = f"the model cannot be loaded: {str(error).splitlines()[0]}"
        raise ModelError(message) from error
