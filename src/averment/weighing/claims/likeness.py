"""How like two sayings are: one sum of what their words, names, kinds of acts and scenes have in common.

In: sayings and the vectors of their texts. Out: rows of whole numbers, whose products, signed, are the likeness. So
that a hundred thousand are compared at once, every part is an inner product; and so that no order of adding them up
changes a bit, numbers are whole and below 2**24, which 32-bit floats hold exactly.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec
import numpy as np

from averment.lexicons import load
from averment.weighing.claims.words import SIDES, kind_names, stems_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from averment.weighing.claims.saying import Saying

Matrix: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"
Bytes: TypeAlias = "np.ndarray[Any, np.dtype[np.int8]]"
PARTS: Final = (
    *("meaning", "words", "kinds", "names", "scene", "day", "side", "mood"),
    *("both kinds", "both names", "both scenes", "both days", "both sides"),
)
"""What two sayings are compared by: the vector of the text first. "both …" says that both have any of a part: then
having nothing in common counts."""
_HASHED: Final = 64
"""Columns that names, and words, share by their hash: of 64 by 5 names each, one pair in three meets by chance."""
_MOODS: Final = ("fact", "demand", "plan", "question")
_EXACT: Final = 2**24
_STEP: Final = 3  # days that are one column
_SPREAD: Final = 4.5  # days
_AROUND: Final = 4  # steps
_AT_ONCE: Final = 4_096  # sayings whose rows are made at a time
_LEVELS: Final = np.array([400] + [100] * (len(PARTS) - 1))


class ClaimWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each part adds to the log-odds that two sayings make one claim, and the log-odds from which they do."""

    start: float
    parts: dict[str, float]
    least: float


@cache
def claim_weights() -> ClaimWeights:
    """Give the table."""
    return load("claim_weights", ClaimWeights)


class Likeness:
    """The measure, for vectors of one size. `least` is the product from which two sayings make one claim.

    A row is kept as signed bytes, each column counting in whole steps: 400 levels to the length of a vector of words
    (a component beyond 0.31 of it counts as that), 100 to that of the other parts.
    """

    def __init__(self, size: int, weights: ClaimWeights) -> None:
        self._weights = weights
        worth = np.array([self._weights.parts.get(part, 0.0) for part in PARTS])
        wide = (
            size,
            2 * _HASHED,
            len(kind_names()),
            _HASHED,
            _HASHED,
            2 * _HASHED,
            len(SIDES),
            len(_MOODS),
            1,
            1,
            1,
            1,
            1,
        )
        most = np.sqrt(0.9 * _EXACT / (np.abs(worth).sum() or 1.0))  # so that no sum of products passes what is exact
        root = np.sqrt(np.abs(worth))
        self._scale = max(1.0, np.floor(most * root[0] / _LEVELS[0])) * _LEVELS[0] / (root[0] or 1.0)
        self._level = np.repeat(_LEVELS, wide).astype(np.float32)
        self._step = np.repeat(np.rint(root * self._scale / _LEVELS), wide).astype(np.float32)
        self._sign = np.repeat(np.sign(worth), wide).astype(np.float32)
        self.width = sum(wide)
        self.least = self.product(self._weights.least)

    def rows(self, sayings: Sequence[Saying], vectors: Matrix) -> Bytes:
        """Give the rows of sayings, (sayings, width)."""
        found = np.zeros((len(sayings), self.width), np.int8)
        for start in range(0, len(sayings), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            levels = np.rint(np.hstack(features(sayings[part], vectors[part])) * self._level)
            found[part] = np.clip(levels, -127, 127)
        return found

    def right(self, rows: Bytes) -> Matrix:
        """Make rows the right side of a product: it has the likeness of each row of the left to each of these."""
        return rows * self._step

    def left(self, rows: Bytes) -> Matrix:
        """Make rows the left side of a product."""
        return rows * (self._step * self._sign)

    def product(self, odds: float) -> int:
        """Give log-odds as a product."""
        return int(np.ceil((odds - self._weights.start) * self._scale**2))

    def chances(self, products: Matrix) -> NDArray[np.float64]:
        """Give products as the chances that the two make one claim, 0 to 1."""
        odds = products.astype(np.float64) / self._scale**2 + self._weights.start
        chances: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
        return chances


def features(sayings: Sequence[Saying], vectors: Matrix) -> list[Matrix]:
    """Give for each of `PARTS` the columns (sayings, n) whose inner products compare by it."""
    words = _hashed([stems_in(saying.text) for saying in sayings], columns=2 * _HASHED)
    kinds = _one_hot([saying.kinds for saying in sayings], kind_names())
    names = _hashed([saying.names for saying in sayings])
    scenes = _hashed([saying.scene for saying in sayings])
    days = _days([saying.day for saying in sayings])
    sides = _one_hot([(saying.side,) if saying.side else () for saying in sayings], SIDES)
    moods = _one_hot([(saying.mood,) for saying in sayings], _MOODS)
    both = [
        np.asarray(part.any(axis=1, keepdims=True), dtype=np.float32) for part in (kinds, names, scenes, days, sides)
    ]
    return [np.asarray(vectors, dtype=np.float32), words, kinds, names, scenes, days, sides, moods, *both]


def _one_hot(values: Sequence[Iterable[str]], known: Sequence[str]) -> Matrix:
    place = {name: column for column, name in enumerate(known)}
    found = np.zeros((len(values), len(known)), dtype=np.float32)
    for row, names in enumerate(values):
        found[row, [place[name] for name in names if name in place]] = 1
    return _of_length_1(found)


def _hashed(values: Sequence[Iterable[str]], columns: int = _HASHED) -> Matrix:
    found = np.zeros((len(values), columns), dtype=np.float32)
    for row, names in enumerate(values):
        found[row, [_hash(name) % columns for name in names]] = 1
    return _of_length_1(found)


def _days(days: Sequence[int | None]) -> Matrix:
    """Spread each day over those around it: two have 0.9 in common at 3 days, half at a week, nothing at a month."""
    found = np.zeros((len(days), 2 * _HASHED), dtype=np.float32)
    for row, day in enumerate(days):
        if day is not None:
            for step in range(day // _STEP - _AROUND, day // _STEP + _AROUND + 1):
                away = _STEP * step + _STEP // 2 - day
                found[row, _hash(f"days {step}") % found.shape[1]] += np.exp(-((away / _SPREAD) ** 2) / 2)
    return _of_length_1(found)


@lru_cache(maxsize=100_000)
def _hash(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


def _of_length_1(rows: Matrix) -> Matrix:
    length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float32)
