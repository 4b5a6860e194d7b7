"""The shape of the shipped network: what its numbers mean. Shared by the runtime and by `training/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNKNOWN: Final = 0  # annotation style not given: the network judges by the text
POLNEAR: Final = 1
CONTESTED: Final = 2
STYLES: Final = 3

CUE_TAGS: Final = ("O", "B-cue", "I-cue")
ROLE_TAGS: Final = ("O", "B-source", "I-source", "B-content", "I-content", "B-cue", "I-cue")
"""Tags of the roles of one cue. `cue` marks further pieces of that cue ("dismissed … as “lies”")."""

_HALF: Final = 16
DISTANCES: Final = 2 * _HALF + 2


def distance_buckets(length: int, first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the signed log-scaled distance of each of `length` word pieces to each cue `[first, last)`.

    Shapes: `first` and `last` (cues,), the answer (cues, length), values 0 to `DISTANCES - 1`. The cue's own word
    pieces have a bucket of their own, the last.
    """
    at = np.arange(length)[None, :]
    before, after = first[:, None] - at, at - last[:, None] + 1
    distance = np.where(before > 0, -before, np.where(after > 0, after, 0))
    steps = np.minimum(_HALF, (2 * np.log2(np.abs(distance) + 1)).astype(np.int64))
    return np.where(distance == 0, DISTANCES - 1, _HALF + np.sign(distance) * steps)
