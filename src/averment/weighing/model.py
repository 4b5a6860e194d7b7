"""What weighing needs of a model; `inference` gives the shipped one, tests a fake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class WeighingModel(Protocol):
    """Vectors of texts, and the stance of a statement towards a proposition. The same text gives the same numbers."""

    digest: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the vectors of texts, (texts, size), each of length 1."""

    def stances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Give for each (proposition, statement) the probabilities of: none, supports, denies, doubts; (pairs, 4)."""
