"""Evidence: what a report says exists for or against a claim, its type, and which attributions rest on it.

In: a draft with attributions, their acts and speakers. Out: the draft with its evidence, in order of the text, ids `e1`,
`e2`, …, and each attribution with the ids of what it rests on. Which nouns count, and beside what, is `evidence.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from averment.reading.evidence_words import EvidenceWords, Nouns, Tie, evidence_words
from averment.reading.noun_phrases import Phrase, noun_phrase, object_end
from averment.reading.resting import Described, resting
from averment.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.reading.draft import Draft
    from averment.values import Span
    from averment.values.readings import EvidenceType

_FIRST: Final = re.compile(r"[^\W\d_]++")
_JOINED: Final = re.compile(r"\s*(?:,|\band\b|\bor\b|,\s*and\b|&)\s*\Z")
_AUTHOR: Final = re.compile(
    r"\s+(?:(?:issued|published|released|prepared|compiled|written|drawn\s+up)\s+)?"
    r"(?:(?P<by>by)\s+\w|from\s+(?:the\s+|its\s+|an?\s+)?(?:[\w-]+\s+){0,2}[A-Z])"
)
_PUBLISHED: Final = re.compile(r"\b(?:publish|issu|releas)\w*\s+\Z")
_IN_A_REPORT: Final = re.compile(r"\bin\s+an?\s+(?:[\w-]+\s+){0,3}\Z", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?:\A|\s)(?:[A-Z]\w|U\.)")
_REACH: Final = 100  # code points looked at beside a phrase
_BREATH: Final = 50  # code points between two signs of one illness
_WHATEVER: Final = ("evidence", "proof")  # of what kind, a word before them says: "video evidence"
_ANY_NOUN: Final = ""


class _Mention(NamedTuple):
    """A noun that may be evidence, with its phrase and sentence."""

    noun: str
    group: Nouns
    head: Span
    phrase: Phrase
    sentence: Span


def find_evidence(draft: Draft) -> Draft:
    """Give the draft the evidence that its text describes, and tie its attributions to it."""
    words, text = evidence_words(), draft.text
    mentions = list(_lists(text, _evidence(draft, words)))
    spans = [_span(text, mention, words) for mention in mentions]
    described = (Described(span, mention.noun) for span, mention in zip(spans, mentions, strict=True))
    found = tuple(
        Evidence(
            id=f"e{number}",
            span=span,
            type=_type(text, mention, words),
            polarity="undercuts" if _undercuts(text, mention, words) else "supports",
            rests=rests,
        )
        for number, (mention, span, rests) in enumerate(zip(mentions, spans, resting(draft, described), strict=True), 1)
    )
    attributions = tuple(
        msgspec.structs.replace(a, evidence=tuple(e.id for e in found if a.id in e.rests)) for a in draft.attributions
    )
    return replace(draft, evidence=found, attributions=attributions)


def _lists(text: str, mentions: Iterable[_Mention]) -> Iterator[_Mention]:
    """Join the signs of one illness, told in one breath, into one piece of evidence."""
    last: _Mention | None = None
    for mention in mentions:
        near = last and mention.sentence == last.sentence and mention.phrase.start - last.phrase.end < _BREATH
        if last and near and mention.group.type == last.group.type == "medical":
            last = last._replace(phrase=last.phrase._replace(core=mention.phrase.core, end=mention.phrase.end))
            continue
        if last:
            yield last
        last = mention
    if last:
        yield last


def _evidence(draft: Draft, words: EvidenceWords) -> Iterator[_Mention]:
    """Give the mentions that count. What a picture shows, and what stands inside another phrase, is part of that."""
    text = draft.text
    last: _Mention | None = None
    for mention in _coordinated(text, _mentions(draft, words)):
        if last and mention.head[0] < last.phrase.end:
            continue
        pictured = last and last.sentence == mention.sentence and last.group.type == "imagery"
        joined = last is not None and bool(
            _JOINED.fullmatch(text, last.phrase.end, max(last.phrase.end, mention.phrase.start))
        )
        if pictured and not joined and mention.group.type in ("medical", "physical"):
            continue
        if _counts(text, mention, words, joined=joined):
            yield mention
            last = mention


def _coordinated(text: str, mentions: Iterable[_Mention]) -> Iterator[_Mention]:
    """Join "photographs and videos", and "video evidence", into one mention: what is said of one is said of both."""
    last: _Mention | None = None
    for mention in mentions:
        if last and _compound(text, last, mention):
            group = last.group if mention.noun in _WHATEVER else mention.group
        elif last and _listed(text, last, mention):
            group = last.group if "itself" in last.group.ties else mention.group
        else:
            if last:
                yield last
            last = mention
            continue
        phrase = mention.phrase._replace(start=min(last.phrase.start, mention.phrase.start))
        last = mention._replace(group=group, head=(last.head[0], mention.head[1]), phrase=phrase)
    if last:
        yield last


def _compound(text: str, first: _Mention, second: _Mention) -> bool:
    return second.head[0] - first.head[1] == 1 and text[first.head[1]] in " -"


def _listed(text: str, first: _Mention, second: _Mention) -> bool:
    if second.group.type != first.group.type or second.sentence != first.sentence:
        return False
    core = first.phrase.core
    return bool(_JOINED.fullmatch(text, core, max(core, second.phrase.start)))


def _mentions(draft: Draft, words: EvidenceWords) -> Iterator[_Mention]:
    text, at = draft.text, 0
    closed_at = _openings(draft)
    for match in _FIRST.finditer(text):
        heads = words.heads.get(match.group().lower())
        found = heads.match(text, match.start()) if heads and match.start() >= at else None
        if found is None:
            continue
        at = found.end()
        sentence = draft.sentences.at(found.start())
        noun = " ".join(found.group().lower().split())
        phrase = noun_phrase(
            text, found.span(), sentence, verbs=words.verbs, modifiers=words.modifiers, closed_at=closed_at
        )
        yield _Mention(noun, words.nouns[noun], found.span(), phrase, sentence)


def _openings(draft: Draft) -> set[int]:
    """Give where a cue opens, or a source with its cue right behind it: no phrase before reaches over them."""
    cues = {start for a in draft.attributions for start, _ in a.cue}
    sources = {
        start for a in draft.attributions for start, end in a.source if any(end <= cue <= end + 2 for cue, _ in a.cue)
    }
    return cues | sources


def _counts(text: str, mention: _Mention, words: EvidenceWords, *, joined: bool) -> bool:
    """Say whether the mention is of evidence: by its noun alone, or by what stands beside it."""
    start, core, _ = mention.phrase
    before = text[max(mention.sentence[0], start - _REACH) : start]
    if not mention.group.ties or words.not_after.match(text, core, mention.sentence[1]):
        return False
    inside = text[start : mention.head[0]]
    barred = (
        words.not_before.get(_ANY_NOUN),
        words.not_before.get(mention.noun),
        words.not_before.get(mention.noun.removesuffix("s")),
    )
    if any(bar and (bar.search(before + inside) or bar.search(before) or bar.match(inside)) for bar in barred):
        return False
    held = words.held_before.search(before)
    if held and words.planned.search(before, 0, held.start()):
        return False
    return joined or any(_tied(text, mention, words, tie, before) for tie in mention.group.ties)


def _tied(text: str, mention: _Mention, words: EvidenceWords, tie: Tie, before: str) -> bool:
    start, core, end = mention.phrase
    first, limit = mention.sentence
    if tie == "itself":
        return True
    if tie == "ill":
        return bool(words.ill.search(text, first, mention.head[0]) or words.ill.search(text, mention.head[1], limit))
    if tie == "hears":
        return bool(words.heard_before.search(before))
    cited = bool(words.cited_before.search(before) or words.backed_before.search(before))
    if tie == "cited":
        return cited
    if tie == "authored":
        return _authored(text, mention, words, cited=cited)
    if tie == "got" and words.got_before.search(before) or tie == "held" and words.held_before.search(before):
        return True
    after = words.after[tie]
    return bool(after.match(text, core, limit) or after.match(text, end, limit))


def _authored(text: str, mention: _Mention, words: EvidenceWords, *, cited: bool) -> bool:
    """Say whether a report has an author who is no news outlet."""
    start, core, end = mention.phrase
    author = _AUTHOR.match(text, core)
    if author and author["by"]:
        return True
    if words.outlet.search(text, start, end):
        return False
    if author and (cited or mention.noun == "report"):
        return True
    if mention.noun == "report" and (
        words.after["got"].match(text, core) or _PUBLISHED.search(text, max(mention.sentence[0], start - 20), start)
    ):
        return True
    named = _NAMED.search(text, start, mention.head[0])
    found = mention.noun == "report" and words.after["shows"].match(text, end, mention.sentence[1])
    return bool(
        (named and (cited or found)) or _IN_A_REPORT.search(text, max(mention.sentence[0], start - 10), mention.head[0])
    )


def _undercuts(text: str, mention: _Mention, words: EvidenceWords) -> bool:
    start, core, end = mention.phrase
    first, limit = mention.sentence
    if words.against_before.search(text, max(first, start - _REACH), start):
        return True
    return bool(words.against.match(text, core, limit) or words.against.match(text, end, limit))


def _span(text: str, mention: _Mention, words: EvidenceWords) -> Span:
    """Give what describes the evidence: its phrase and, of a picture, what it is said to show."""
    start, _, end = mention.phrase
    limit = mention.sentence[1]
    for tie in ("finds", "saw"):
        if tie in mention.group.ties and (told := words.after[tie].match(text, end, limit)):
            return start, object_end(text, told.end(), limit)
    if mention.group.type == "imagery" and (shown := words.shown.match(text, end, limit)):
        return start, object_end(text, shown.end(), limit)
    return start, end


def _type(text: str, mention: _Mention, words: EvidenceWords) -> EvidenceType:
    """Give the type: that of the noun, but what a news outlet found is media."""
    start, _, end = mention.phrase
    return "media" if "authored" in mention.group.ties and words.outlet.search(text, start, end) else mention.group.type
