"""Places in a text. An offset counts code points of `Document.text`; a span is half-open, `[start, end)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Span: TypeAlias = tuple[int, int]


def quote(text: str, spans: Iterable[Span], gap: str = " … ") -> str:
    """Give the words at `spans` as they stand in `text`, pieces joined by `gap`."""
    return gap.join(text[start:end] for start, end in spans)


def spans_as_text(spans: Iterable[Span]) -> str:
    """Write spans as a correction has them: `10-14 20-25`."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def spans_from_text(text: str, length: int) -> tuple[Span, ...]:
    """Read spans as they are written: `10-14 20-25`, in order, none empty, none over another, all within `length`.

    Nothing written is no span. `ValueError` for anything else.
    """
    found: list[Span] = []
    for part in text.split():
        match = _SPAN.fullmatch(part)
        span = (int(match[1]), int(match[2])) if match else (0, 0)
        if not (found[-1][1] if found else 0) <= span[0] < span[1] <= length:
            message = f"“{part[:40]}” is no span after those before it, within {length:,} code points"
            raise ValueError(message)
        found.append(span)
    return tuple(found)


_SPAN: Final = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)
