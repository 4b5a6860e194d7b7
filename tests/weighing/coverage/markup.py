"""Texts that know who says what in them: `{s:k1|The minister} {q:k1|said} {c:k1|the army had not fired}`.

In: marked-up paragraphs. Out: the plain text, and for each key the spans of its source (s), cue (q) and content (c).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from averment.values import Span

_TOKEN = re.compile(r"\{(?P<role>[sqc]):(?P<key>\w+)\||\}")


@dataclass
class Marked:
    """A text without its marks, and where they stood, by key and role."""

    text: str
    spans: dict[str, dict[str, list[Span]]] = field(default_factory=dict)


def plain(marked: str) -> Marked:
    """Take the marks out."""
    found = Marked("")
    parts: list[str] = []
    open_: list[tuple[str, str, int]] = []
    at = size = 0
    for token in _TOKEN.finditer(marked):
        parts.append(marked[at : token.start()])
        size += token.start() - at
        at = token.end()
        if token["role"]:
            open_.append((token["role"], token["key"], size))
        else:
            role, key, start = open_.pop()
            found.spans.setdefault(key, {}).setdefault(role, []).append((start, size))
    parts.append(marked[at:])
    found.text = "".join(parts)
    return found


def keys(marked: str) -> list[str]:
    """Give the keys whose content stands in a marked-up text, in order."""
    return list(dict.fromkeys(token["key"] for token in _TOKEN.finditer(marked) if token["role"] == "c"))


def words(marked: str) -> list[str]:
    """Cut a marked-up text into words, white space, marks and signs; joined they are the text again."""
    return re.findall(r"\{[sqc]:\w+\||\}|[^\W_]+(?:['’-][^\W_]+)*|\s+|.", marked, re.DOTALL)
