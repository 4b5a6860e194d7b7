"""Words that are divided at the ends of lines: which are, and which of them are one word without the hyphen.

In: the last word of a line and the first of the next; the words of the document. Out: yes or no. Only what is sure is
put together: "bombard-/ment", "well-/known" and "se-/cond" look alike to a program without a dictionary.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.capture.pdf.characters import HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.capture.pdf.lines import Line

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ENDINGS: Final = re.compile(  # no words by themselves, so that what stands before the hyphen is none either
    r"(?:t|s)?(?:ions?|ional|ionally|ioned|ioning)|ments?|mental|ing|ings|ingly|ed|edly|ly|ness|nesses|ity|ities|ative"
    r"|tive|tives|tively|sive|ance|ances|ence|ences|ous|ously|ible|ibly|ized|izing|ization|ised|ising|isation|tary|ture"
    r"|tures|cial|cially|tial|tially|cian|cians|ber|bers|ful|fully|lished|tained|ters|ter|ties|cies|ries|ries"
)
_BETWEEN: Final = {"and", "or", "to", "nor", "und", "oder", "et", "ou", "y", "o"}


def is_divided(word: str, other: str) -> bool:
    """Tell a word that goes on; the hyphen of "first- and second-hand" is not the end of one that does."""
    if other in _BETWEEN:
        return False
    return word.endswith(HYPHEN) and len(word) > 1 and word[-2].isalpha() and other[:1].isalpha()


def is_whole(word: str, other: str, known: set[str]) -> bool:
    """Tell whether the hyphen of a divided word only divides it.

    Which is sure where the whole word stands elsewhere in the document and the hyphened one does not, or where what
    follows is an ending that is no word by itself.
    """
    if not is_divided(word, other):
        return False
    first, second = _WORD.findall(word[:-1]), _LETTERS.match(other)
    if not first or second is None or not word[:-1].endswith(first[-1]):
        return False
    if (first[-1] + HYPHEN + second[0]).casefold() in known:
        return False
    return (first[-1] + second[0]).casefold() in known or _ENDINGS.fullmatch(second[0]) is not None


def known_words(lines: Iterable[Line]) -> set[str]:
    """Give the words, with their hyphens, that stand undivided on a line."""
    known: set[str] = set()
    for line in lines:
        words = line.words[:-1] if line.words[-1].text.endswith(HYPHEN) else line.words
        for word in words:
            known.update(found.casefold() for found in _WORD.findall(word.text))
    return known
