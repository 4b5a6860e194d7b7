"""In which direction a paragraph runs: that of most of its letters.

In: words. Out: `rtl`, `ltr`, or `auto` where there is no letter. A browser asked for `auto` goes by the first letter
alone, and would turn an English sentence round that begins with a name in Arabic.
"""

from __future__ import annotations

from collections import Counter
from unicodedata import bidirectional


def direction(words: str) -> str:
    """Give the value of `dir` for some words."""
    found = Counter(map(bidirectional, words))
    right, left = found["R"] + found["AL"], found["L"]
    if right == left == 0:
        return "auto"
    return "rtl" if right > left else "ltr"
