"""From scores to spans: the best path through the tags of cues, and through those of each cue's roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from averment.inference.network import CUE_TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray

Range = tuple[int, int]

FORBIDDEN: Final = -1e4
_SURE: Final = 0.98  # probability of being outside from which a word piece is no part of any cue


def cue_ranges(probabilities: NDArray[np.float32], threshold: float) -> list[Range]:
    """Give the cues in `probabilities` (tokens, 3: outside, beginning, inside) as ranges of word pieces.

    They are those of the best path through the tags; a `threshold` under a half finds more, one over it fewer. Only
    the stretches between word pieces that are surely outside are decoded: the path is outside there anyway.
    """
    open_ = probabilities[:, 0] < _SURE
    edges = np.flatnonzero(np.diff(np.concatenate(([False], open_, [False])).astype(np.int8)))
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not len(starts):
        return []
    scores = np.log(np.maximum(probabilities, 1e-9))
    scores[:, 0] += np.log(threshold / (1 - threshold))
    rows = np.zeros((len(starts), int(lengths.max()), len(CUE_TAGS)), dtype=np.float32)
    for row, start, length in zip(rows, starts, lengths, strict=True):
        row[:length] = scores[start : start + length]
    paths = best_paths(rows, lengths, _CUE_STEPS)
    found = zip(starts.tolist(), paths, strict=True)
    return [(start + first, start + last) for start, path in found for first, last in ranges(path, CUE_TAGS)["cue"]]


def best_paths(scores: NDArray[np.float32], lengths: NDArray[np.int64], step: NDArray[np.float32]) -> NDArray[np.int8]:
    """Give the best tag sequence of each row (Viterbi 1967). All rows advance together: cost is one step a word piece.

    `scores` (rows, tokens, tags), padded at the end; `lengths` (rows,); `step` (tags, tags) from-to. The answer (rows,
    tokens) holds tags, 0 past a row's length.
    """
    rows, tokens, tags = scores.shape
    best = scores.transpose(1, 2, 0).copy()  # rows last: they are many, and all take the same steps
    best[0] += np.where(step[0] <= FORBIDDEN / 2, FORBIDDEN, 0).astype(np.float32)[:, None]  # as if after O
    candidates = np.empty((tags, tags, rows), dtype=np.float32)
    for t in range(1, tokens):
        np.add(best[t - 1][:, None], step[:, :, None], out=candidates)
        best[t] += candidates.max(0)
    path = np.zeros((tokens, rows), dtype=np.int8)
    tag = np.zeros(rows, dtype=np.int64)
    for t in range(tokens - 1, -1, -1):
        # which tag came before is asked only of the one path that was best; a row begins where its own end is
        onward = best[t] + step[:, tag] if t + 1 < tokens else best[t]
        last = lengths == t + 1
        if last.any():
            onward = np.where(last, best[t], onward)
        tag = onward.argmax(0)
        path[t] = np.where(t < lengths, tag, 0)
    return np.ascontiguousarray(path.T)


def ranges(path: NDArray[np.int8], tags: tuple[str, ...]) -> dict[str, list[Range]]:
    """Give the ranges of word pieces of each kind of span in one tag sequence, in order."""
    found: dict[str, list[Range]] = {tag[2:]: [] for tag in tags if tag != "O"}
    for at in np.flatnonzero(path).tolist():
        beginning, kind = tags[path[at]].split("-")
        spans = found[kind]
        if beginning == "I" and spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return found


def forbidden(tags: tuple[str, ...]) -> NDArray[np.float32]:
    """Give transition scores (from, to) that only say what cannot be: `I-x` after anything but `B-x` or `I-x`."""
    barred = [[to.startswith("I-") and origin[2:] != to[2:] for to in tags] for origin in tags]
    return np.where(barred, FORBIDDEN, 0).astype(np.float32)


_CUE_STEPS: Final = forbidden(CUE_TAGS)
