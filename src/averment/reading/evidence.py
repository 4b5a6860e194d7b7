"""Evidence: what a report says exists for or against a claim, its type, and which attributions rest on it.

In: a draft with attributions, their acts and speakers. Out: the draft with its evidence, in order of the text, ids `e1`,
`e2`, …, and each attribution with the ids of what it rests on. Which nouns count, and beside what, is `evidence.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import msgspec

from averment.reading.evidence_words import EvidenceWords, Nouns, evidence_words
from averment.reading.noun_phrases import Phrase, noun_phrase
from averment.reading.resting import resting
from averment.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.reading.draft import Draft
    from averment.values import Span
    from averment.values.readings import EvidenceType

_FIRST: Final = re.compile(r"[^\W\d_]++")
_JOINED: Final = re.compile(r"\s*(?:,|\band\b|\bor\b|,\s*and\b|&)\s*\Z")
_AUTHOR: Final = re.compile(
    r"\s+(?:(?:issued|published|released|prepared|compiled|written|drawn\s+up)\s+)?(?:by|from)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}[A-Z]"
)
_IN_A_REPORT: Final = re.compile(r"\bin\s+an?\s+(?:[\w-]+\s+){0,3}\Z", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?:\A|\s)(?:[A-Z]\w|U\.)")
_REACH: Final = 100  # code points looked at beside a phrase
_GENERAL: Final = ""


@dataclass(frozen=True)
class _Mention:
    """A noun that may be evidence, with its phrase and sentence."""

    noun: str
    group: Nouns
    head: Span
    phrase: Phrase
    sentence: Span

    @property
    def span(self) -> Span:
        return self.phrase.start, self.phrase.end


def find_evidence(draft: Draft) -> Draft:
    """Give the draft the evidence that its text describes, and tie its attributions to it."""
    words = evidence_words()
    found = tuple(
        Evidence(
            id=f"e{number}",
            span=mention.span,
            type=_type(draft.text, mention, words),
            polarity="undercuts" if _undercuts(draft.text, mention, words) else "supports",
        )
        for number, mention in enumerate(_evidence(draft, words), 1)
    )
    found = tuple(msgspec.structs.replace(e, rests=ids) for e, ids in zip(found, resting(draft, found), strict=True))
    attributions = tuple(
        msgspec.structs.replace(a, evidence=tuple(e.id for e in found if a.id in e.rests)) for a in draft.attributions
    )
    return replace(draft, evidence=found, attributions=attributions)


def _evidence(draft: Draft, words: EvidenceWords) -> Iterator[_Mention]:
    """Give the mentions that count. One inside the phrase of another is part of it, unless it is of another type."""
    text = draft.text
    last: _Mention | None = None
    for mention in _mentions(draft, words):
        if last and mention.head[0] < last.phrase.end:
            if mention.group.type == last.group.type or mention.head[0] < last.phrase.core:
                continue
        joined = bool(last and _JOINED.fullmatch(text, last.phrase.end, max(last.phrase.end, mention.phrase.start)))
        if _counts(text, mention, words, joined=joined):
            yield mention
            last = mention


def _mentions(draft: Draft, words: EvidenceWords) -> Iterator[_Mention]:
    text, at = draft.text, 0
    closed_at = {start for a in draft.attributions for spans in (a.cue, a.source) for start, _ in spans}
    pending: list[_Mention] = []
    for match in _FIRST.finditer(text):
        heads = words.heads.get(match.group().lower())
        if heads is None or match.start() < at:
            continue
        found = heads.match(text, match.start())
        if found is None:
            continue
        at = found.end()
        sentence = draft.sentences.at(found.start())
        noun = " ".join(found.group().lower().split())
        phrase = noun_phrase(
            text, found.span(), sentence, verbs=words.verbs, modifiers=words.modifiers, closed_at=closed_at
        )
        yield _Mention(noun, words.nouns[noun], found.span(), phrase, sentence)


def _counts(text: str, mention: _Mention, words: EvidenceWords, *, joined: bool) -> bool:
    """Say whether the mention is of evidence: by its noun alone, or by what stands beside it."""
    start, core, end = mention.phrase
    before = text[max(mention.sentence[0], start - _REACH) : start]
    inside = text[start : mention.head[0]]
    if words.not_after.match(text, core, mention.sentence[1]):
        return False
    singular = mention.noun.removesuffix("s")
    for barred in (words.not_before.get(_GENERAL), words.not_before.get(singular)):
        if barred and (barred.search(before + inside) or barred.search(before) or barred.match(inside)):
            return False
    held = words.held_before.search(before)
    if held and words.planned.search(before, 0, held.start()):
        return False
    return joined or any(_tied(text, mention, words, tie, before, held is not None) for tie in mention.group.ties)


def _tied(text: str, mention: _Mention, words: EvidenceWords, tie: str, before: str, held: bool) -> bool:
    _, core, end = mention.phrase
    if tie == "itself" or (tie == "held" and held):
        return True
    if tie in ("cited", "authored") and (words.cited_before.search(before) or words.backed_before.search(before)):
        return tie == "cited" or bool(_NAMED.search(text, mention.phrase.start, mention.head[0]) or _AUTHOR.match(text, core))
    if tie == "authored":
        return bool(_AUTHOR.match(text, core) or _IN_A_REPORT.search(text, max(mention.sentence[0], mention.head[0] - 60), mention.head[0]))
    after = words.after.get(tie)  # type: ignore[call-overload]
    limit = mention.sentence[1]
    return bool(after and (after.match(text, core, limit) or after.match(text, end, limit)))


def _type(text: str, mention: _Mention, words: EvidenceWords) -> EvidenceType:
    """Give the type: that of the noun, but a news outlet's report is media."""
    if mention.group.type == "investigation" and mention.noun.startswith("report") and words.outlet.search(text, *mention.span):
        return "media"
    return mention.group.type


def _undercuts(text: str, mention: _Mention, words: EvidenceWords) -> bool:
    _, core, end = mention.phrase
    limit = mention.sentence[1]
    return bool(words.against.match(text, core, limit) or words.against.match(text, end, limit))
