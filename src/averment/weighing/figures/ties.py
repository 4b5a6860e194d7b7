"""What ties a figure that a report tells in its own words to a statement that it reports, and so to a claim.

In: a reading, and which of its attributions stand in claims. Out: for a figure, the claims it counts in; none where
nothing ties it: it may be of another event, and a figure that stands by itself misleads nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from averment.values import Attribution, Date, Figure, Reading, Span
from averment.values.bounds import known
from averment.weighing.figures.counted import ANYBODY, SEEN, tolls
from averment.weighing.sentences import Sentences

_SHARED: Final = 2  # telling words that two sentences have in common, from which they may tell of the same thing
_AHEAD: Final = frozenset({"demand", "commit", "ask"})  # acts on what is to be: no count of what was is part of it
_RECENT: Final = timedelta(days=31)  # before the report: what is told without a date is taken to be no older


class Ties:
    """Ties the narrated figures of one reading. `claims` gives, by attribution, the ids of the claims it stands in."""

    def __init__(self, reading: Reading, claims: Mapping[str, frozenset[str]], sentences: Sentences) -> None:
        self._reading, self._claims, self._sentences = reading, claims, sentences
        self._text = reading.document.text
        self._within = [one for one in reading.attributions if claims.get(one.id)]
        known_ids = {one.id: one for one in self._within}
        self._bearing = [(figure, known_ids[figure.by]) for figure in reading.figures if figure.by in known_ids]

    def of(self, figure: Figure) -> frozenset[str]:
        """Give the claims of a figure that the report itself tells.

        It is tied by a statement in the same sentence that has a figure of the kind; by a statement of the report
        whose figure it repeats; by the statements of the report with figures of the kind, where these are of one claim
        and tell of the same thing at the same time; by another statement in the same sentence of what is or was.
        """
        sentence = self._sentences.around(figure.span)
        kind, unit = (figure.what, figure.per), tolls().unit(figure)
        alike = [
            pair for pair in self._bearing if (pair[0].what, pair[0].per) == kind and tolls().unit(pair[0]) == unit
        ]
        beside = [one for one in self._within if self._stands_in(one, sentence)]
        if self._begins_with_a_date(sentence):
            beside = []
        bearing = {one.id for _, one in alike}
        return (
            self._nearest(figure, [one for one in beside if one.id in bearing])
            or self._repeated(figure, sentence)
            or self._told_alike(figure, sentence, alike)
            or self._nearest(figure, [one for one in beside if one.act not in _AHEAD])
        )

    def _nearest(self, figure: Figure, within: Iterable[Attribution]) -> frozenset[str]:
        found = min(within, key=lambda one: (_distance(one, figure.span), one.id), default=None)
        return self._claims[found.id] if found else frozenset()

    def _repeated(self, figure: Figure, sentence: Span) -> frozenset[str]:
        """Give the claims of the statements with the same number; of several, those in which they all stand."""
        same = [
            one
            for other, one in self._bearing
            if _same(figure, other) and self._at_one_time(sentence, self._sentences.around(other.span))
        ]
        return _common([self._claims[one.id] for one in same])

    def _told_alike(
        self, figure: Figure, sentence: Span, alike: Sequence[tuple[Figure, Attribution]]
    ) -> frozenset[str]:
        if tolls().unit(figure) == SEEN:
            return frozenset()
        words = self._words(sentence)
        for other, one in alike:
            there = self._sentences.around(other.span)
            others = self._words(there)
            shared = tolls().telling(words) & tolls().telling(others)
            if (
                len(shared) >= _SHARED
                and tolls().longer(words) == tolls().longer(others)
                and self._at_one_time(sentence, there, sure=True)
            ):
                return _common([self._claims[one.id] for _, one in alike])
        return frozenset()

    def _at_one_time(self, here: Span, there: Span, *, sure: bool = False) -> bool:
        """Say whether the dates of two sentences let them tell of the same days; `sure`: open dates let them not."""
        ours, theirs = self._dates(here), self._dates(there)
        if sure and {self._words(one.span) for one in ours if one.start is None} - {
            self._words(one.span) for one in theirs
        }:
            return False
        mine = [(one.start, one.end) for one in ours if one.start and one.end]
        other = [(one.start, one.end) for one in theirs if one.start and one.end]
        if mine and not other and (published := self._reading.document.published):
            other = [(max(published.start, published.start.min + _RECENT) - _RECENT, published.end)]
        if not mine or not other:
            return True
        return any(start <= end_there and start_there <= end for start, end in mine for start_there, end_there in other)

    def _dates(self, sentence: Span) -> list[Date]:
        """Give the dates in a sentence on which something is told to have been, and not from when or to when."""
        return [
            one
            for one in self._reading.dates
            if sentence[0] <= one.span[0] < sentence[1] and not self._is_bound(one, sentence)
        ]

    def _begins_with_a_date(self, sentence: Span) -> bool:
        """Say whether a sentence goes back to another time: "the worst since the claim of March 19, when 30 died"."""
        return any(
            sentence[0] <= one.span[0] < sentence[1] and self._is_bound(one, sentence) for one in self._reading.dates
        )

    def _is_bound(self, found: Date, sentence: Span) -> bool:
        return tolls().is_bound(self._text[max(sentence[0], found.span[0] - 24) : found.span[0]])

    def _stands_in(self, one: Attribution, sentence: Span) -> bool:
        return any(start < sentence[1] and sentence[0] < end for start, end in (*one.cue, *one.source, *one.content))

    def _words(self, span: Span) -> str:
        return " ".join(self._text[span[0] : span[1]].split())


def _same(figure: Figure, other: Figure) -> bool:
    """Say whether two figures of one report are the same number of the same; one of them may not name whom."""
    units = {tolls().unit(figure), tolls().unit(other)}
    same = (figure.what, figure.per, known(figure.low), known(figure.high))
    return same == (other.what, other.per, known(other.low), known(other.high)) and len(units - {ANYBODY}) <= 1


def _common(claims: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*claims) if claims else frozenset()


def _distance(one: Attribution, span: Span) -> int:
    pieces = (*one.cue, *one.source, *one.content)
    return min((max(span[0] - end, start - span[1], 0) for start, end in pieces), default=0)
