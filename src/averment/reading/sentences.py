"""Sentences and paragraphs of a text, as half-open ranges of code points. Linear in the length of the text.

In: a text. Out: its `Sentences`. A line break ends a sentence where a blank line follows it, or where the line before
it ends like a sentence or is no prose (a headline, an item of a list); the breaks of wrapped lines do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, overload

from averment.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING: Final = "\"'”’»)]"  # noqa: RUF001
_BREAK: Final = re.compile(  # possessive, and no run of stops is looked at twice: hostile text costs no more
    r"(?P<line>\n\s*+)|(?<![.!?…])[.!?…]++[" + re.escape(_CLOSING) + r"]*+(?P<space>[^\S\n]++)"
)
_PARAGRAPH: Final = re.compile(r"\S[^\n]*+(?:\n(?![^\S\n]*+\n)[^\n]*+)*+")
_NOT_AFTER: Final = re.compile(
    r"(?:\b(?:Adm|Amb|Brig|Capt|Cmdr|Col|Corp|Dr|Drs|Gen|Gov|Hon|Inc|Jr|Lt|Ltd|Maj|Mr|Mrs|Ms|No|Pres|Prof|Rep|Rev|Sen"
    r"|Sgt|Sr|St|Supt|approx|ca|cf|e\.g|est|etc|i\.e|v|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\Z"
)
_ENDS_LIKE_ONE: Final = re.compile(r"[.!?…:;][" + re.escape(_CLOSING) + r"]*\Z")
_OPENS: Final = re.compile(r"[\"'“‘«(\[—–-]*\s?[^\W_a-z]")  # noqa: RUF001
_ITEM: Final = re.compile(r"(?:[-*•·–—]|\d{1,3}[.)]|[A-Z]{1,3}[:.)])\s")  # noqa: RUF001
_LONGEST_SHORT: Final = 12  # code points of the longest abbreviation
_SHORT_LINE: Final = 60  # code points; a line of wrapped prose is longer


class Sentences(Sequence[Span]):
    """The sentences of one text, in order; white space stands between them."""

    def __init__(self, text: str) -> None:
        self._spans = list(_sentences(text))
        self._starts = [start for start, _ in self._spans]

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> list[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | list[Span]:
        """Give a sentence, or several."""
        return self._spans[index]

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self._spans)

    def index_at(self, offset: int) -> int:
        """Give the number, from 0, of the sentence that `offset` stands in or after; 0 before the first."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def at(self, offset: int) -> Span:
        """Give the sentence that `offset` stands in or after."""
        return self._spans[self.index_at(offset)] if self._spans else (0, 0)


def paragraphs(text: str) -> Iterator[Span]:
    """Give the paragraphs: stretches between blank lines, without white space at their edges."""
    for match in _PARAGRAPH.finditer(text):
        yield match.start(), _rstripped(text, match.start(), match.end())


def _sentences(text: str) -> Iterator[Span]:
    start = len(text) - len(text.lstrip())
    for match in _BREAK.finditer(text, start):
        if match.start() < start:
            continue
        end = _rstripped(text, start, match.start()) if match["line"] else match.start("space")
        if end > start and _divides(text, start, match):
            yield start, end
            start = match.end()
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _rstripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _divides(text: str, start: int, match: re.Match[str]) -> bool:
    after = match.end()
    if match["line"]:
        if match["line"].count("\n") > 1 or _ITEM.match(text, after):
            return True
        line = max(start, text.rfind("\n", start, match.start()) + 1)
        return match.start() - line < _SHORT_LINE or bool(_ENDS_LIKE_ONE.search(text, line, match.start()))
    if not _OPENS.match(text, after):
        return False
    if match.start("space") - match.start() > 1 or text[match.start()] != ".":
        return True
    return not _NOT_AFTER.search(text, max(start, match.start() - _LONGEST_SHORT), match.start())
