"""Which attribution stands in the content of which: a report of a report is not a statement of its own.

In: the attributions of a reading, in any order. Out: for each that stands in another, the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from averment.values import Attribution, Span


def holders(attributions: Iterable[Attribution]) -> dict[str, Attribution]:
    """Give by id who holds an attribution: the one with the smallest content that its cue and content stand in."""
    found: dict[str, Attribution] = {}
    open_: list[tuple[int, Attribution]] = []  # the ends of the pieces of content that we are in
    for place, _, attribution, end in sorted(_events(attributions), key=lambda event: (*event[:2], event[2].id)):
        open_ = [piece for piece in open_ if piece[0] > place]
        if end is not None:
            open_.append((end, attribution))
            continue
        around = [holder for _, holder in open_ if _holds(holder, attribution)]
        if around:
            found[attribution.id] = min(around, key=lambda holder: (_size(holder.content), holder.id))
    return found


def order(attribution: Attribution) -> tuple[int, str]:
    """Give what to sort by for the order of the text."""
    return first(attribution), attribution.id


def _events(attributions: Iterable[Attribution]) -> Iterator[tuple[int, int, Attribution, int | None]]:
    """Give the places to come by: where a piece of content opens, then where an attribution asks who holds it."""
    for attribution in attributions:
        yield from ((start, 0, attribution, end) for start, end in attribution.content)
        own = attribution.cue or attribution.content
        yield (min((start for start, _ in own), default=0), 1, attribution, None)


def first(attribution: Attribution) -> int:
    """Give the offset where it is said: of its cue or content. Its source may stand paragraphs before."""
    return min((start for start, _ in (attribution.cue + attribution.content) or attribution.source), default=0)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    # a holder is always the larger one, so that no chain of holders can close into a circle
    parts = inner.cue + inner.content
    return (
        bool(parts) and _size(outer.content) > _size(inner.content) and all(_in(part, outer.content) for part in parts)
    )


def _in(part: Span, pieces: Sequence[Span]) -> bool:
    return any(start <= part[0] and part[1] <= end for start, end in pieces)


def _size(pieces: Iterable[Span]) -> int:
    return sum(end - start for start, end in pieces)
