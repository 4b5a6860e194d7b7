"""The words of a text as copying leaves them: without case, quotation marks, apostrophes, accents of Arabic or commas.

In: a document. Out: its `Worded`: a hash for each word, and where it stands. Boilerplate is left out: it is on
all pages of a site. What is written without spaces (Chinese, Thai) is taken sign by sign.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from averment.values import Document, Span

_Make = TypeVar("_Make", bound="Callable[..., Any]")
WINDOW: Final = 3
"""Words in a row that are looked up together: of a passage with 30 % of its words changed a third of these are left."""

_APOSTROPHES: Final = "'’‘ʼ`´＇"  # noqa: RUF001
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DROPPED: Final = re.compile(f"[{_APOSTROPHES}\u0640\u064b-\u0652\u0670.,]")  # tatweel and vowel signs too
_LONG: Final = 20_000  # code points
_MANY, _FEW = 4_096, 32  # texts that stay taken apart, 20 kB for a news article; and long ones
_MIX: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


@dataclass(frozen=True, eq=False)
class Worded:
    """The words of one document: their hashes (words,), and where each starts and ends, code points (words,).

    `numeric` marks those that begin with a digit.
    """

    document: str
    text: str
    hashes: NDArray[np.uint32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    numeric: NDArray[np.bool_]

    @cached_property
    def windows(self) -> NDArray[np.uint32]:
        """Give the hashes of its word windows, in order: (words - 2,)."""
        return windows(self.hashes)

    @cached_property
    def order(self) -> NDArray[np.intp]:
        """Give the places of its word windows in the order of their hashes."""
        return np.argsort(self.windows, kind="stable")

    @cached_property
    def ranked(self) -> NDArray[np.uint32]:
        """Give the hashes of its word windows, sorted."""
        return self.windows[self.order]

    @cached_property
    def often(self) -> NDArray[np.intp]:
        """Give how often each of its word windows stands in it."""
        return np.searchsorted(self.ranked, self.windows, "right") - np.searchsorted(self.ranked, self.windows)

    def __len__(self) -> int:
        """Count the words."""
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """Give the stretch of the text from the word `first` up to but not including the word `last`."""
        return int(self.starts[first]), int(self.ends[last - 1])


def worded(document: Document) -> Worded:
    """Take a document apart into words. Where everything is boilerplate, nothing is left out."""
    boilerplate = tuple(segment.span for segment in document.segments if segment.kind == "boilerplate")
    return _worded(document.text, document.digest, boilerplate)


def remembered(make: _Make) -> _Make:
    """Remember what was last made of texts: a document is compared with several. Of long texts fewer are remembered."""
    short, long = lru_cache(maxsize=_MANY)(make), lru_cache(maxsize=_FEW)(make)

    @wraps(make)
    def made(text: str, *arguments: Any) -> Any:  # noqa: ANN401  (what is made)
        return (long if len(text) > _LONG else short)(text, *arguments)

    return cast("_Make", made)


@remembered
def _worded(text: str, document: str, boilerplate: tuple[Span, ...]) -> Worded:
    found = [(match.start(), match.end(), *hash_of(match[0])) for match in _words().finditer(text)]
    starts, ends, hashes, numeric = np.array(found, dtype=np.int64).reshape(-1, 4).T
    kept = np.ones(len(found), dtype=bool)
    for start, end in boilerplate:
        kept &= (ends <= start) | (starts >= end)
    if not kept.any():
        kept[:] = True
    return Worded(document, text, hashes[kept].astype(np.uint32), starts[kept], ends[kept], numeric[kept] > 0)


def windows(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Hash every `WINDOW` words in a row: (words - 2,), in the order of the text. Fewer words than that give none."""
    count = max(0, len(hashes) - WINDOW + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_MIX):
        mixed = (mixed ^ hashes[place : place + count].astype(np.uint64)) * factor
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def plain(word: str) -> str:
    """Give a word as it is compared: `Syria’s` as `syrias`, `1,500` as `1500`."""  # noqa: RUF002
    if word.isascii():
        return _DROPPED.sub("", word.lower()) if not word.isalnum() else word.lower()
    return _DROPPED.sub("", unicodedata.normalize("NFKC", word).casefold())


@lru_cache(maxsize=2**16)
def hash_of(word: str) -> tuple[int, bool]:
    """Give the hash by which a word is compared, 32 bits, and whether it begins with a digit."""
    return zlib.crc32(plain(word).encode(errors="surrogatepass")), word[0].isdecimal()


@cache
def _words() -> re.Pattern[str]:
    r"""Compile what a word is: `\w` knows no combining marks, of which many scripts make their vowels."""
    marks, start = [], 0
    for code in range(0x300, 0x10000):
        mark = unicodedata.category(chr(code)).startswith("M")
        if mark and not start:
            start = code
        elif not mark and start:
            marks.append(f"{chr(start)}-{chr(code - 1)}")
            start = 0
    letters = rf"[^\W_{_UNSPACED}{''.join(marks)}][{''.join(marks)}\u0640]*+"
    return re.compile(
        rf"\d++(?:[.,]\d++)*+(?!\w)|(?:{letters})++(?:[{_APOSTROPHES}](?:{letters})++)*+"
        rf"|[{_UNSPACED}][{''.join(marks)}]*+"
    )
