"""Noun phrases: how far one reaches to the left and the right of its head, by function words alone.

In: a text, the head, the sentence it stands in, and where other things begin (the cue of an attribution) that close a
phrase. Out: where the phrase starts, where its core ends, and where what follows the core and belongs to it ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from averment.lexicons import load

if TYPE_CHECKING:
    from collections.abc import Collection

    from averment.values import Span

_WORD: Final = re.compile(r"\S++")
_BEFORE: Final = 120  # code points looked at to the left of a head
_AFTER: Final = 240  # and to the right
_MOST_WORDS: Final = 24  # of what follows a core: a longer clause says more than what the noun is
_MOST_MODIFIERS: Final = 7
_OPENING: Final = "\"'“‘«([—–"  # noqa: RUF001
_CLOSING: Final = ".,;:!?…\"'”’»)]—–"  # noqa: RUF001
_GLUED: Final = re.compile(r"[a-z]\.[A-Za-z]")  # two sentences without a space, or an address
_POSSESSIVE: Final = re.compile(r"\w(?:['’]s|s['’])\Z")  # noqa: RUF001
_INITIALS: Final = re.compile(
    r"(?:(?:[A-Z]\.)+|\b(?:Adm|Capt|Col|Dr|Gen|Gov|Lt|Maj|Mr|Mrs|Ms|Prof|Rep|Sen|Sgt|St)\.)\Z"
)
_ADJECTIVE: Final = re.compile(r"[a-z-]+(?:al|ic|ive|ous|able|ible|ese|ian|ish|ary)\Z")
_OF_OBJECT: Final = frozenset(("of", "at", "than", "being", "over"))  # "at least", "more than": part of a count
_MOST_OF_OBJECT: Final = 10
_TIMED: Final = frozenset(("on", "in", "at", "for"))
_RELATIVE: Final = re.compile(  # "the records she cited", "all the information which we have"
    r"\s+(?:(?:(?:that|which)\s+)?(?:I|we|they|he|she|it)(?:['’]?ve|['’]d)?|(?:that|which)\s+the\s+\w+)\s+"  # noqa: RUF001
    r"(?:(?:have|has|had|could|can)\s+(?:been\s+)?)?[a-z]+(?:ed|ve|en|ad|as|ot|eld|ing)\b"
)
_AFTER_PARTICIPLE: Final = frozenset(("as", "outside", "during", "over", "under"))


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some words, and why they stand together."""

    why: str
    words: list[str]


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    determiners: Words
    stops: Words
    finite: Words
    prepositions: Words
    participles: Words
    irregular: Words
    showing: Words
    shows: Words
    times: Words
    quantities: Words


class Phrase(NamedTuple):
    """A noun phrase: `start`; `core`, where its head ends; `end`, where what belongs to the head ends."""

    start: int
    core: int
    end: int


@dataclass(frozen=True)
class _Grammar:
    determiners: frozenset[str]
    stops: frozenset[str]
    finite: frozenset[str]
    prepositions: frozenset[str]
    participles: frozenset[str]
    irregular: frozenset[str]
    showing: frozenset[str]
    shows: frozenset[str]
    times: frozenset[str]
    quantity: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    found = load("noun_phrases", _Lexicon)
    quantities = "|".join(sorted(map(re.escape, found.quantities.words), key=len, reverse=True))
    return _Grammar(
        determiners=frozenset(found.determiners.words),
        stops=frozenset(found.stops.words),
        finite=frozenset(found.finite.words),
        prepositions=frozenset(found.prepositions.words),
        participles=frozenset(found.participles.words),
        irregular=frozenset(found.irregular.words),
        showing=frozenset(found.showing.words),
        shows=frozenset(found.shows.words),
        times=frozenset(found.times.words),
        quantity=re.compile(
            rf"\b(?:(?:an?|the|some)\s+)?(?:(?:large|small|vast|huge|long|whole|growing)\s+)?(?:{quantities})\s+of\s+\Z",
            re.IGNORECASE,
        ),
    )


def noun_phrase(
    text: str,
    head: Span,
    sentence: Span,
    *,
    verbs: Collection[str] = (),
    modifiers: Collection[str] = (),
    closed_at: Collection[int] = (),
) -> Phrase:
    """Grow a noun phrase around `head`, inside `sentence`.

    `verbs` are words that stand before the phrase and not in it; `modifiers` may open one that has no determiner; at
    the offsets in `closed_at` something else begins.
    """
    start = _left(text, head[0], max(sentence[0], head[0] - _BEFORE), verbs, modifiers)
    return Phrase(start, head[1], _right(text, head[1], min(sentence[1], head[1] + _AFTER), closed_at))


