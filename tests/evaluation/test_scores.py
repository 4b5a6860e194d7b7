"""Scores on a text of three attributions, worked out by hand."""

from __future__ import annotations

import msgspec
import pytest

from averment.errors import GoldError
from averment.evaluation import ROWS, Score, pair, score

from .builders import BRIDGE, DIVERS, FINCH, POLICE, Parts, gold, reading

ARTICLE = gold(BRIDGE, FINCH, POLICE, DIVERS)


def row(right: int, predicted: int, n: int, f1: float) -> Score:
    """Give the figure that these counts make."""
    return Score(
        right=right,
        predicted=predicted,
        n=n,
        precision=round(100 * right / predicted, 1),
        recall=round(100 * right / n, 1),
        f1=f1,
    )


def test_a_reading_that_found_all_scores_a_hundred() -> None:
    """Quotation marks and full stops more or less make no difference."""
    scores = score([(ARTICLE, reading(BRIDGE, (*FINCH[:2], '"the north bridge is safe to cross".'), POLICE, DIVERS))])
    assert {getattr(scores, name).f1 for name in ROWS} == {100.0}
    assert [getattr(scores, name).n for name in ROWS] == [3, 3, 4, 3, 3]
    assert (scores.articles, scores.unread) == (1, 0)


def test_each_figure_counts_what_it_says() -> None:
    """One right but for a word of content, one with the wrong source, one missed, one invented."""
    found: tuple[Parts, ...] = (
        ("Ada Finch", "said", "the north bridge is safe"),
        ("Mayor", "denied", "it"),
        ("Divers", "saw", "no crack"),
    )
    scores = score([(ARTICLE, reading(BRIDGE, *found))])
    assert scores.source == Score(precision=0.0, recall=0.0, f1=0.0, n=3, predicted=3, right=0)
    assert scores.cue == row(2, 3, 3, 66.7)
    assert scores.content == row(1, 3, 4, 28.6)  # "it"; 2 * 1/3 * 1/4 / (1/3 + 1/4)
    assert scores.relation == row(1, 3, 3, 33.3)  # the bridge: five of seven words of content
    assert scores.relation_strict.right == 0


@pytest.mark.parametrize(("content", "strict"), [("the north bridge is safe to", 1), ("the north bridge is safe", 0)])
def test_the_strict_score_asks_for_four_fifths_of_the_content(content: str, strict: int) -> None:
    """Six of seven words are enough, five are not."""
    scores = score([(gold(BRIDGE, FINCH), reading(BRIDGE, (*FINCH[:2], content)))])
    assert (scores.relation.right, scores.relation_strict.right) == (1, strict)


@pytest.mark.parametrize(("source", "right"), [("", 1), ("Police", 0)])
def test_an_absent_source_must_be_absent(source: str, right: int) -> None:
    """Where the annotator marked no source, naming one is wrong."""
    article = gold(BRIDGE, ("", "denied", "it"))
    assert score([(article, reading(BRIDGE, (source, "denied", "it")))]).relation.right == right


def test_a_span_that_two_attributions_share_counts_once() -> None:
    """Spans are pooled by text, so one speaker of two contents is one source."""
    article = gold(BRIDGE, FINCH, ("Mayor Ada Finch", "denied", "it"))
    assert score([(article, reading(BRIDGE, FINCH))]).source == row(1, 1, 1, 100.0)


def test_figures_pool_all_articles() -> None:
    """Two articles, one without a reading: half of the gold is found, and nothing is invented."""
    scores = score(
        pair([ARTICLE, gold(BRIDGE + " End.", FINCH, POLICE, DIVERS)], [reading(BRIDGE, FINCH, POLICE, DIVERS)])
    )
    assert (scores.articles, scores.unread) == (2, 1)
    assert scores.relation == row(3, 3, 6, 66.7)


def test_nothing_against_nothing_is_zero_not_an_error() -> None:
    """An article without attributions, read without any, has figures that say so."""
    scores = score([(gold(BRIDGE), reading(BRIDGE))])
    assert scores.relation == Score(precision=0.0, recall=0.0, f1=0.0, n=0, predicted=0, right=0)


def test_a_reading_of_another_text_is_an_error() -> None:
    """Offsets of one text say nothing about another."""
    with pytest.raises(GoldError, match="differs"):
        score([(ARTICLE, reading(BRIDGE.upper()))])


def test_scores_are_printable_as_json() -> None:
    """Programs get the figures under the names of the rows."""
    scores = msgspec.json.decode(msgspec.json.encode(score([(ARTICLE, None)])))
    assert set(ROWS) < set(scores)
    assert scores["cue"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "n": 3, "predicted": 0, "right": 0}
