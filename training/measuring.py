"""How good a network is, measured as its user meets it: through the reader, over whole articles never seen."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from averment.capture import capture
from averment.evaluation import GoldArticle
from averment.evaluation.matching import matched
from averment.evaluation.scores import agreement
from averment.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.evaluation import Scores
    from averment.inference import AttributionModel
    from averment.values import Reading
    from training.corpus import Article


def read_articles(model: AttributionModel, articles: Sequence[Article]) -> list[tuple[GoldArticle, Reading]]:
    """Read every article; its first annotator is the gold."""
    documents = [capture(article.text.encode()).document for article in articles]
    readings = Reader(model, "training").read_all(documents)
    return [(_gold(a, d.digest), reading) for a, d, reading in zip(articles, documents, readings, strict=True)]


def merit(scores: Sequence[Scores]) -> float:
    """Give one number to choose settings by: the mean F1 of cues and attributions, loose and strict, over corpora."""
    rows = [row.f1 for s in scores for row in (s.cue, s.relation, s.relation_strict)]
    return sum(rows) / len(rows)


def outcomes(pairs: list[tuple[GoldArticle, Reading]]) -> list[tuple[float, bool]]:
    """Give the score of each attribution found and whether it is right: cue marked, source and content overlapping."""
    found = []
    for article, reading in pairs:
        text, gold, read = article.text, article.attributions, reading.attributions
        right = {j for i, j in matched(text, gold, read).items() if agreement(text, gold[i], read[j]) > 0}
        found += [(attribution.score, j in right) for j, attribution in enumerate(read)]
    return found


def platt(outcomes: list[tuple[float, bool]], rounds: int = 60) -> tuple[float, float]:
    """Fit slope and offset of the logistic curve from log-odds to the chance of being right (Platt 1999)."""
    total = len(outcomes)
    right = sum(is_right for _, is_right in outcomes)
    high, low = (right + 1) / (right + 2), 1 / (total - right + 2)
    rows = [(_log_odds(p), high if is_right else low) for p, is_right in outcomes]
    slope, offset = 1.0, 0.0
    for _ in range(rounds):  # Newton's method on two parameters
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, target in rows:
            p = 1 / (1 + math.exp(-(slope * x + offset)))
            g0, g1 = g0 + (p - target) * x, g1 + p - target
            w = p * (1 - p) + 1e-9
            h00, h01, h11 = h00 + w * x * x, h01 + w * x, h11 + w
        determinant = h00 * h11 - h01 * h01 + 1e-9
        slope -= _small((h11 * g0 - h01 * g1) / determinant)
        offset -= _small((h00 * g1 - h01 * g0) / determinant)
    return round(slope, 4), round(offset, 4)


def calibration_error(outcomes: list[tuple[float, bool]], bins: int = 10) -> float:
    """Give the expected calibration error in percent, over tenths of the score."""
    error = 0.0
    for b in range(bins):
        inside = [(p, r) for p, r in outcomes if b <= p * bins < b + 1 or (b == bins - 1 and p == 1)]
        error += abs(sum(p for p, _ in inside) - sum(r for _, r in inside))
    return round(100 * error / max(1, len(outcomes)), 1)


def _small(step: float) -> float:
    """Shorten a step of Newton's method that would leave the region where the curve is not yet flat."""
    return max(-1.0, min(1.0, step))


def _log_odds(p: float) -> float:
    inside = min(max(p, 1e-3), 1 - 1e-3)
    return math.log(inside / (1 - inside))


def _gold(article: Article, digest: str) -> GoldArticle:
    return GoldArticle(
        id=article.name,
        path=Path(article.name),
        digest=digest,
        text=article.text,
        annotator="first",
        attributions=article.annotators[0],
    )
