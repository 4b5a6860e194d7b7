"""Pieces of text with their kinds, to segments in order.

In: `(kind, start, end)` in order of the text. Out: segments without white space at their ends; neighbours of one kind
are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from averment.values import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.values.documents import SegmentKind

Part: TypeAlias = "tuple[SegmentKind, int, int]"

MAX_SEGMENTS: Final = 20_000
"""After so many the rest is body: no report has them, and a hostile page could have millions."""


def to_segments(text: str, parts: Iterable[Part]) -> tuple[Segment, ...]:
    """Trim, drop what is empty, and join neighbours of one kind."""
    last: SegmentKind | None = None
    spans: list[tuple[int, int]] = []
    kinds: list[SegmentKind] = []
    for kind, begin, finish in parts:
        start, end = trim(text, begin, finish)
        if start == end:
            continue
        if last is not None and len(kinds) >= MAX_SEGMENTS:
            kind = "body"  # noqa: PLW2901
        if kind == last:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
            kinds.append(kind)
            last = kind
    return tuple(Segment(kind=kind, span=span) for kind, span in zip(kinds, spans, strict=True))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
