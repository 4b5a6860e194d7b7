"""Which attributions rest on a piece of evidence.

In: a draft with attributions and the evidence found in it. Out: for each piece the ids of the attributions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.reading.draft import Draft
    from averment.values import Attribution, Evidence, Span


def resting(draft: Draft, evidence: Iterable[Evidence]) -> Iterator[tuple[str, ...]]:
    """Give for each piece of evidence the ids of the attributions that rest on it."""
    for piece in evidence:
        yield tuple(a.id for a in _direct(draft, piece.span))


def _direct(draft: Draft, span: Span) -> list[Attribution]:
    named = [a for a in draft.attributions if any(_overlap(span, s) for s in (*a.source, *a.cue))]
    if named:
        return named
    inside = [a for a in draft.attributions if any(s <= span[0] and span[1] <= e for s, e in a.content)]
    return inside[-1:]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
