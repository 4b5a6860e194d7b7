"""Nouns that may be evidence, each with its phrase: what `find.py` chooses from.

In: a draft and the lexicon. Out: `Mention`s in order of the text; "photographs and videos" are one, and so is "video
evidence".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from averment.reading.evidence.noun_phrases import NounPhrases, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.reading.draft import Draft
    from averment.reading.evidence.words import EvidenceWords, Nouns
    from averment.values import Span

_FIRST: Final = re.compile(r"[^\W\d_]++")
_JOINED: Final = re.compile(r"\s*+(?:,(?:\s*+(?:and|or)\b)?|and\b|or\b|&)\s*+")
_OF_ANY_KIND: Final = frozenset(("evidence", "proof", "report", "reports", "data", "information"))
"""Of what kind they are a noun before them says: "video evidence", "autopsy report"."""


class Mention(NamedTuple):
    """A noun that may be evidence, with its group in the lexicon, its phrase and its sentence."""

    noun: str
    group: Nouns
    head: Span
    phrase: Phrase
    sentence: Span


def mentions(draft: Draft, words: EvidenceWords, phrases: NounPhrases) -> Iterator[Mention]:
    """Give the mentions of a draft. Those joined into one have the phrase of all and the ties of the surest."""
    last: Mention | None = None
    for mention in _each(draft, words, phrases):
        if last and _compound(draft.text, last, mention):
            group = last.group if mention.noun in _OF_ANY_KIND else _surer(last.group, mention.group)
        elif last and _listed(draft.text, last, mention):
            group = _surer(last.group, mention.group)
        else:
            if last:
                yield last
            last = mention
            continue
        phrase = mention.phrase._replace(start=min(last.phrase.start, mention.phrase.start))
        last = mention._replace(group=group, head=(last.head[0], mention.head[1]), phrase=phrase)
    if last:
        yield last


def noun_phrases(draft: Draft, words: EvidenceWords) -> NounPhrases:
    """Give the noun phrases of a draft. None reaches over a cue, nor over a source with its cue right behind it."""
    cues = {start for a in draft.attributions for start, _ in a.cue}
    sources = {start for a in draft.attributions for start, end in a.source if a.cue and 0 <= a.cue[0][0] - end <= 1}
    return NounPhrases(draft.text, words.verbs, words.modifiers, cues | sources)


def joined(text: str, end: int, start: int) -> bool:
    """Say whether only "and", "or" or a comma stands between two phrases."""
    return end <= start and bool(_JOINED.fullmatch(text, end, start))


def _each(draft: Draft, words: EvidenceWords, phrases: NounPhrases) -> Iterator[Mention]:
    text, at = draft.text, 0
    for match in _FIRST.finditer(text):
        heads = words.heads.get(match.group().lower())
        found = heads.match(text, match.start()) if heads and match.start() >= at else None
        if found is None:
            continue
        noun = " ".join(found.group().lower().split())
        group = words.nouns.get(noun)
        if group:
            at = found.end()
            sentence = draft.sentences.at(found.start())
            yield Mention(noun, group, found.span(), phrases.around(found.span(), sentence), sentence)


def _surer(first: Nouns, second: Nouns) -> Nouns:
    return first if first.type == second.type and "itself" in first.ties else second


def _compound(text: str, first: Mention, second: Mention) -> bool:
    """Say whether the first noun stands before the second as its modifier; a plural does not."""
    beside = second.head[0] - first.head[1] == 1 and text[first.head[1]] in " -"
    return beside and (not first.noun.endswith("s") or first.noun.endswith("ss"))


def _listed(text: str, first: Mention, second: Mention) -> bool:
    same = second.group.type == first.group.type and second.sentence == first.sentence
    return same and joined(text, first.phrase.core, second.phrase.start)
