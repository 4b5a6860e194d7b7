"""The lexicon of evidence, made ready: which nouns may be evidence, and the patterns of what must stand beside them.

In: `evidence.yaml`. Out: one `EvidenceWords`, compiled once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import msgspec

from averment.lexicons import load
from averment.reading.noun_phrases import Words
from averment.values.readings import EvidenceType

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
    """The compiled lexicon. Patterns named for a place beside the noun: `…_before` ends there, `…_after` begins there."""

    heads: dict[str, re.Pattern[str]]
    """By the first word of a noun: the nouns that begin with it, the longest first."""
    nouns: dict[str, Nouns]
    """By the noun in lower case, one space between its words."""
    cited_before: re.Pattern[str]
    got_before: re.Pattern[str]
    held_before: re.Pattern[str]
    heard_before: re.Pattern[str]
    backed_before: re.Pattern[str]
    after: dict[Tie, re.Pattern[str]]
    against: re.Pattern[str]
    against_before: re.Pattern[str]
    ill: re.Pattern[str]
    shown: re.Pattern[str]
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
    ties = found.ties
    nouns = {form: group for group in found.nouns for word in group.words for form in _forms(word)}
    by_first = defaultdict(list)
    for noun in nouns:
        by_first[re.split(r"[\s-]", noun)[0]].append(noun)
    barred = defaultdict(list)
    for unlike in found.unlike:
        for noun in unlike.nouns or [""]:
            barred[noun] += unlike.before
    helping = r"[,\s]+[\"'“‘]?(?:(?:have|has|had|was|were|is|are|been|being|also|later|then|both|that|which|all|\w+ly)\s+){0,4}"
    where = r"(?:\s+(?:out|also|up|over|online|on\s+(?:social\s+media|the\s+internet|\w+)))?"
    return EvidenceWords(
        heads={first: _pattern(rf"(?:{_any(group)})\b") for first, group in by_first.items()},
        nouns=nouns,
        cited_before=_pattern(rf"\b(?:{_any(ties.cited.words)})(?:\s+(?:also|both|the))?\s+\Z"),
        got_before=_pattern(rf"\b(?:{_any(ties.got.words)}){where}\s+\Z"),
        held_before=_pattern(rf"\b(?:{_any([*ties.got.words, *ties.held.words, *ties.have.words])}){where}\s+\Z"),
        heard_before=_pattern(rf"\b(?:{_any(ties.hears.words)})\s+\Z"),
        backed_before=_pattern(
            rf"\b(?:{_any(found.backing.verbs)})\b[^.;!?\n]{{0,80}}\b(?:{_any(found.backing.prepositions)})\s+\Z"
        ),
        after={
            "shows": _pattern(rf"{helping}(?:{_any(ties.shows.words)})\b"),
            "got": _pattern(rf"{helping}(?:{_any(ties.got.words)})\b"),
            "held": _pattern(rf"{helping}(?:{_any([*ties.got.words, *ties.held.words])})\b"),
            "of": _pattern(rf"\s+(?:{_any(ties.of.words)})\b"),
            "tells": _pattern(rf"{helping}(?:{_any(ties.tells.words)})\b"),
            "saw": _pattern(rf"(?:\s+[\w-]+){{0,4}}?\s+(?:{_any(ties.saw.words)})\b"),
            "finds": _pattern(rf"{helping}(?:{_any(ties.finds.words)})\b"),
        },
        against=_pattern(rf"{helping}(?:{_any(ties.against.words)})\b"),
        against_before=_pattern(rf"\b(?:{_any(ties.against.words)})\s+by\s+\Z"),
        ill=_pattern(rf"\b(?:{_any(ties.ill.words)})\b"),
        shown=_pattern(rf"{helping}(?:{_any(ties.shown.words)})\b"),
        not_before={noun: _pattern(rf"\b(?:{_any(words)})\s+\Z") for noun, words in barred.items() if words},
        not_after=_pattern(rf"[\s-]+(?:{_any(w for u in found.unlike for w in u.after)})\b"),
        planned=_pattern(rf"\b(?:{_any(w for u in found.unlike for w in u.before_tie)})(?:\s+(?:be|have|also))?\s+\Z"),
        outlet=_pattern(rf"\b(?:{_any(found.outlets.words)})\b"),
        accusation=_pattern(rf"\b(?:th(?:is|ese|ose|e|at)|its|his|her|their)\s+(?:{_any(found.accusations.words)})\b"),
        put_forward_before=_pattern(rf"\b(?:{_any(found.putting_forward.words)})\s+\Z"),
        verbs=frozenset(ties.have.words)
        | frozenset(ties.got.words)
        | frozenset(ties.held.words)
        | frozenset(ties.cited.words)
        | frozenset(found.backing.verbs),
        modifiers=frozenset(found.modifiers.words),
    )


def _forms(word: str) -> tuple[str, str]:
    return word.lower(), word.lower() + "s"


def _any(words: object) -> str:
    """Give a pattern for any of some words, the longest first, with any white space between their parts."""
    assert not isinstance(words, str)
    ordered = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
