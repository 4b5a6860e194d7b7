"""What differs within a passage that two texts share, where it matters: figures of a later version, names of a formula.

In: a stretch of two worded texts. Out: the figures that stand in place of each other; in how many places names differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from averment.weighing.copies.signs import lexicon
from averment.weighing.copies.words import hash_of, plain, remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from averment.weighing.copies.alignment import Stretch
    from averment.weighing.copies.words import Worded

_MOST: Final = 6  # figures kept of one passage: more tell nothing more
_SENTENCE_ENDS: Final = frozenset((".", "!", "?", ""))
_YEAR_DIGITS: Final = 4


def figures(stretch: Stretch, ours: Worded, theirs: Worded) -> tuple[tuple[str, str], ...]:
    """Give the numbers that stand in place of each other, as (in the one, in the other); none of dates and hours."""
    here, there = _noted(ours).numbers, _noted(theirs).numbers
    found = []
    for a0, a1, b0, b1 in stretch.gaps:
        ahead = [here[at] for at in range(a0, a1) if at in here]
        other = [there[at] for at in range(b0, b1) if at in there] if len(ahead) == 1 else []
        if len(other) == 1 and ahead != other:
            found.append((ahead[0], other[0]))
    return tuple(found[:_MOST])


def names(stretch: Stretch, ours: Worded, theirs: Worded) -> int:
    """Count the places where both have a name (a word with a capital within a sentence), and not the same."""
    here, there = _noted(ours).names, _noted(theirs).names
    return sum(1 in here[a0:a1] and 1 in there[b0:b1] for a0, a1, b0, b1 in stretch.gaps)


@dataclass(frozen=True)
class _Noted:
    """The numbers of a text by the place of their word, and a mark for each word that is a name."""

    numbers: dict[int, str]
    names: bytes


def _noted(worded: Worded) -> _Noted:
    return _noted_in(worded.text, worded)


@remembered
def _noted_in(_: str, worded: Worded) -> _Noted:
    words, dates = _hashes()
    numbers = {}
    of_dates = np.pad(np.isin(worded.hashes, dates), 1)
    beside = of_dates[:-2] | of_dates[1:-1] | of_dates[2:]
    for at in np.flatnonzero((worded.numeric | np.isin(worded.hashes, words)) & ~beside).tolist():
        word = plain(worded.text[worded.starts[at] : worded.ends[at]])
        if not _is_year(word):
            numbers[at] = word
    return _Noted(numbers, bytes(_is_name(worded.text, start) for start in worded.starts.tolist()))


@cache
def _hashes() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Give the numbers in words, and the words of dates and hours, as hashes."""
    numbers, dates = (
        np.array([hash_of(word)[0] for word in entry.words], dtype=np.uint32)
        for entry in (lexicon().numbers, lexicon().dates)
    )
    return numbers, dates


def _is_year(word: str) -> bool:
    return len(word) == _YEAR_DIGITS and word[:2] in {"19", "20"}


def _is_name(text: str, start: int) -> bool:
    return text[start].isupper() and text[max(0, start - 3) : start].rstrip()[-1:] not in _SENTENCE_ENDS
