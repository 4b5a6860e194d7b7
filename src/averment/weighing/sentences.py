"""The sentence around a place of a text, to show or to compare; rough, for nothing that is counted in characters.

In: a text and a span. Out: a span around it, with no white space at its ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment.values import Span

_BREAK: Final = re.compile(
    r"\n[^\S\n]*+\n\s*+"  # a blank line
    r"|[.!?](?<!\b[A-Z].)(?<!\b(?:Mr|Ms|Dr|St|Lt|No).)(?<!\b(?:Mrs|Gen|Col|Sen|Maj|Rep|Gov).)"
    r"[\"'”’)\]]*+\s++(?=[^\W_a-z]|[\"“‘(])"  # noqa: RUF001
)


class Sentences:
    """The sentences of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def around(self, span: Span) -> Span:
        """Give the sentence in which a span begins, and those that it runs on into."""
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        after = bisect_right(self._starts, max(span[0], span[1] - 1))
        start = self._starts[first]
        end = self._starts[after] if after < len(self._starts) else len(self._text)
        return start, start + len(self._text[start:end].rstrip())
