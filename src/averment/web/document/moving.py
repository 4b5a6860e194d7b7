"""The ends of a marked part moved by words, so that a person can correct it without counting characters.

In: a text, the spans of a part (its pieces, in order), what is to be moved and where to. Out: the spans as they are
then; the same where it cannot be moved. A sign of punctuation counts as a word: it may belong to the part or not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from averment.values import Span

End: TypeAlias = Literal["start", "end"]
Spans: TypeAlias = tuple[Span, ...]

_WORD: Final = re.compile(r"\w+(?:['’\u00ad\u200c\u200d.,-]\w+)*|[^\w\s]+?", re.UNICODE)  # noqa: RUF001  (apostrophes)


class Words:
    """The words of one text, to step along."""

    def __init__(self, text: str) -> None:
        self.spans: list[Span] = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]

    def moved(self, spans: Spans, piece: int, end: End, *, outward: bool) -> Spans:
        """Move an end of a piece by a word. It does not come to another piece, nor does a piece become empty."""
        start, last = spans[piece]
        if end == "start":
            start = self._before(start) if outward else self._after(start)
        else:
            last = self._next(last) if outward else self._previous(last)
        return self._fitting(spans, piece, (start, last))

    def reached(self, spans: Spans, piece: int, word: Span) -> Spans:
        """Move the nearer end of a piece to a word: to take it in where it is outside, to end with it where inside.

        A part without pieces becomes that word.
        """
        if not spans:
            return (word,)
        start, last = spans[piece]
        if word[0] < start:
            return self._fitting(spans, piece, (word[0], last))
        if word[1] > last or word[0] - start > last - word[1]:
            return self._fitting(spans, piece, (start, word[1]))
        return self._fitting(spans, piece, (word[0], last))

    def added(self, spans: Spans, word: Span) -> Spans:
        """Give the spans with a word as a piece of its own; the same where it is in one of them, or touches one."""
        together = tuple(sorted((*spans, word)))
        return together if all(one[1] < other[0] for one, other in pairwise(together)) else spans

    def within(self, span: Span) -> list[Span]:
        """Give the words of a stretch."""
        return self.spans[bisect_left(self._starts, span[0]) : bisect_right(self._ends, span[1])]

    def _before(self, place: int) -> int:
        number = bisect_left(self._starts, place) - 1
        return self._starts[number] if number >= 0 else place

    def _after(self, place: int) -> int:
        number = bisect_right(self._starts, place)
        return self._starts[number] if number < len(self._starts) else place

    def _next(self, place: int) -> int:
        number = bisect_right(self._ends, place)
        return self._ends[number] if number < len(self._ends) else place

    def _previous(self, place: int) -> int:
        number = bisect_left(self._ends, place) - 1
        return self._ends[number] if number >= 0 else place

    @staticmethod
    def _fitting(spans: Spans, piece: int, span: Span) -> Spans:
        changed = (*spans[:piece], span, *spans[piece + 1 :])
        apart = all(one[1] < other[0] for one, other in pairwise(changed))
        return changed if span[0] < span[1] and apart else spans
