"""Text to the numbers the network reads: word pieces, their places in the text, and what the word pieces lose.

In: a string. Out: `Tokens`, parallel numpy arrays, one row a word piece, offsets in code points of that string.
The vocabulary is uncased and drops white space, so case, gaps and quotation are given beside the ids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CASES: Final = 6  # lower or caseless, Title, UPPER, single capital, mIxed, digit first
GAPS: Final = 4  # attached, white space, line break, blank line (or start of text)
OPENS: Final = 3  # nothing, a sentence, a line
QUOTES: Final = 4  # outside, inside a quotation, opening mark, closing mark

_CASED_UP_TO: Final = 0x2000  # code points looked up for case; beyond lie scripts without it
_UPPER: Final = np.fromiter((chr(i).isupper() for i in range(_CASED_UP_TO)), dtype=np.int32)
_MARK: Final = re.compile(r"[\"“”„«»]|``|''|\n[ \t\r]*\n")
_BEFORE_OPENING: Final = "([—–-:"  # noqa: RUF001
_STOPS: Final = np.array([ord(mark) for mark in ".?!"])
_CLOSING: Final = np.array([ord(mark) for mark in "\"'”’»)"])  # noqa: RUF001
_LONGEST_QUOTATION: Final = 1500  # code points; a mark never closed must not turn the rest of the text into speech


@dataclass(frozen=True, slots=True)
class Tokens:
    """Word pieces of one text: `ids`, `start`, `end` (code points) and the three features; each of shape (n,).

    `opens` is no feature: what begins with a word piece, for cutting where little is torn apart.
    """

    ids: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    case: NDArray[np.int64]
    gap: NDArray[np.int64]
    quote: NDArray[np.int64]
    opens: NDArray[np.int64]

    def __len__(self) -> int:
        """Count the word pieces."""
        return len(self.ids)

    def between(self, first: int, last: int) -> Tokens:
        """Give the word pieces `[first, last)`, as views."""
        cut = slice(first, last)
        return Tokens(*(getattr(self, name)[cut] for name in self.__slots__))

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of word pieces that touch the code points `[start, end)`."""
        first = int(np.searchsorted(self.end, start, side="right"))
        last = int(np.searchsorted(self.start, end, side="left"))
        return first, max(first, last)


def load_tokenizer(file: bytes) -> Tokenizer:
    """Load the bytes of a `tokenizer.json`, with truncation and padding off: windows are ours to cut."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(file)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True  # "[SEP]" in a text is text
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str) -> Tokens:
    """Cut `text` into word pieces, without special ones. Linear in the length of the text."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    start, end = offsets[:, 0], offsets[:, 1]
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    case, gap = _case(points, start, end), _gap(points, start, end)
    return Tokens(
        ids=np.array(encoding.ids, dtype=np.int64),
        start=start,
        end=end,
        case=case,
        gap=gap,
        quote=_quotation(text)[start].astype(np.int64) if len(start) else start,
        opens=_opening(points, end, case, gap),
    )


def _running(flags: NDArray[np.generic]) -> NDArray[np.int64]:
    """Give running sums with a leading zero: `out[b] - out[a]` counts the flags in `[a, b)`."""
    return np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))


def _case(points: NDArray[np.uint32], start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    if not len(start):
        return start
    upper = np.where(points < _CASED_UP_TO, _UPPER[np.minimum(points, _CASED_UP_TO - 1)], 0)
    capitals = _running(upper)
    count = capitals[end] - capitals[start]
    first = points[start]
    rules = [
        (first >= ord("0")) & (first <= ord("9")),
        count == 0,
        (count == end - start) & (end - start > 1),
        count == end - start,
        (count == 1) & (upper[start] == 1),
    ]
    return np.select(rules, [5, 0, 2, 3, 1], default=4).astype(np.int64)


def _gap(points: NDArray[np.uint32], start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    if not len(start):
        return start
    before = np.concatenate(([0], end[:-1]))
    breaks = _running(points == ord("\n"))
    lines = breaks[start] - breaks[before]
    gap = np.select([lines >= 2, lines == 1, start > before], [3, 2, 1], default=0).astype(np.int64)  # noqa: PLR2004
    gap[0] = 3
    return gap


def _opening(
    points: NDArray[np.uint32], end: NDArray[np.int64], case: NDArray[np.int64], gap: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Say of each word piece whether a line (2) or a sentence (1) begins with it; "Mr. Rawi" is a sentence here."""
    last = points[end - 1]
    stop = np.isin(last, _STOPS)
    closed = stop | (np.isin(last, _CLOSING) & np.concatenate(([False], stop[:-1]))) if len(end) else stop
    sentence = np.concatenate(([False], closed[:-1])) & (gap > 0) & (case > 0) if len(end) else stop
    return np.where(gap >= 2, 2, sentence).astype(np.int64)  # noqa: PLR2004


def _quotation(text: str) -> NDArray[np.uint8]:
    """Say of each code point whether it is outside (0) or inside (1) quotation marks, opens (2) or closes (3) them.

    A straight mark opens after white space or an opening bracket. A blank line closes whatever is open, since a
    quotation over several paragraphs opens each of them anew.
    """
    state = np.zeros(len(text), dtype=np.uint8)
    opened: int | None = None
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if opened is not None and at - opened > _LONGEST_QUOTATION:
            opened = None
        if mark[0] == "\n":
            if opened is not None:
                state[opened:at] = 1
            opened = None
        elif _opens(text, at, mark, inside=opened is not None):
            opened = match.end()
            state[at:opened] = 2
        else:
            if opened is not None:
                state[opened:at] = 1
                opened = None
            state[at : match.end()] = 3
    return state


def _opens(text: str, at: int, mark: str, *, inside: bool) -> bool:
    if mark in "“„«``":
        return True
    if mark == '"':
        before = text[at - 1] if at else " "
        return not inside and (before.isspace() or before in _BEFORE_OPENING)
    return False
