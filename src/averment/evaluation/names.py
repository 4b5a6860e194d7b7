"""Whether two names are names of one speaker: `Mogherini` and `Federica Mogherini` are, two brothers are not.

In: two names as people and programs write them. Out: yes or no. Spelling is compared without accents and case.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from averment.evaluation.matching import overlap

_WORD: Final = re.compile(r"[a-z0-9]+")
_WEAK: Final = frozenset(
    (
        "a",
        "al",
        "an",
        "and",
        "chief",
        "dr",
        "el",
        "for",
        "foreign",
        "general",
        "her",
        "his",
        "its",
        "minister",
        "mr",
        "mrs",
        "ms",
        "of",
        "president",
        "prime",
        "s",
        "secretary",
        "sir",
        "the",
        "u",
        "us",
    )
)
_SAME: Final = 0.5  # share of the words from which two names are one


def same_name(one: str, other: str) -> bool:
    """Say whether all words of one name are in the other, or half of the words of both are shared.

    Titles and small words count only in names that have no others. A name without words is nobody's.
    """
    words, others = _words(one), _words(other)
    if not words or not others:
        return False
    return words <= others or others <= words or overlap(words, others) >= _SAME


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = frozenset(_WORD.findall(plain))
    return frozenset(word for word in words if not _is_weak(word)) or words


def _is_weak(word: str) -> bool:
    return word in _WEAK or (word.startswith("spokes") and word != "spokes")
