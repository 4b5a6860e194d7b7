"""How much room words take in a picture, before any font is known: an upper bound, by the shapes of their letters.

In: words, a size in px. Out: widths in px; words that fit, cut where they must be.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from averment.render.claims import called
from averment.render.visible import FIRST_STRONG_ISOLATE, POP_ISOLATE, one_line

SIZE: Final = 13.0
"""px of the words of a picture, at the width it is made for."""
MORE: Final = "…"
_EMS: Final = {  # of DejaVu Sans, the widest of the fonts that base.css names; a little more, to be safe
    **dict.fromkeys("ijlI|'", 0.34),
    **dict.fromkeys(' .,:;!ft()[]r-/"‘’', 0.43),  # noqa: RUF001
    **dict.fromkeys("acekszvxyJ", 0.62),
    **dict.fromkeys("mwMW@%…", 1.03),
}
_DIGIT, _LETTER, _CAPITAL, _OTHER, _WIDE = 0.65, 0.65, 0.8, 0.9, 1.1
_BOLD: Final = 1.13
_MOST: Final = 400  # code points of a label that are looked at


def width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Give the px that words take at the most."""
    return sum(map(_ems, words)) * size * (_BOLD if bold else 1.0)


def fit(words: str, room: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Give one line of words in at most `room` px, cut between words, with `…` where it goes on; else nothing."""
    whole = one_line(words[:_MOST])
    if len(words) <= _MOST and width(whole, size, bold=bold) <= room:
        return whole
    left = room - width(MORE, size, bold=bold)
    if left < 0:
        return ""
    end = 0
    for character in whole:
        left -= width(character, size, bold=bold)
        if left < 0:
            break
        end += 1
    cut = whole[:end]
    if end < len(whole) and whole[end] != " " and cut.rfind(" ") > end // 2:
        cut = cut[: cut.rfind(" ")]
    return f"{cut.rstrip(' ,;(')}{MORE}"


def named(who: str, party: str | None) -> str:
    """Name a speaker, and its party where the name does not say it. A template isolates its direction."""
    return called(who, party).strip(FIRST_STRONG_ISOLATE + POP_ISOLATE)


def _ems(character: str) -> float:
    known = _EMS.get(character)
    if known is not None:
        return known
    if character.isascii():
        return (
            _CAPITAL
            if character.isupper()
            else _DIGIT
            if character.isdigit()
            else _LETTER
            if character.isalpha()
            else _OTHER
        )
    if unicodedata.combining(character):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER
