"""Where a person finds the words again: the number of the paragraph, counted from 1 as a reader would count.

In: a text. Out: the paragraph of any offset. Paragraphs stand apart by blank lines; without any, each
line is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

_BLANK_LINES: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINES: Final = re.compile(r"\n\s*")


class Paragraphs:
    """The paragraphs of one text. `starts` are the offsets at which they begin."""

    def __init__(self, text: str) -> None:
        lead = len(text) - len(text.lstrip())
        gap = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINES
        self.starts = [lead, *(match.end() for match in gap.finditer(text, lead) if match.end() < len(text))]

    def number(self, offset: int) -> int:
        """Give the number of the paragraph that `offset` stands in, from 1."""
        return max(1, bisect_right(self.starts, offset))
