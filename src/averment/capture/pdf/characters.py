"""What PDFium says a glyph stands for, made fit for a text: whole code points, no controls, no lone surrogates.

In: the UTF-16 units of a page's glyphs. Out: for each glyph the letters that it stands for.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

UNKNOWN: Final = "\ufffd"
HYPHEN: Final = "-"
_JOINED: Final = 2  # PDFium's sign for a hyphen at the end of a line (`FPDFText_IsHyphen`)
_HYPHENS: Final = (_JOINED, 0xAD, 0x2010)  # a soft hyphen that has a glyph was drawn: it is a hyphen
_UNSEEN: Final = (0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_BULLETS: Final = (0xF06C, 0xF06E, 0xF06F, 0xF071, 0xF076, 0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC)
"""What Symbol and Wingdings show as bullets, in the private use area where office programs put these fonts."""
_SHOWN: Final = {**dict.fromkeys(_HYPHENS, HYPHEN), **dict.fromkeys(_UNSEEN, ""), **dict.fromkeys(_BULLETS, "•")}
_LAST: Final = 0x10FFFF


@lru_cache(maxsize=4096)
def letters(unit: int) -> str:
    """Give what one code point of PDFium's stands for: "" for what is not seen, " " for any space.

    Ligatures of Latin and shapes of Arabic letters are given as the letters they are made of. A surrogate is given as
    it is: see `paired`.
    """
    if unit in _SHOWN:
        return _SHOWN[unit]
    letter = chr(unit) if unit <= _LAST else UNKNOWN
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cc", "Co", "Cn"):  # controls, private use, no characters
        return UNKNOWN
    if 0xFB00 <= unit <= 0xFB06 or 0xFB50 <= unit <= 0xFDFF or 0xFE70 <= unit <= 0xFEFF:  # noqa: PLR2004  (Unicode blocks)
        return unicodedata.normalize("NFKC", letter).strip() or UNKNOWN
    return letter


def paired(one: int, other: int) -> int | None:
    """Give the code point of two surrogates, in whichever order: PDFium turns them round in text set right to left."""
    high, low = (one, other) if one < other else (other, one)
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:  # noqa: PLR2004  (The Unicode Standard, 3.8)
        return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return None


def is_surrogate(unit: int) -> bool:
    """Tell half of a pair."""
    return unit >> 11 == 0x1B  # noqa: PLR2004  (0xD800 to 0xDFFF)


@lru_cache(maxsize=4096)
def is_leftward(letter: str) -> bool:
    """Tell a letter that is written from right to left."""
    return unicodedata.bidirectional(letter) in ("R", "AL")
