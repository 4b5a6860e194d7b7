"""What differs within a passage that two texts share, where it matters: figures of a later version, names of a formula.

In: a stretch of two worded texts. Out: the figures that stand in place of each other; in how many places names differ.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from averment.weighing.copies.signs import lexicon
from averment.weighing.copies.words import plain

if TYPE_CHECKING:
    from averment.weighing.copies.alignment import Stretch
    from averment.weighing.copies.words import Worded

_MOST: Final = 6  # figures kept of one passage: more tell nothing more
_SENTENCE_ENDS: Final = frozenset((".", "!", "?", ""))
_YEAR_DIGITS: Final = 4


def figures(stretch: Stretch, ours: Worded, theirs: Worded) -> tuple[tuple[str, str], ...]:
    """Give the numbers that stand in place of each other, as (in the one, in the other); none of dates and hours."""
    found = []
    for a0, a1, b0, b1 in stretch.gaps:
        if a0 == a1 or b0 == b1:
            continue
        here, there = _numbers(ours, a0, a1), _numbers(theirs, b0, b1)
        if len(here) == len(there) == 1 and here != there:
            found.append((here[0], there[0]))
    return tuple(found[:_MOST])


def names(stretch: Stretch, ours: Worded, theirs: Worded) -> int:
    """Count the places where both have a name (a word with a capital within a sentence), and not the same."""
    both = [gap for gap in stretch.gaps if gap[0] < gap[1] and gap[2] < gap[3]]
    return sum(_has_name(ours, a0, a1) and _has_name(theirs, b0, b1) for a0, a1, b0, b1 in both)


def _numbers(worded: Worded, start: int, end: int) -> list[str]:
    found = []
    for at in range(start, end):
        word = _plain(worded, at)
        if (worded.numeric[at] and not _is_year(word)) or word in _words()[0]:
            beside = {_plain(worded, at - 1), _plain(worded, at + 1)}
            if not beside & _words()[1]:
                found.append(word)
    return found


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Give the numbers in words, and the words of dates and hours."""
    return frozenset(lexicon().numbers.words), frozenset(lexicon().dates.words)


def _plain(worded: Worded, at: int) -> str:
    if not 0 <= at < len(worded):
        return ""
    return plain(worded.text[worded.starts[at] : worded.ends[at]])


def _is_year(word: str) -> bool:
    return len(word) == _YEAR_DIGITS and word[:2] in {"19", "20"}


def _has_name(worded: Worded, start: int, end: int) -> bool:
    for at in range(start, end):
        first = int(worded.starts[at])
        before = worded.text[max(0, first - 3) : first].rstrip()[-1:]
        if worded.text[first].isupper() and before not in _SENTENCE_ENDS:
            return True
    return False
