"""When two spellings are one name, and when a short name is short for a longer one.

In: names as written. Out: keys to compare. Transliterations differ in vowels, doubled letters and the article
("Serhana", "Sayrhana"; "al-Rawi", "Rawi"); given names tell brothers apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, TypeAlias

from averment.values.folding import SHORTEST, folded

Key: TypeAlias = tuple[str, ...]

_WORD: Final = re.compile(r"[a-z0-9]+")
_ARTICLES: Final = frozenset({"al", "el", "ad", "ar", "as", "ash", "the", "bin", "ibn", "jr", "sr", "ould"})
_APOSTROPHES: Final = str.maketrans("", "", "'’`ʿʾ‘")  # noqa: RUF001
_SERVANT: Final = re.compile(r"\Aabd[aeiou]l?\Z|\Aabdal\Z")
_VOWELS: Final = frozenset("aiu")


def plain(name: str) -> str:
    """Give a name in lower case, without accents and apostrophes."""
    if name.isascii():
        return name.lower().translate(_APOSTROPHES)
    spelled = name.replace("\u0131", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o").translate(_APOSTROPHES)
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()


@lru_cache(maxsize=4096)
def key(name: str) -> Key:
    """Give the words of a name that tell it from others."""
    words = _WORD.findall(plain(name))
    return tuple(word for word in words if word not in _ARTICLES) or tuple(words)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return folded(_SERVANT.sub("abd", word))


@lru_cache(maxsize=16384)
def alike(one: str, other: str) -> bool:
    """Say whether two words of names are spellings of one, an initial of the other, or its possessive."""
    if one == other or one == other + "s" or other == one + "s":
        return True
    if one[0] != other[0] and {one[0], other[0]} not in ({"q", "g"}, {"k", "q"}, {"y", "j"}):
        return False
    a, b = sorted((_folded(one), _folded(other)), key=len)
    if a == b:
        return True
    return len(b) >= SHORTEST and _one_vowel_apart(a, b)


def _one_vowel_apart(short: str, long: str) -> bool:
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if long[at] not in _VOWELS:
        return False
    if len(short) == len(long):
        return short[at] in _VOWELS and short[at + 1 :] == long[at + 1 :]
    return short[at:] == long[at + 1 :]


def within(short: Key, full: Key) -> bool:
    """Say whether `short` is a run of the words of `full`: its family name, its given name, or all of it."""
    n = len(short)
    return any(all(alike(a, b) for a, b in zip(short, full[i : i + n], strict=True)) for i in range(len(full) - n + 1))


def one_person(a: Key, b: Key) -> bool:
    """Say whether two full names are one person's: the last words alike, and the first, or one their initial."""
    short, long = sorted((a, b), key=len)
    if within(short, long):
        return True
    first, other = short[0], long[0]
    if len(short) == 1 or not alike(short[-1], long[-1]):
        return False
    return alike(first, other) or (min(len(first), len(other)) == 1 and first[0] == other[0])


def initials(name: str) -> str:
    """Give the capitals a name is shortened to: "Orum Network for Human Rights" gives "ONHR"."""
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
