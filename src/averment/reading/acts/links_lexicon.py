"""The words of `lexicons/links.yaml`, compiled.

In: the list. Out: a `LinksLexicon`, made once, when first asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import msgspec

from averment.lexicons import load
from averment.reading.acts.lexicon import Group, Groups, pattern

_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*\w|\d+")  # noqa: RUF001
_GENITIVE: Final = re.compile(r"['’]s?$")  # noqa: RUF001
_SUFFIXES: Final = ("ings", "ing", "ians", "ian", "ed", "es", "s", "ly", "n")
_SHORTEST: Final = 4  # letters that a stem keeps


class _Links(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, Group]
    kinds: dict[str, Group]
    small: str


@dataclass(frozen=True, slots=True)
class LinksLexicon:
    """Patterns by the name of their group, one for all kinds of harm, and the words that mean nothing by themselves."""

    words: dict[str, re.Pattern[str]]
    kinds: re.Pattern[str]
    small: frozenset[str]


@cache
def links_lexicon() -> LinksLexicon:
    """Give the compiled list."""
    listed = load("links", _Links)
    irregular = load("acts", Groups).irregular
    return LinksLexicon(
        {name: pattern(group.words, irregular) for name, group in listed.words.items()},
        pattern([f"(?P<{name}>{'|'.join(group.words)})" for name, group in listed.kinds.items()], irregular),
        frozenset(listed.small.split()),
    )


def kinds_in(text: str) -> frozenset[str]:
    """Give the kinds of harm that a text names; a word of two kinds counts for the first in the list."""
    return frozenset(match.lastgroup or "" for match in links_lexicon().kinds.finditer(text))


def stems(text: str) -> frozenset[str]:
    """Give the stems of the words that carry meaning."""
    small = links_lexicon().small
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in small)


@lru_cache(maxsize=8192)  # a report has few words, and says them often
def stem(word: str) -> str:
    """Cut the common endings off a word: enough for two mentions of one thing to meet."""
    word = _GENITIVE.sub("", word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word.removesuffix(suffix)
    return word
