"""Places in a text. An offset counts code points of `Document.text`; a span is half-open, `[start, end)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Span: TypeAlias = tuple[int, int]


def quote(text: str, spans: Iterable[Span], gap: str = " … ") -> str:
    """Give the words at `spans` as they stand in `text`, pieces joined by `gap`."""
    return gap.join(text[start:end] for start, end in spans)
