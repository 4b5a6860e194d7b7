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
SMALL: Final = 12.0
"""px of words that stand back."""
MORE: Final = "…"
_EMS: Final = {  # of DejaVu Sans, the widest of the fonts that base.css names, in ems
    character: ems
    for ems, characters in {
        0.30: "ijlIJ",
        0.34: " .,·/:;\\|'‘’",  # noqa: RUF001
        0.42: "-f()[]!tr",
        0.53: '"*_`–°s“”?z',  # noqa: RUF001
        0.58: "cLFk",
        0.62: "vxyPTYaeo",
        0.66: "0123456789$ESbdghnpquK{}",
        0.71: "ABVXZCR",
        0.79: "UNHD&GOQ",
        0.85: "w#+<=>^~×≠M",  # noqa: RUF001
        1.01: "%mW@…—",
    }.items()
    for character in characters
}
_ACCENTED, _OTHER, _WIDE = 0.8, 0.9, 1.1
_BOLD: Final = (1.14, 0.04)  # times, and ems more
_MOST: Final = 400  # code points of a label that are looked at


def width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Give the px that words take at the most."""
    times, more = _BOLD if bold else (1.0, 0.0)
    return sum(ems * times + more for ems in map(_ems, words) if ems) * size


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
    if unicodedata.combining(character):
        return 0.0
    if character < "\u0250":  # Latin with its marks
        return _ACCENTED
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER
