"""How much of what annotators marked was found, and how much of what was found they had marked.

In: pairs of a gold article and its reading. Out: `Scores`: precision, recall and F1, in percent, for five questions.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.errors import GoldError
from averment.evaluation.gold import GoldArticle
from averment.evaluation.matching import Marked, matched, overlap, trimmed, words
from averment.values import Attribution, Reading, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Pair: TypeAlias = tuple[GoldArticle, Reading | None]
Role: TypeAlias = Literal["source", "cue", "content"]

ROLES: Final[tuple[Role, ...]] = ("source", "cue", "content")
ROWS: Final = (*ROLES, "relation", "relation_strict")
"""The names of the five scores, in the order in which they are printed."""

_STRICT: Final = 0.8  # overlap of the contents that the strict score asks for


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: `precision`, `recall` and `f1` in percent, to one decimal; `n` gold items, `predicted`, `right`."""

    precision: float
    recall: float
    f1: float
    n: int
    predicted: int
    right: int


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """The five figures over all articles. `unread` counts the articles without a reading.

    `source`, `cue`, `content`: single spans, right when exactly the same after trimming of punctuation.
    `relation`: whole attributions, right when the pair's sources share a word (or both are absent) and so do the
    contents. `relation_strict`: the same, and the contents overlap by 0.8 in words (Jaccard).
    """

    source: Score
    cue: Score
    content: Score
    relation: Score
    relation_strict: Score
    articles: int
    unread: int


def pair(articles: Iterable[GoldArticle], readings: Iterable[Reading]) -> Iterator[Pair]:
    """Put each article together with the reading of the same bytes, or with None."""
    by_digest = {reading.document.digest: reading for reading in readings}
    for article in articles:
        yield article, by_digest.get(article.digest)


def score(pairs: Iterable[Pair]) -> Scores:
    """Score readings against gold, pooled over all articles. Raises `GoldError` where a reading has another text."""
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    n: Counter[str] = Counter()
    articles = unread = 0
    for article, reading in pairs:
        found = attributions(article, reading)
        articles += 1
        unread += reading is None
        for row, counts in _counted(article.text, article.attributions, found).items():
            right[row] += counts[0]
            predicted[row] += counts[1]
            n[row] += counts[2]
    rows = {row: _row(right[row], predicted[row], n[row]) for row in ROWS}
    return Scores(**rows, articles=articles, unread=unread)


def attributions(article: GoldArticle, reading: Reading | None) -> tuple[Attribution, ...]:
    """Give the attributions of a reading, once sure that it is a reading of this article."""
    if reading is None:
        return ()
    if reading.document.text != article.text:
        message = "the text of the reading differs from the file"
        raise GoldError(message, subject=str(article.path))
    return reading.attributions


def _counted(text: str, gold: Sequence[Marked], found: Sequence[Marked]) -> dict[str, tuple[int, int, int]]:
    """Count, for each row, what is right, predicted and gold in one text."""
    rows: dict[str, tuple[int, int, int]] = {}
    for role in ROLES:
        wanted, given = _pieces(text, gold, role), _pieces(text, found, role)
        rows[role] = (len(wanted & given), len(given), len(wanted))
    agreements = [agreement(text, gold[i], found[j]) for i, j in matched(text, gold, found).items()]
    rows["relation"] = (sum(share > 0 for share in agreements), len(found), len(gold))
    rows["relation_strict"] = (sum(share >= _STRICT for share in agreements), len(found), len(gold))
    return rows


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
