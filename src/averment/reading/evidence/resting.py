"""Which attributions rest on a piece of evidence.

In: a draft with attributions and speakers, and the phrases in it that describe evidence. Out: for each the ids of the
attributions, in order of the text. Where the report only describes evidence, none: it does not say what that is for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from averment.reading.evidence.words import evidence_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.reading.draft import Draft
    from averment.values import Attribution, Span, Speaker

_WORD: Final = re.compile(r"[^\W\d_]{4,}+")
_DEFINITE: Final = re.compile(r"(?:the|these|those)\s", re.IGNORECASE)
_REACH: Final = 120  # code points looked at before the evidence for who puts it forward
_MOST: Final = 40  # attributions
_BACK: Final = 10  # sentences: what was said longer ago is not taken up without a name
_NEAR: Final = 300  # code points: one sentence, however long it is


class Described(NamedTuple):
    """Where a piece of evidence is described, and the noun that says what it is."""

    span: Span
    noun: str


def resting(draft: Draft, evidence: Iterable[Described]) -> Iterator[tuple[str, ...]]:
    """Give for each piece of evidence the ids of the attributions that rest on it."""
    scene = _Scene(draft)
    known: dict[str, frozenset[int]] = {}
    for piece in evidence:
        found = scene.around(piece.span) | scene.taken_up(piece.span)
        kinds = [word.removesuffix("s") for word in _WORD.findall(piece.noun)]
        if not found and _DEFINITE.match(draft.text, piece.span[0]):
            found = next((known[kind] for kind in kinds if kind in known), found)
        known |= dict.fromkeys(kinds, found)
        yield tuple(draft.attributions[number].id for number in sorted(found))


class _Scene:
    """The attributions of a draft, by where they stand. They are named by their place in the draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._words = evidence_words()
        self._speakers = {speaker.id: speaker for speaker in draft.speakers}
        self._named: dict[str, set[str]] = defaultdict(set)
        for name in (name for speaker in draft.speakers for name in _sides(speaker)):
            for word in _WORD.findall(name):
                self._named[word.lower()].add(name)
        self._numbers = {attribution.id: number for number, attribution in enumerate(draft.attributions)}
        self._cues = sorted((a.cue[0][0], number) for number, a in enumerate(draft.attributions) if a.cue)
        self._near: dict[int, list[int]] = defaultdict(list)
        for number, a in enumerate(draft.attributions):
            pieces = (*a.cue, *a.source, *a.content)
            for cell in {cell for start, end in pieces for cell in range(start // _NEAR, (end - 1) // _NEAR + 1)}:
                self._near[cell].append(number)

    def around(self, span: Span) -> frozenset[int]:
        """Give the attributions that the evidence is the source of, stands in, or stands beside in its sentence."""
        beside = self._beside(span)
        sources = {n for n, a in beside if any(_overlap(span, s) for s in (*a.source, *a.cue)) or _frames(a, span)}
        if sources:
            return frozenset(sources)
        inside = [(e - s, n) for n, a in beside for s, e in a.content if s <= span[0] < e]
        if inside:
            return frozenset((min(inside)[1],))
        first, end = self._draft.sentences.at(span[0])
        near = min(
            ((_distance(a, span), n) for n, a in beside if a.cue and first <= a.cue[0][0] < end), default=(_NEAR, 0)
        )
        return frozenset(self._borne(near[1])) if near[0] < _NEAR else frozenset()

    def _beside(self, span: Span) -> list[tuple[int, Attribution]]:
        cell = span[0] // _NEAR
        numbers = {number for nearby in (cell - 1, cell, cell + 1) for number in self._near.get(nearby, ())}
        return [(number, self._draft.attributions[number]) for number in sorted(numbers)]

    def _borne(self, number: int) -> list[int]:
        """Give what evidence told beside an attribution bears on: an assertion; of a denial, that which it denies."""
        attribution = self._draft.attributions[number]
        if attribution.act in (None, "assert"):
            return [number]
        return [self._numbers[ident] for ident in attribution.about if ident in self._numbers]

    def taken_up(self, span: Span) -> frozenset[int]:
        """Give what was said before by the party that now backs "these accusations" with the evidence, or cites it."""
        draft, words = self._draft, self._words
        first, _ = draft.sentences.at(span[0])
        before = draft.text[max(first, span[0] - _REACH) : span[0]]
        accusation = words.accusation.search(before)
        if not (accusation or words.put_forward_before.search(before)):
            return frozenset()
        told = [(n, a.content[0][0]) for n, a in self._beside(span) if any(s <= span[0] < e for s, e in a.content)]
        if not accusation and any(span[0] - start > len("the ") for _, start in told):
            return frozenset()  # whoever cites the evidence is quoted by another, who speaks of other things
        party = self._party(first, span, before)
        opening, _ = draft.sentences[max(0, draft.sentences.index_at(first) - _BACK)]
        earlier = self._cues[bisect_left(self._cues, (opening, 0)) : bisect_left(self._cues, (first, 0))][-_MOST:]
        asserted = [n for _, n in earlier if draft.attributions[n].act in (None, "assert")]
        claims = [n for n in asserted if party & self._sides(n)] or (self._latest(asserted) if accusation else [])
        return frozenset((*(n for n, _ in told), *claims))

    def _latest(self, asserted: list[int]) -> list[int]:
        """Give what the last speaker before said: what "these accusations" are where nobody is known to make them."""
        speaker = self._draft.attributions[asserted[-1]].speaker if asserted else None
        return [n for n in asserted if speaker and self._draft.attributions[n].speaker == speaker] or asserted[-1:]

    def _party(self, first: int, span: Span, before: str) -> set[str]:
        """Give names for who puts the evidence forward: who speaks in the sentence before it, else whom that names."""
        speaking = (n for n, a in self._beside(span) if a.cue and first <= a.cue[0][0] < span[0])
        names = {name for n in speaking for name in self._sides(n)}
        subject = (word.lower() for word in _WORD.findall(before) if word[0].isupper())
        return names or {name for word in subject for name in self._named.get(word, ())}

    def _sides(self, number: int) -> set[str]:
        speaker = self._speakers.get(self._draft.attributions[number].speaker or "")
        return _sides(speaker) if speaker else set()


def _sides(speaker: Speaker) -> set[str]:
    return {name for name in (speaker.name, speaker.affiliation, speaker.party) if name}


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _frames(attribution: Attribution, span: Span) -> bool:
    """Say whether the span stands between source and cue: "the monitor, which relies on a network, said"."""
    frame = [edge for piece in (*attribution.source[:1], *attribution.cue[:1]) for edge in piece]
    return bool(attribution.source) and min(frame) <= span[0] < max(frame) and max(frame) - min(frame) < _NEAR


def _distance(attribution: Attribution, span: Span) -> int:
    """Give how far the cue stands from the span; a cue that follows is nearer than one before it."""
    start, end = attribution.cue[0]
    return start - span[1] if start >= span[1] else span[0] - end + _NEAR // 3
