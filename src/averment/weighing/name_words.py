"""A name as the words that it is compared by: without case, accents, dots, apostrophes and differences of spelling.

In: a name as a report has it, in any script. Out: its words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

import msgspec

from averment.lexicons import Words, load

LONGEST: Final = 400
"""Code points of a name that are compared: no name is longer, and what stands in its place may be a whole article."""
_WORD: Final = re.compile(r"\w+")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")  # noqa: RUF001
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’`´ʿʾʼ‘"))  # noqa: RUF001
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_UNDECOMPOSED: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})  # noqa: RUF001


class Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list `naming`, which says what each group is for."""

    kinds: Words
    qualities: Words
    small: Words
    indefinite: Words
    papers: Words
    spellings: Words
    beside: Words
    based: Words
    governments: Words
    articles: Words
    parents: Words
    offices: Words


def plain(name: str) -> str:
    """Give a name without case, accents and apostrophes, in any script."""
    if name.isascii():
        return name.translate(_APOSTROPHES).lower()
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_APOSTROPHES).translate(_UNDECOMPOSED))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def words(name: str) -> tuple[str, ...]:
    """Give the words of a name to compare it by: "The U.N. Security Council's" gives un, security, council."""
    return _words(name[:LONGEST])


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    short = _POSSESSIVE.sub("", name.strip())
    short = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), short)
    found = _WORD.findall(plain(short))
    spellings = _spellings()
    found = [spellings.get(word, word) for word in found if word.strip("_")]
    return tuple(found[1:] if len(found) > 1 and found[0] == "the" else found)


@cache
def _spellings() -> dict[str, str]:
    pairs = (pair.partition("=") for pair in load("naming", Naming).spellings.words)
    return {other: one for one, _, other in pairs}
