"""The lexicon of evidence, made ready: which nouns may be evidence, and the patterns of what must stand beside them.

In: `evidence.yaml`. Out: one `EvidenceWords`, compiled once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.lexicons import Words, load
from averment.values.readings import EvidenceType

if TYPE_CHECKING:
    from collections.abc import Iterable

_HELPING: Final = (  # between a noun and its verb
    r"[,\s]++(?:(?:that|which)\s++\w++\s++(?:said|says|say|claimed|claims|believe|believes|believed)\s++)?[\"'“‘]?"  # noqa: RUF001
    r"(?:(?:have|has|had|was|were|is|are|been|being|also|later|then|both|that|which|all|\w+ly)\s++){0,4}"
)
_WHERE: Final = r"(?:\s+(?:out|also|up|over|online|on\s+(?:social\s+media|the\s+internet|\w+)))?"  # "posted online"

Tie: TypeAlias = Literal[
    "itself", "got", "held", "cited", "shows", "of", "authored", "hears", "tells", "saw", "finds", "ill"
]


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of one type of evidence, and the ties of which one must hold before such a noun counts."""

    why: str
    type: EvidenceType
    ties: list[Tie]
    words: list[str]


class _Unlike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    nouns: list[str] = []
    before: list[str] = []
    after: list[str] = []
    before_tie: list[str] = []


class _Ties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shows: Words
    shown: Words
    against: Words
    of: Words
    cited: Words
    got: Words
    held: Words
    have: Words
    hears: Words
    tells: Words
    saw: Words
    finds: Words
    ill: Words


class _Backing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    verbs: list[str]
    prepositions: list[str]


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    nouns: list[Nouns]
    outlets: Words
    ties: _Ties
    unlike: list[_Unlike]
    backing: _Backing
    accusations: Words
    putting_forward: Words
    modifiers: Words


@dataclass(frozen=True)
class EvidenceWords:
    """The compiled lexicon. A pattern of what stands before a noun ends there; of what stands after, begins there."""

    heads: dict[str, re.Pattern[str]]
    """By the first word of a noun: the nouns that begin with it, the longest first."""
    nouns: dict[str, Nouns]
    """By the noun in lower case, one space between its words."""
    before: dict[Tie, re.Pattern[str]]
    after: dict[Tie, re.Pattern[str]]
    that_shows: re.Pattern[str]
    shown: re.Pattern[str]
    against_before: re.Pattern[str]
    against_after: re.Pattern[str]
    ill: re.Pattern[str]
    not_before: dict[str, re.Pattern[str]]
    """By noun, and "" for all of them: what must not stand before it."""
    not_after: re.Pattern[str]
    planned: re.Pattern[str]
    outlet: re.Pattern[str]
    accusation: re.Pattern[str]
    put_forward_before: re.Pattern[str]
    verbs: frozenset[str]
    modifiers: frozenset[str]


@cache
def evidence_words() -> EvidenceWords:
    """Give the lexicon of evidence, compiled."""
    found = load("evidence", _Lexicon)
    ties, backing = found.ties, found.backing
    nouns = {form: group for group in found.nouns for word in group.words for form in _forms(word)}
    held = [*ties.got.words, *ties.held.words]
    against = _any(ties.against.words)
    backed = rf"(?:{_any(backing.verbs)})\b[^.;!?\n]{{0,80}}\b(?:{_any(backing.prepositions)})"
    return EvidenceWords(
        heads=_by_first_word(nouns),
        nouns=nouns,
        before={
            "cited": _pattern(rf"\b(?:(?:{_any(ties.cited.words)})(?:\s+(?:also|both|the))?|{backed})\s+\Z"),
            "got": _pattern(rf"\b(?:{_any(ties.got.words)}){_WHERE}\s+\Z"),
            "held": _pattern(rf"\b(?:{_any([*held, *ties.have.words])}){_WHERE}\s+\Z"),
            "hears": _pattern(rf"\b(?:{_any(ties.hears.words)})\s+\Z"),
        },
        after={
            "got": _pattern(rf"{_HELPING}(?:{_any(ties.got.words)})\b"),
            "held": _pattern(rf"{_HELPING}(?:{_any(held)})\b"),
            "shows": _pattern(rf"{_HELPING}(?:{_any(ties.shows.words)})\b"),
            "of": _pattern(rf"\s++(?:{_any(ties.of.words)})\b"),
            "tells": _pattern(rf"(?:,[^,.;:!?\n]{{1,60}}+,)?{_HELPING}(?:{_any(ties.tells.words)})\b"),
            "saw": _pattern(rf"(?:\s++[\w-]++){{0,4}}?\s++(?:{_any(ties.saw.words)})\b"),
            "finds": _pattern(rf"{_HELPING}(?:{_any(ties.finds.words)})\b"),
        },
        that_shows=_pattern(rf"\s(?:that|which)\s++(?:{_any(ties.shows.words)})\b"),
        shown=_pattern(rf"{_HELPING}(?:{_any(ties.shown.words)})\b"),
        against_before=_pattern(rf"\b(?:{against})\b[^.;!?\n]{{0,60}}\b(?:by|with)\s+\Z"),
        against_after=_pattern(rf"{_HELPING}(?:{against})\b"),
        ill=_pattern(rf"\b(?:{_any(ties.ill.words)})\b"),
        not_before=_barred(found.unlike),
        not_after=_pattern(rf"[\s-]++(?:{_any(w for u in found.unlike for w in u.after)})\b"),
        planned=_pattern(rf"\b(?:{_any(w for u in found.unlike for w in u.before_tie)})(?:\s+(?:be|have|also))?\s+\Z"),
        outlet=_pattern(rf"\b(?:{_any(found.outlets.words)})\b"),
        accusation=_pattern(rf"\b(?:th(?:is|ese|ose|e|at)|its|his|her|their)\s+(?:{_any(found.accusations.words)})\b"),
        put_forward_before=_pattern(rf"\b(?:{_any(found.putting_forward.words)})\s+\Z"),
        verbs=frozenset((*held, *ties.have.words, *ties.cited.words, *backing.verbs)),
        modifiers=frozenset(found.modifiers.words),
    )


def _by_first_word(nouns: Iterable[str]) -> dict[str, re.Pattern[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for noun in nouns:
        groups[re.split(r"[\s-]", noun)[0]].append(noun)
    return {first: _pattern(rf"(?:{_any(group)})\b") for first, group in groups.items()}


def _barred(unlikes: Iterable[_Unlike]) -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for unlike in unlikes:
        for noun in unlike.nouns or [""]:
            words[noun] += unlike.before
    return {noun: _pattern(rf"\b(?:{_any(group)})\s+\Z") for noun, group in words.items() if group}


def _forms(word: str) -> tuple[str, str]:
    return word.lower(), word.lower() + "s"


def _any(words: Iterable[str]) -> str:
    """Give a pattern for any of some words, the longest first, with any white space between their parts."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
