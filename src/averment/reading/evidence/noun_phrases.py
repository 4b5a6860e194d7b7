"""Noun phrases: how far one reaches to the left and the right of its head, by function words alone.

In: a text, a head, and the sentence it stands in. Out: where the phrase starts, where its head ends, and where what
belongs to the head ends. Text without commas is read too; a phrase that is doubtful is cut short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from averment.lexicons import Words, load

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from averment.values import Span

_WORD: Final = re.compile(r"\S++")
_BEFORE: Final = 120  # code points looked at to the left of a head
_AFTER: Final = 240  # and to the right
_MOST_MODIFIERS: Final = 7  # words
_MOST_WORDS: Final = 24  # that follow a head: a longer clause says more than what the noun is
_MOST_OF_OBJECT: Final = 10  # words
_LONGEST_QUANTITY: Final = 60  # code points of "hundreds of thousands of"
_OPENING: Final = "\"'“‘«([—–"  # noqa: RUF001
_CLOSING: Final = ".,;:!?…\"'”’»)]—–"  # noqa: RUF001
_POSSESSIVE: Final = re.compile(r"\w(?:['’]s|s['’])\Z")  # noqa: RUF001
_ABBREVIATION: Final = re.compile(
    r"(?:(?:[A-Z]\.)+|\b(?:Adm|Capt|Col|Dr|Gen|Gov|Lt|Maj|Mr|Mrs|Ms|Prof|Rep|Sen|Sgt|St)\.)\Z"
)
_GLUED: Final = re.compile(r"[a-z]\.[A-Za-z]")  # two sentences without a space, or an address
_COUNTRY: Final = frozenset(("US", "IS", "IT"))  # in capitals, names that are pronouns or verbs without
_ADJECTIVE: Final = re.compile(r"[a-z-]+(?:al|ic|ive|ous|able|ible|ese|ian|ish|ary|ory)\Z")
_RELATIVE: Final = re.compile(  # "the records she cited", "all the information which we have"
    r"\s++(?:(?:(?:that|which)\s++)?(?:I|we|they|he|she|it)(?:['’]?ve|['’]d)?|(?:that|which)\s++the\s++\w++)\s++"  # noqa: RUF001
    r"(?:(?:have|has|had|could|can)\s++(?:been\s++)?)?[a-z]+(?:ed|ve|en|ad|as|ot|eld|ing)\b"
)
_TIMED: Final = frozenset(("on", "in", "at", "for"))
_AFTER_PARTICIPLE: Final = frozenset(("as", "outside", "during", "over", "under"))
_AUXILIARY: Final = frozenset(("is", "are", "was", "were", "has", "have"))
_CLAUSE: Final = frozenset(("that", "which", "who", "what", "how", "where", "when", "while", "as", "and"))
_OF_A_COUNT: Final = frozenset(("of", "at", "than", "over"))  # "at least", "more than"


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
    sized = r"(?:(?:an?|the|some)\s+)?(?:(?:large|small|vast|huge|long|whole|growing)\s+)?"
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
        quantity=re.compile(rf"\b{sized}(?:{quantities})\s+of\s+\Z", re.IGNORECASE),
    )


class Phrase(NamedTuple):
    """A noun phrase: `start`; `core`, where its head ends; `end`, where what belongs to the head ends."""

    start: int
    core: int
    end: int


@dataclass(frozen=True)
class NounPhrases:
    """The noun phrases of one text.

    `verbs` stand before a phrase and not in it, save after a determiner ("a leaked memo"); `modifiers` may open a
    phrase that has no determiner; at the offsets in `closed_at` something else begins.
    """

    text: str
    verbs: AbstractSet[str] = frozenset()
    modifiers: AbstractSet[str] = frozenset()
    closed_at: AbstractSet[int] = frozenset()

    def around(self, head: Span, sentence: Span) -> Phrase:
        """Grow a phrase around `head`, inside `sentence`."""
        start = self._quantified(self._start(head[0], max(sentence[0], head[0] - _BEFORE)), sentence[0])
        return Phrase(start, head[1], self._end(head[1], min(sentence[1], head[1] + _AFTER)))

    def object_end(self, verb: int, limit: int) -> int:
        """Give where the object of a verb that ends at `verb` ends: its noun, with what is counted, and no clause."""
        grammar, end, before = _grammar(), verb, ""
        words = _WORD.finditer(self.text, verb, min(limit, verb + _AFTER))
        for match in islice(words, _MOST_OF_OBJECT):
            token = match.group()
            word = _bare(token)
            clause = word in grammar.stops or word.endswith("ing") or (word.endswith("ed") and not _leads(before))
            ends = clause if before else word in grammar.prepositions  # "what the images show in March" has no object
            if not word or (ends and word not in _OF_A_COUNT):
                break
            before = word
            end = match.start() + len(token.rstrip(_CLOSING))
            if _closes(token):
                break
        return self._without_loose_ends(verb, end)

    def _start(self, head: int, floor: int) -> int:
        """Give where the phrase starts: at its determiner, else at the first of the modifiers before the head."""
        grammar, run, unbroken = _grammar(), head, True
        tokens = [(floor + m.start(), m.group()) for m in _WORD.finditer(self.text[floor:head])][-_MOST_MODIFIERS:]
        if tokens and tokens[-1][0] + len(tokens[-1][1]) == head:
            begun, part = tokens.pop()  # the head begins inside a word, or after a mark
            run = begun if part.endswith("-") and part[0].isalnum() else head
        for at in range(len(tokens) - 1, -1, -1):
            start, token = tokens[at]
            word = token.lstrip(_OPENING).lower()
            bare = start + len(token) - len(token.lstrip(_OPENING))
            before = tokens[at - 1][1].lstrip(_OPENING).lower() if at else ""
            if _closes(token) or _GLUED.search(token):
                break
            if word in grammar.determiners:
                outer, full = tokens[at - 1] if before in grammar.determiners else (bare, token)
                return outer + len(full) - len(full.lstrip(_OPENING)) if outer < bare else bare
            adjectival = before in grammar.determiners or bool(_POSSESSIVE.search(before))
            if word in grammar.times and not adjectival:
                return head  # the date of a line, and not of the noun
            if self._stands_outside(token, word, adjectival=adjectival):
                break
            unbroken = unbroken and self._modifies(token, word)
            run = bare if unbroken else run
            if bare != start:
                break
        return run

    def _stands_outside(self, token: str, word: str, *, adjectival: bool) -> bool:
        if word in _grammar().stops and token not in _COUNTRY:
            return True
        verbal = word in self.verbs or (word.endswith("ed") and word not in self.modifiers)
        return verbal and not adjectival

    def _modifies(self, token: str, word: str) -> bool:
        return word in self.modifiers or token[0].isupper() or token[0].isdigit() or bool(_ADJECTIVE.match(word))

    def _quantified(self, start: int, floor: int) -> int:
        quantity = _grammar().quantity.search(self.text, max(floor, start - _LONGEST_QUANTITY), start)
        return quantity.start() if quantity else start

    def _end(self, core: int, limit: int) -> int:
        """Give where what belongs to the head ends: prepositional phrases, participles, clauses of showing."""
        if not self.text[core : core + 1].isspace():
            return core
        grammar = _grammar()
        relative = _RELATIVE.match(self.text, core, limit)
        begin = relative.end() if relative and relative.end() not in self.closed_at else core
        tokens = list(islice(_WORD.finditer(self.text, begin, limit), _MOST_WORDS + 1))
        end, shows, clause, before, word = begin, False, False, "", ""
        for at, match in enumerate(tokens[:_MOST_WORDS], 1):
            start, token, following = match.start(), match.group(), tokens[at].group() if at < len(tokens) else ""
            before, word, after = word, _bare(token), _bare(following)
            if not word or start in self.closed_at or (token[0] in _OPENING and not shows):
                break
            if word in _TIMED and after in grammar.times:
                # the day belongs to "a report published on Monday", and not to "a video on Monday"
                dated = before in grammar.participles
                end = tokens[at].start() + len(following.rstrip(_CLOSING)) if dated else end
                break
            clause = clause or (shows and word in _CLAUSE) or (word in ("that", "which") and after in grammar.shows)
            shows = shows or clause or word in grammar.showing
            if (word in _AUXILIARY and not clause) or not (shows or _goes_on(token, before, after)):
                break
            end = start + len(token.rstrip(_CLOSING))
            if _closes(token):
                break
        return self._without_loose_ends(begin, end)

    def _without_loose_ends(self, core: int, end: int) -> int:
        """Take back words that cannot end a phrase: a preposition, a determiner, a conjunction."""
        grammar = _grammar()
        while end > core:
            last = max(self.text.rfind(" ", core, end), self.text.rfind("\n", core, end)) + 1
            word = self.text[last:end].lower()
            if word not in grammar.stops and word not in grammar.determiners and word not in grammar.prepositions:
                return end
            end = core + len(self.text[core : max(core, last - 1)].rstrip())
        return core


def _goes_on(token: str, before: str, after: str) -> bool:
    """Say whether a word goes on with what belongs to the head; `before` is empty for the first word."""
    grammar, word = _grammar(), _bare(token)
    if word in grammar.prepositions or word in grammar.participles:
        return True
    past = word.endswith("ed") and token[0].islower() and word != "showed"  # the participle is "shown"
    if past or word in grammar.irregular:
        if after in grammar.prepositions or after in _AFTER_PARTICIPLE:
            return True
        return past and bool(before) and (before in grammar.determiners or before in grammar.prepositions)
    if word == "and":  # "activists and medics", but not "activists and the army said"
        ends = after in grammar.stops or after in grammar.determiners or after in grammar.finite or after.endswith("ed")
        return bool(before) and not ends
    if word in grammar.determiners:
        led = before in grammar.prepositions or before in grammar.participles or before in grammar.determiners
        return led or before.endswith("ing")
    return bool(before) and word not in grammar.finite


def _leads(before: str) -> bool:
    """Say whether a past participle after this word leads up to a noun, rather than opens a clause."""
    return before in _grammar().determiners or before.endswith("ly") or before == "of"


def _closes(token: str) -> bool:
    return token[-1] in _CLOSING and not _ABBREVIATION.search(token)


def _bare(token: str) -> str:
    return token.strip(_OPENING + _CLOSING).lower()
