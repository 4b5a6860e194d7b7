"""When two words of names may be spellings of one: Moallem and Muallem, Abdul Rahman and Abdurrahman.

In: words in lower case, without accents. Out: a folded form that spellings share, and whether two words are alike. What
differs between transliterations is vowels, doubled letters, the article and what stands for sounds English lacks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from averment.values import folding
from averment.values.folding import SHORTEST

_SERVANT: Final = re.compile(r"\Aabd(?:[aeiou]?[lrnszdt]?)\Z")
_SERVANT_OF: Final = re.compile(r"\Aabd[aeiou]?(?:l|([rnszdt])(?=\1))(?=[a-z]{3})")
_VOWELS: Final = re.compile(r"[aeiou]")


def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write "abdul rahman" and "abd al rahman" as one word."""
    found: list[str] = []
    servant = False
    for word in words:
        if servant and word == "al":
            continue
        if servant:
            found[-1] = f"abdal{word}"
        else:
            found.append(word)
        servant = not servant and _SERVANT.match(word) is not None
    return tuple(found)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Give the form that the usual spellings of a word share."""
    return folding.folded(_SERVANT_OF.sub("abd", word))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Give the consonants of the folded word, without an s at its end: what alike words have in common."""
    short = folded(word.removesuffix("s"))
    return _hard(short)[:1] + _VOWELS.sub("", short[1:])


def alike(one: str, other: str) -> bool:
    """Say whether two words are spellings of one, an initial of the other, or its possessive without the apostrophe."""
    if one in {other, f"{other}s"} or other == f"{one}s":
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0] and one.isalpha()
    if skeleton(one) != skeleton(other):
        return False
    a, b = sorted((_hard(folded(one)), _hard(folded(other))), key=len)
    return a == b or (len(b) >= SHORTEST and _one_vowel_apart(a, b))


def _hard(word: str) -> str:
    """Begin a folded word with g where it begins with k: "Qaddafi" is written with either."""
    return f"g{word[1:]}" if word[:1] == "k" else word


def _one_vowel_apart(short: str, long: str) -> bool:
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) == len(long):
        return _is_vowel(short[at]) and _is_vowel(long[at]) and short[at + 1 :] == long[at + 1 :]
    return _is_vowel(long[at]) and short[at:] == long[at + 1 :]


def _is_vowel(letter: str) -> bool:
    return _VOWELS.match(letter) is not None
