"""Words from outside made safe to show on a terminal.

In: any string (a text, a title, a file name). Out: one line that no terminal will act on: what would act is shown as a
sign instead, so that a person sees it is there. Bidirectional overrides are among it: they make a line read as another
(Unicode Technical Report 36, section 2.6; CVE-2021-42574).
"""

from __future__ import annotations

import unicodedata
from typing import Final

# letters need them: joiners in Persian, Indic scripts and emoji, direction marks between Arabic and Latin, number signs
_ALLOWED: Final = frozenset("\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")
# nothing to see in them anyway, and pages are full of them: soft hyphen, zero-width space, word joiner, byte order mark
_DROPPED: Final = frozenset("\u00ad\u200b\u2060\ufeff")
_ACTING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def visible(text: str) -> str:
    """Show what a terminal would act on as a sign: ␛ for an escape, ⟨U+202E⟩ for a right-to-left override."""
    if text.isprintable():  # none of what acts is
        return text
    return "".join(map(_shown, text))


def one_line(text: str) -> str:
    """Make one visible line of a text: white space and line breaks become single spaces."""
    return visible(" ".join(text.split()))


def isolated(text: str) -> str:
    """Keep right-to-left words where they are, so that they do not reorder what stands beside them on the line."""
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def _shown(character: str) -> str:
    if character in _ALLOWED or unicodedata.category(character) not in _ACTING:
        return character
    if character in _DROPPED:
        return ""
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004  # the control pictures stand at U+2400, in the same order
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"  # noqa: PLR2004  # DEL