def _left(text: str, head: int, floor: int, verbs: Collection[str], modifiers: Collection[str]) -> int:
    """Give where the phrase starts: at its determiner, or at the first of the modifiers that lead up to the head."""
    grammar = _grammar()
    run = head  # as far as modifiers reach without a gap
    unbroken = True
    tokens = [(floor + m.start(), m.group()) for m in _WORD.finditer(text[floor:head])][-_MOST_MODIFIERS:]
    if tokens and tokens[-1][0] + len(tokens[-1][1]) == head:
        begun, part = tokens.pop()  # the head begins inside a word, or after a mark
        run = begun if part.endswith("-") and part[0].isalnum() else head
    for at, (start, token) in reversed(list(enumerate(tokens))):
        word = token.lstrip(_OPENING).lower()
        bare = start + len(token) - len(token.lstrip(_OPENING))
        if (token[-1] in _CLOSING and not _INITIALS.search(token)) or _GLUED.search(token):
            break
        if word in grammar.determiners:
            outer, before = tokens[at - 1] if at else (bare, "")
            if before.lstrip(_OPENING).lower() in grammar.determiners:
                bare = outer + len(before) - len(before.lstrip(_OPENING))
            quantity = grammar.quantity.search(text, max(floor, bare - 60), bare)
            return quantity.start() if quantity else bare
        before = tokens[at - 1][1].lstrip(_OPENING).lower() if at else ""
        adjectival = before in grammar.determiners or _POSSESSIVE.search(before)
        if word in grammar.times and not adjectival:
            return head  # the date of a line, not of the noun
        if (word in grammar.stops and token != "US") or (
            (word in verbs or _is_past(word, modifiers)) and not adjectival
        ):
            break
        unbroken = unbroken and (
            word in modifiers or token[0].isupper() or token[0].isdigit() or bool(_ADJECTIVE.match(word))
        )
        run = bare if unbroken else run
        if bare != start:
            break
    quantity = grammar.quantity.search(text, max(floor, run - 60), run)
    return quantity.start() if quantity else run


def _is_past(word: str, modifiers: Collection[str]) -> bool:
    return word.endswith("ed") and word not in modifiers


def _right(text: str, core: int, limit: int, closed_at: Collection[int]) -> int:
    """Give where what belongs to the head ends: prepositional phrases, participles, clauses of showing."""
    grammar = _grammar()
    if text[core : core + 1] != " ":
        return core
    relative = _RELATIVE.match(text, core, limit)
    begin = relative.end() if relative and relative.end() not in closed_at else core
    tokens = [(begin + m.start(), m.group()) for m in _WORD.finditer(text[begin:limit])][: _MOST_WORDS + 1]
    words = ["", *(token.strip(_OPENING + _CLOSING).lower() for _, token in tokens), ""]
    end, shows = begin, False
    for at, (start, token) in enumerate(tokens[:_MOST_WORDS], 1):
        before, word, after = words[at - 1 : at + 2]
        if start in closed_at or (token[0] in _OPENING and not shows):
            break
        if word in _TIMED and after in grammar.times:  # "published on Monday", but not "a video" that came on Monday
            day, named = tokens[at]
            end = day + len(named.rstrip(_CLOSING)) if before in grammar.participles else end
            break
        shows = shows or word in grammar.showing or (word in ("that", "which") and after in grammar.shows)
        if not shows and not _goes_on(grammar, token, before, after):
            break
        end = start + len(token.rstrip(_CLOSING))
        if token[-1] in _CLOSING and not _INITIALS.search(token):
            break
    return _whole(text, begin, end)


def _goes_on(grammar: _Grammar, token: str, before: str, after: str) -> bool:
    """Say whether a word goes on with what belongs to the head; `before` is empty for the first."""
    word = token.rstrip(_CLOSING).lower()
    past = word.endswith("ed") and token[0].islower()
    if word in grammar.prepositions or word in grammar.participles:
        return True
    if (past or word in grammar.irregular) and (after in grammar.prepositions or after in _AFTER_PARTICIPLE):
        return True
    if word == "and" and before:  # "activists and medics", but not "activists and the army said"
        return not (
            after in grammar.stops or after in grammar.determiners or after in grammar.finite or after.endswith("ed")
        )
    if not before or word in grammar.finite:
        return False
    if (
        word in grammar.determiners
        and before not in grammar.prepositions | grammar.participles | grammar.determiners | {"and"}
    ):
        return False
    if word in grammar.irregular:
        return False
    return not past or before in grammar.determiners or before in grammar.prepositions


def object_end(text: str, verb: int, limit: int) -> int:
    """Give where the object of a verb that ends at `verb` ends: its noun with "of" and what it counts, no clause."""
    grammar = _grammar()
    end, before = verb, ""
    for match in islice(_WORD.finditer(text, verb, min(limit, verb + _AFTER)), _MOST_OF_OBJECT):
        token = match.group()
        word = token.strip(_OPENING + _CLOSING).lower()
        if (
            before
            and word not in _OF_OBJECT
            and (word in grammar.stops or word.endswith("ing") or _trails(word, before))
        ):
            break
        before = word
        end = match.start() + len(token.rstrip(_CLOSING))
        if token[-1] in _CLOSING and not _INITIALS.search(token):
            break
    return _whole(text, verb, end)


def _trails(word: str, before: str) -> bool:
    """Say whether a past participle follows its noun, and so opens a clause, rather than leads up to one."""
    return word.endswith("ed") and before not in _grammar().determiners and not before.endswith("ly") and before != "of"


def _whole(text: str, core: int, end: int) -> int:
    """Take back words that cannot end a phrase: a preposition, a determiner, a conjunction."""
    grammar = _grammar()
    while end > core:
        last = text.rfind(" ", core, end) + 1
        word = text[last:end].lower()
        if word not in grammar.stops and word not in grammar.determiners and word not in grammar.prepositions:
            return end
        end = core + len(text[core : last - 1].rstrip()) if last > core else core
    return core
