"""A model for tests: vectors from the words of a text, stances from the words that two texts share. Deterministic."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 64
_NO = re.compile(r"\b(?:not|no|never|den(?:y|ies|ied)|false)\b", re.IGNORECASE)


class WordModel:
    """Texts with the same words have the same vector; a negation on one side alone denies."""

    digest = "sha256:" + "0" * 64

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Hash each word to a random direction and add them up."""
        found = np.stack([self._vector(text) for text in texts]) if texts else np.zeros((0, SIZE))
        return found.astype(np.float32)

    def stances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Share of common words as the probability of a stance; which one, by negation."""
        return np.array([self._stance(*pair) for pair in pairs], dtype=np.float32).reshape(len(pairs), 4)

    def _vector(self, text: str) -> NDArray[np.float64]:
        total = np.zeros(SIZE)
        for word in sorted(set(re.findall(r"\w+", text.lower()))):
            total += np.random.default_rng(zlib.crc32(word.encode())).standard_normal(SIZE)
        length = float(np.linalg.norm(total))
        return total / length if length else total

    def _stance(self, proposition: str, statement: str) -> list[float]:
        ours, theirs = (set(re.findall(r"\w+", text.lower())) for text in (proposition, statement))
        share = len(ours & theirs) / max(1, len(ours))
        denies = bool(_NO.search(proposition)) != bool(_NO.search(statement))
        return [1 - share, 0.0 if denies else share, share if denies else 0.0, 0.0]
