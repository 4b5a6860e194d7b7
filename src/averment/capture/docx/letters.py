"""Signs of an office document as text: what is not seen is left out, what has no letter is shown as such.

In: the words of a run, or a symbol by its number. Out: text.
"""

from __future__ import annotations

import re
from typing import Final

UNKNOWN: Final = "\ufffd"
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BREAKS: Final = re.compile("[\r\n\t]+")  # in XML no more than spaces
_BULLETS: Final = {0x6C, 0x6E, 0x6F, 0x71, 0x76, 0xA7, 0xA8, 0xB7, 0xD8, 0xFC}
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")


def plain(words: str) -> str:
    """Give the words of a run without soft hyphens and marks that are not seen."""
    return _PRIVATE.sub(lambda found: _private(ord(found[0])), _UNSEEN.sub("", _BREAKS.sub(" ", words)))


def symbol(number: str) -> str:
    """Give what `<w:sym>` shows, by its hexadecimal number."""
    try:
        unit = int(number, 16)
    except ValueError:
        return UNKNOWN
    if 0xE000 <= unit <= 0xF8FF or unit < 0x20:  # noqa: PLR2004  (the private use area; controls)
        return _private(unit)
    return chr(unit) if unit < 0xD800 or 0xFFFF > unit > 0xDFFF else UNKNOWN  # noqa: PLR2004  (surrogates)


def _private(unit: int) -> str:
    """Give a sign of Symbol or Wingdings: most are bullets, and which letter another is depends on the font."""
    return "•" if unit & 0xFF in _BULLETS else UNKNOWN
