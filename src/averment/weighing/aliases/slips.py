"""Slips of the pen: names that are the same but for one letter of one long word.

In: sources with names, those in most documents first. Out: proposals. Short words and names of states are left alone:
"Zambia" and "Gambia" are a letter apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from averment.weighing.aliases.named import Named, Proposal
from averment.weighing.name_lists import lists

_SHORTEST: Final = 6  # letters of a word with a slip in it
_MOST_WORDS: Final = 12
_MOST: Final = 24
"""Names that differ in one word with which a name is compared: bounds the work where very many do."""


def proposals(found: Sequence[Named]) -> Iterator[Proposal]:
    """Propose names of several words of which one word is a letter off."""
    countries = lists().countries
    alike: dict[tuple[str, int, tuple[str, ...], str], list[tuple[str, Named]]] = {}
    for one in found:
        if not 1 < len(one.words) <= _MOST_WORDS or one.what not in ("person", "body"):
            continue
        for at, word in enumerate(one.words):
            if len(word) < _SHORTEST - 1 or word in countries:
                continue
            near = alike.setdefault((one.what, at, (*one.words[:at], *one.words[at + 1 :]), word[0]), [])
            for other, named in islice(near, _MOST):
                if max(len(word), len(other)) >= _SHORTEST and a_letter_off(word, other):
                    yield named, one, f"one letter apart: {other}, {word}"
                    break
            near.append((word, one))


def a_letter_off(one: str, other: str) -> bool:
    """Say whether a letter more, a letter less, another letter or two letters changed about are the difference."""
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    changed = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return short != long and len(short) == len(long) and (short[at + 1 :] == long[at + 1 :] or changed)
