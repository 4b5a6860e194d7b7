"""From scores to spans: cues by threshold, roles by the best path through the role tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from averment.inference.network import ROLE_TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray

Range = tuple[int, int]


def cue_ranges(probabilities: NDArray[np.float32], threshold: float) -> list[Range]:
    """Give the cues in `probabilities` (tokens, 3: outside, beginning, inside) as ranges of word pieces.

    A word piece belongs to a cue where the probability of being outside falls under `1 - threshold`; a run of such word
    pieces is cut where a beginning is likelier than an inside.
    """
    belongs = 1 - probabilities[:, 0] >= threshold
    begins = belongs & ((probabilities[:, 1] > probabilities[:, 2]) | ~np.concatenate(([False], belongs[:-1])))
    ends = np.flatnonzero(np.concatenate((begins[1:] | ~belongs[1:], [True])) & belongs) + 1
    return list(zip(np.flatnonzero(begins).tolist(), ends.tolist(), strict=True))


def best_paths(scores: NDArray[np.float32], lengths: NDArray[np.int64], step: NDArray[np.float32]) -> NDArray[np.int8]:
    """Give the best tag sequence of each row (Viterbi 1967). All rows advance together: cost is one step a word piece.

    `scores` (rows, tokens, tags), padded at the end; `lengths` (rows,); `step` (tags, tags) from-to. The answer (rows,
    tokens) holds tags, 0 past a row's length.
    """
    rows, tokens, tags = scores.shape
    best = scores[:, 0] + np.where(step[0] < -1e3, step[0], 0)  # noqa: PLR2004  (a sequence starts as if after O)
    back = np.zeros((tokens, rows, tags), dtype=np.int8)
    for t in range(1, tokens):
        candidates = best[:, :, None] + step
        back[t] = candidates.argmax(1)
        ahead = candidates.max(1) + scores[:, t]
        best = np.where((t < lengths)[:, None], ahead, best)
    path = np.zeros((rows, tokens), dtype=np.int8)
    tag = best.argmax(1)
    every = np.arange(rows)
    for t in range(tokens - 1, -1, -1):
        inside = t < lengths
        path[:, t] = np.where(inside, tag, 0)
        tag = np.where(inside, back[t, every, tag], tag)
    return path


def role_ranges(path: NDArray[np.int8]) -> dict[str, list[Range]]:
    """Give the ranges of word pieces of each role in one tag sequence."""
    found: dict[str, list[Range]] = {"source": [], "content": [], "cue": []}
    for at in np.flatnonzero(path).tolist():
        beginning, role = ROLE_TAGS[path[at]].split("-")
        ranges = found[role]
        if beginning == "I" and ranges and ranges[-1][1] == at:
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return found
