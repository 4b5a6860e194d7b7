"""Evidence: what a report says exists for or against a claim, its type, and which attributions rest on it.

In: a draft with attributions, their acts and speakers. Out: the draft with its evidence, ids `e1`, `e2`, … in order of
the text, and each attribution with the ids of what it rests on. Which nouns count, and beside what, is `evidence.yaml`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from averment.reading.evidence.mentions import joined, mentions, noun_phrases
from averment.reading.evidence.resting import Described, resting
from averment.reading.evidence.ties import counts, undercuts
from averment.reading.evidence.words import evidence_words
from averment.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.reading.draft import Draft
    from averment.reading.evidence.mentions import Mention
    from averment.reading.evidence.noun_phrases import NounPhrases
    from averment.reading.evidence.words import EvidenceWords
    from averment.values import Attribution, Span
    from averment.values.readings import EvidenceType

_FRAME: Final = 240  # code points that may tell what one picture shows
_BREATH: Final = 40  # code points between two signs of one illness


def find_evidence(draft: Draft) -> Draft:
    """Give the draft the evidence that its text describes, and tie its attributions to it."""
    words = evidence_words()
    phrases = noun_phrases(draft, words)
    chosen = list(_breaths(_evidence(draft, words, phrases)))
    spans = [_span(mention, words, phrases) for mention in chosen]
    rests = resting(draft, (Described(span, mention.noun) for span, mention in zip(spans, chosen, strict=True)))
    found = tuple(
        Evidence(
            id=f"e{number}",
            span=span,
            type=_type(draft.text, mention, words),
            polarity="undercuts" if undercuts(draft.text, mention, words) else "supports",
            rests=ids,
        )
        for number, (mention, span, ids) in enumerate(zip(chosen, spans, rests, strict=True), 1)
    )
    return replace(draft, evidence=found, attributions=_mirrored(draft, found))


def _mirrored(draft: Draft, evidence: Iterable[Evidence]) -> tuple[Attribution, ...]:
    """Give the attributions, each with the ids of the evidence that it rests on."""
    pieces = defaultdict(list)
    for piece in evidence:
        for ident in piece.rests:
            pieces[ident].append(piece.id)
    return tuple(msgspec.structs.replace(a, evidence=tuple(pieces.get(a.id, ()))) for a in draft.attributions)


def _evidence(draft: Draft, words: EvidenceWords, phrases: NounPhrases) -> Iterator[Mention]:
    """Give the mentions that count. What a picture shows, and what stands inside another phrase, is part of that."""
    sources = {start for a in draft.attributions for start, _ in a.source}
    last: Mention | None = None
    for mention in mentions(draft, words, phrases):
        listed = last is not None and joined(draft.text, last.phrase.end, mention.phrase.start)
        if last and _same(last, mention, sources, listed=listed):
            continue
        if counts(draft.text, mention, words, listed=listed):
            yield mention
            last = mention


def _same(last: Mention, mention: Mention, sources: set[int], *, listed: bool) -> bool:
    """Say whether the mention only says more of the last: inside its phrase, in apposition, or in the picture."""
    start = last.phrase.end
    if mention.head[0] < start:
        return True
    if listed:
        return mention.noun == last.noun  # "a report by the council, a report which he denounced" is one report
    seen = last.group.type == "imagery" and mention.group.type in ("medical", "physical")
    near = last.sentence == mention.sentence and mention.head[0] - start < _FRAME
    return seen and near and sources.isdisjoint(range(start, mention.head[0]))


def _breaths(found: Iterable[Mention]) -> Iterator[Mention]:
    """Join the signs of one illness, told in one breath, into one piece of evidence."""
    last: Mention | None = None
    for mention in found:
        if last and mention.group.type == last.group.type == "medical" and _soon(last, mention):
            last = last._replace(phrase=last.phrase._replace(core=mention.phrase.core, end=mention.phrase.end))
            continue
        if last:
            yield last
        last = mention
    if last:
        yield last


def _soon(first: Mention, second: Mention) -> bool:
    return first.sentence == second.sentence and second.phrase.start - first.phrase.end < _BREATH


def _span(mention: Mention, words: EvidenceWords, phrases: NounPhrases) -> Span:
    """Give what describes the evidence: its phrase, with what a picture shows, an inspector finds, a reporter saw."""
    start, _, end = mention.phrase
    limit = mention.sentence[1]
    told = [words.shown] if mention.group.type == "imagery" else []
    told += [words.after[tie] for tie in mention.group.ties if tie in ("finds", "saw")]
    for pattern in told:
        verb = pattern.match(phrases.text, end, limit)
        if verb and (reached := phrases.object_end(verb.end(), limit)) > verb.end():
            return start, reached
    return start, end


def _type(text: str, mention: Mention, words: EvidenceWords) -> EvidenceType:
    """Give the type: that of the noun, but what a news outlet found is media."""
    start, _, end = mention.phrase
    of_outlet = "authored" in mention.group.ties and words.outlet.search(text, start, end)
    return "media" if of_outlet else mention.group.type
