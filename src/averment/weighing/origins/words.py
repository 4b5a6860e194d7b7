"""The words of passing on, and names made comparable: "The Corvin news agency" and "Corvin" are one.

In: the lexicon `relays`, names as reports write them. Out: patterns compiled once, keys that names are compared by.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

import msgspec

from averment.lexicons import Words, load

_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = re.compile(r"[\u0300-\u036f]")
_POSSESSIVE: Final = re.compile(r"[\u2019']s\b")
_SITE: Final = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+)(?:\.[a-z]{2,})+/?\s*", re.IGNORECASE)
_PREPOSITIONS: Final = frozenset({"in", "of", "from", "at", "near", "for", "on", "inside", "outside", "with"})
_MOST: Final = 200  # code points of a name that are looked at


class Relays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `lexicons/relays.yaml`."""

    citing: Words
    quoted: Words
    staff: Words
    ours: Words
    hearsay: Words
    writings: Words
    generic: Words
    relations: Words


@cache
def relays() -> Relays:
    """Load the lists, once."""
    return load("relays", Relays)


@cache
def pattern(of: str) -> re.Pattern[str]:
    """Give a pattern that finds the words of one list, whole words, the longest first."""
    words: Words = getattr(relays(), of)
    longest = sorted(words.words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def comparable(name: str) -> str:
    """Give what a name is compared by: no case, no accents, no words that only say what kind of body it is.

    A name of nothing but such words ("The Agency") keeps them. A web address is named by its site.
    """
    name = name[:_MOST]
    if site := _SITE.fullmatch(name):
        name = site[1].replace("-", " ")
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name).casefold()))
    words = _WORD.findall(plain)
    generic = _generic()
    return " ".join([word for word in words if word not in generic] or words)


def is_name(words: str) -> bool:
    """Tell a name from a description: "army spokesman Hana Venn" from "a spokesman", "activists in Orvane"."""
    found = _WORD.findall(words)
    head = [word for word in found if word.casefold() not in _generic()] or found
    if not head or found[0].casefold() in {"a", "an"}:
        return False
    if head[0][0].isupper():
        return True
    return head[-1][0].isupper() and not _PREPOSITIONS.intersection(found)


def mentions(text: str, name: str) -> bool:
    """Tell whether a name stands in a text, both made comparable."""
    wanted = comparable(name)
    return bool(wanted) and f" {wanted} " in f" {comparable(text)} "


@cache
def _generic() -> frozenset[str]:
    return frozenset(relays().generic.words)
