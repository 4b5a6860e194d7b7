"""Character references of HTML, as the standard reads them (WHATWG HTML, 13.2.5.72 and following).

In: text with references. Out: what each stands for and how long it is. Never a surrogate, never an exception.
"""

from __future__ import annotations

import re
import sys
from html.entities import html5
from typing import Final

REFERENCE: Final = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]+|[0-9]+);?|[A-Za-z][A-Za-z0-9]{1,31};?)")

_WITHOUT_SEMICOLON: Final = frozenset(name for name in html5 if not name.endswith(";"))
_LONGEST_WITHOUT: Final = max(map(len, _WITHOUT_SEMICOLON))
_WINDOWS: Final = bytes(range(0x80, 0xA0)).decode("cp1252", "replace")  # what 128 to 159 are taken to mean
_SURROGATES: Final = range(0xD800, 0xE000)
_C1: Final = range(0x80, 0xA0)
_MOST_DIGITS: Final = 10
_REPLACEMENT: Final = "�"


def resolve(reference: str) -> tuple[str, int] | None:
    """Give what a match of `REFERENCE` stands for and how much of it is used; None when it is just text."""
    if reference[1] == "#":
        return _number(reference[2:].rstrip(";")), len(reference)
    name = reference[1:]
    if name in html5:
        return html5[name], len(reference)
    for length in range(min(_LONGEST_WITHOUT, len(name)), 1, -1):
        if name[:length] in _WITHOUT_SEMICOLON:
            return html5[name[:length]], length + 1
    return None


def unescape(text: str) -> str:
    """Resolve every reference in an attribute's value."""
    return REFERENCE.sub(_resolved, text) if "&" in text else text


def _resolved(match: re.Match[str]) -> str:
    """Resolve a reference in an attribute, where `&copy=` and `&copy2` are left alone: they stand in addresses."""
    found = resolve(match[0])
    if found is None:
        return match[0]
    words, length = found
    after = match.string[match.start() + length : match.start() + length + 1]
    if match[0][1] != "#" and match[0][length - 1] != ";" and (after == "=" or (after.isascii() and after.isalnum())):
        return match[0]
    return words + match[0][length:]


def _number(digits: str) -> str:
    base = 16 if digits[0] in "xX" else 10
    digits = digits.lstrip("xX").lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS:
        return _REPLACEMENT
    code = int(digits, base)
    if code == 0 or code > sys.maxunicode or code in _SURROGATES:
        return _REPLACEMENT
    if code in _C1:
        found = _WINDOWS[code - _C1.start]
        return chr(code) if found == _REPLACEMENT else found
    return chr(code)
