"""Texts that a spreadsheet would take for a formula, made harmless, and back.

In: a text of a report. Out: the same, with an apostrophe before it where it begins as a formula does (OWASP, "CSV
Injection"): = + - @ in any of their widths, tab or line break, also behind white space, quotation marks and signs that
cannot be seen. `restored` takes that one apostrophe away again.
"""

from __future__ import annotations

import re
from typing import Final

MARK: Final = "'"
DANGER: Final = (
    "=+-@\t\r\n"
    "\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"  # fullwidth and small
    "\u207c\u207a\u207b\u208c\u208a\u208b\u2212\ufb29\u2a75\u2a76"  # raised, lowered; minus, Hebrew plus, double equals
)
"""What a cell may not begin with: = + - @, what Unicode folds into them (NFKC), the minus, tab and line breaks."""
_PASSED: Final = (
    r"\s\"'`\u00b4\u2018\u2019\u201c\u201d\u201e\u201a\u00ab\u00bb\uff02\uff07"  # white space, quotation marks
    r"\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f"  # what cannot be seen
)
_FORMULA: Final = re.compile(f"[{_PASSED}]*(?:[{re.escape(DANGER)}]|<r>)")
"""`<r>` begins no formula: a library that writes workbooks takes it for its own markup, and would let any through."""


def neutral(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: the same one, or with an apostrophe before it."""
    return MARK + text if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """Give the text of which `neutral` made this one."""
    plain = text.removeprefix(MARK)
    return plain if plain != text and _FORMULA.match(plain) else text
