"""What spellings of one name share: the sounds that transliterations into English write in several ways.

In: a word in lower case, without accents. Out: a form in which those spellings are the same.
"""

from __future__ import annotations

import re
from typing import Final

_FOLDS: Final = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:kh|ch)"), "h"),
    (re.compile(r"(?:gh|q)"), "g"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"(?:sch|sh)"), "s"),
    (re.compile(r"(?:ou|oo|o|w(?![aeiou]))"), "u"),
    (re.compile(r"(?:ay|ai|ei|ey|ee|ie|e|y|j(?=\Z))"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
SHORTEST: Final = 5
"""Letters of the longer of two folded words that may differ in a vowel: "Kim" is not "Kam"."""


def folded(word: str) -> str:
    """Write each sound in one way, and doubled letters once."""
    for sound, letter in _FOLDS:
        word = sound.sub(letter, word)
    return word
