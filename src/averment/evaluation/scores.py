"""How much of what annotators marked was found, and how much of what was found they had marked.

In: pairs of a gold article and its reading. Out: `Scores`: precision, recall and F1, in percent, for five
questions about spans and, where the gold is complete, for seven about what else a reading holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.errors import GoldError
from averment.evaluation.articles import GoldArticle
from averment.evaluation.held import HELD_ROWS, Counts, counted
from averment.evaluation.matching import Marked, matched, overlap, trimmed, words
from averment.values import Attribution, Reading, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Pair: TypeAlias = tuple[GoldArticle, Reading | None]
Role: TypeAlias = Literal["source", "cue", "content"]

ROLES: Final[tuple[Role, ...]] = ("source", "cue", "content")
ROWS: Final = (*ROLES, "relation", "relation_strict")
"""The names of the scores that all gold has, in the order in which they are printed."""

_STRICT: Final = 0.8  # overlap of the contents that the strict score asks for


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: `precision`, `recall` and `f1` in percent, to one decimal; `n` gold items, `predicted`, `right`."""

    precision: float
    recall: float
    f1: float
    n: int
    predicted: int
    right: int


class Scores(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The figures over all articles. `unread` counts the articles without a reading.

    `source`, `cue`, `content`: single spans, right when exactly the same after trimming of punctuation.
    `relation`: whole attributions, right when the pair's sources share a word (or both are absent) and so do the
    contents. `relation_strict`: the same, and the contents overlap by 0.8 in words (Jaccard).

    The others are null, and absent from JSON, unless some gold is complete; they rest on the complete articles alone.
    `act` and `speaker`: attributions that both sides have, right when the act is the same, and when the names are one
    (`names.same_name`); there precision, recall and F1 are one share. `deny`: all attributions whose act is `deny`.
    `about`: links between attributions that both sides have. `evidence`: spans that overlap by more than 0.2 in words;
    `evidence_type`: those of them whose type is the same. `figures`: the killed and injured, right when the spans share
    a word and what is counted and both bounds are the same.
    """

    source: Score
    cue: Score
    content: Score
    relation: Score
    relation_strict: Score
    act: Score | None = None
    deny: Score | None = None
    about: Score | None = None
    speaker: Score | None = None
    evidence: Score | None = None
    evidence_type: Score | None = None
    figures: Score | None = None
    articles: int
    unread: int

    @property
    def rows(self) -> dict[str, Score]:
        """The scores that there are, by name, in the order in which they are printed."""
        named = ((row, getattr(self, row)) for row in (*ROWS, *HELD_ROWS))
        return {row: score for row, score in named if score is not None}


def pair(articles: Iterable[GoldArticle], readings: Iterable[Reading]) -> Iterator[Pair]:
    """Put each article together with the reading of the same bytes, or with None."""
    by_digest = {reading.document.digest: reading for reading in readings}
    for article in articles:
        yield article, by_digest.get(article.digest)


def score(pairs: Iterable[Pair]) -> Scores:
    """Score readings against gold, pooled over all articles. Raises `GoldError` where a reading has another text."""
    totals: dict[str, Counts] = dict.fromkeys(ROWS, (0, 0, 0))
    articles = unread = 0
    for article, reading in pairs:
        articles += 1
        unread += reading is None
        for row, (right, predicted, n) in _counted(article, reading).items():
            total = totals.get(row, (0, 0, 0))
            totals[row] = (total[0] + right, total[1] + predicted, total[2] + n)
    return Scores(**{row: _row(*counts) for row, counts in totals.items()}, articles=articles, unread=unread)


def attributions(article: GoldArticle, reading: Reading | None) -> tuple[Attribution, ...]:
    """Give the attributions of a reading, once sure that it is a reading of this article."""
    if reading is None:
        return ()
    if reading.document.text != article.text:
        message = "the text of the reading differs from the file"
        raise GoldError(message, subject=str(article.path))
    return reading.attributions


def _counted(article: GoldArticle, reading: Reading | None) -> dict[str, Counts]:
    """Count, for each row, what is right, predicted and gold in one article."""
    text, gold, found = article.text, article.attributions, attributions(article, reading)
    rows: dict[str, Counts] = {}
    for role in ROLES:
        wanted, given = _pieces(text, gold, role), _pieces(text, found, role)
        rows[role] = (len(wanted & given), len(given), len(wanted))
    pairs = matched(text, gold, found)
    agreements = [agreement(text, gold[i], found[j]) for i, j in pairs.items()]
    rows["relation"] = (sum(share > 0 for share in agreements), len(found), len(gold))
    rows["relation_strict"] = (sum(share >= _STRICT for share in agreements), len(found), len(gold))
    return rows | counted(article, reading, pairs) if article.complete else rows


def _pieces(text: str, marked: Iterable[Marked], role: Role) -> frozenset[Span]:
    return frozenset(span for attribution in marked for span in trimmed(text, getattr(attribution, role)))


def agreement(text: str, one: Marked, other: Marked) -> float:
    """Give the overlap of the contents of a pair, or 0 where the sources are not the same."""
    sources = words(text, one.source), words(text, other.source)
    if any(sources) and not sources[0] & sources[1]:
        return 0.0
    return overlap(words(text, one.content), words(text, other.content))


def _row(right: int, predicted: int, n: int) -> Score:
    precision = right / predicted if predicted else 0.0
    recall = right / n if n else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(
        precision=round(100 * precision, 1),
        recall=round(100 * recall, 1),
        f1=round(100 * f1, 1),
        n=n,
        predicted=predicted,
        right=right,
    )
