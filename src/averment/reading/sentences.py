"""Sentences and paragraphs of a text, as half-open ranges of code points. Linear in the length of the text.

In: a text. Out: its `Sentences`. A line break ends a sentence where a blank line follows it, or where the line before
it ends like a sentence or is no prose (a headline, an item of a list); the breaks of wrapped lines do not. A stop after
an abbreviation ends one where a word follows that begins sentences and no names ("in the U.S. The army").
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
_AFTER_STOP: Final = "[" + re.escape(_CLOSING) + r"]*+(?:\[\d{1,3}\])*+"  # a footnote may follow: "He left.[1]"
_BREAK: Final = re.compile(  # possessive, and no run of stops is looked at twice: hostile text costs no more
    r"(?P<line>\n\s*+)|(?<![.!?…])[.!?…]++" + _AFTER_STOP + r"(?P<space>[^\S\n]++)"
)
_PARAGRAPH: Final = re.compile(r"\S[^\n]*+(?:\n(?![^\S\n]*+\n)[^\n]*+)*+")
_TITLE: Final = re.compile(  # a name follows, or a number
    r"\b(?i:Adm|Amb|Brig|Capt|Cmdr|Col|Dr|Drs|Gen|Gov|Hon|Lt|Maj|Mr|Mrs|Ms|Pres|Prof|Rep|Rev|Sen|Sgt|Supt"
    r"|approx|ca|cf|e\.g|i\.e|vs)\Z"
)
_SHORT: Final = re.compile(  # what may end a sentence as well
    r"(?:\b(?i:Corp|Inc|Jr|Ltd|Sr|St|al|est|etc|v|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|\bNo|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\Z"
)
_STARTER: Final = re.compile(  # begins a sentence, and no name
    r"[\"'“(\[]?(?i:the|a|an|this|that|these|those|there|he|she|it|they|we|his|her|its|their|in|on|at|as|but|and|when"
    r"|while|after|before|if|since|meanwhile|however|according|some|all|many|most|no)\b(?![.’'-])"  # noqa: RUF001
)
_ENDS_LIKE_ONE: Final = re.compile(r"[.!?…:;]" + _AFTER_STOP + r"\Z")
_OPENS: Final = re.compile(r"[\"'“‘«(\[—–-]*\s?[^\W_a-z]")  # noqa: RUF001
_OPENS_LOW: Final = re.compile(r"[\"'“‘«(\[—–-]*\s?[^\W_]")  # noqa: RUF001
_ITEM: Final = re.compile(r"(?:[-*•·–—]|\d{1,3}[.)]|[A-Z]{1,3}[:.)])\s")  # noqa: RUF001
_LABEL: Final = re.compile(r"(?:\d{1,3}|[A-Z])[.)]\s")  # of an item; its words follow
_LONGEST_LABEL: Final = 4  # code points
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
    low = text.islower()  # then capitals open nothing
    for match in _BREAK.finditer(text, start):
        if match.start() < start:
            continue
        end = _rstripped(text, start, match.start()) if match["line"] else match.start("space")
        divides = _line_divides if match["line"] else _stop_divides
        if end > start and divides(text, start, match, low=low):
            yield start, end
            start = match.end()
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _rstripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _line_divides(text: str, start: int, match: re.Match[str], *, low: bool) -> bool:
    end, after = match.start(), match.end()
    if match["line"].count("\n") > 1 or _ITEM.match(text, after):
        return True
    line = max(start, text.rfind("\n", start, end) + 1)
    if _ENDS_LIKE_ONE.search(text, line, end):
        return text[end - 1] != "." or not _TITLE.search(text, max(line, end - _LONGEST_SHORT), end - 1)
    return end - line < _SHORT_LINE and (low or not text[after : after + 1].islower())


def _stop_divides(text: str, start: int, match: re.Match[str], *, low: bool) -> bool:
    stop, space, after = match.start(), match.start("space"), match.end()
    opens = _OPENS_LOW if low else _OPENS
    if not opens.match(text, after) or (space - start <= _LONGEST_LABEL and _LABEL.match(text, start)):
        return False
    return space - stop > 1 or text[stop] != "." or not _is_short(text, start, stop, after, low=low)


def _is_short(text: str, start: int, stop: int, after: int, *, low: bool) -> bool:
    """Say whether the dot at `stop` is that of an abbreviation, in a sentence that goes on at `after`."""
    first = max(start, stop - _LONGEST_SHORT)
    if _TITLE.search(text, first, stop):
        return True
    return bool(_SHORT.search(text, first, stop)) and (low or not _STARTER.match(text, after))
