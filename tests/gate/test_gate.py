"""The accuracy gate: the set is as it was pinned, well-formed, and the reader is as good on it as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from averment.evaluation import ROWS, GoldArticle, read_gold
from averment.values import quote

from . import pin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.evaluation import Scores
    from averment.values import Span

ARTICLES = tuple(read_gold(pin.HERE))


@pytest.fixture(scope="session")
def scores() -> Scores:
    """Read the whole set once."""
    return pin.measure()[0]


def test_the_set_is_the_one_that_was_pinned() -> None:
    """A text or annotation that changed, came or went fails until it is pinned again on purpose."""
    assert pin.digests() == pin.pinned("digests")


def test_the_set_is_large_and_varied_enough() -> None:
    """Every text has an annotation; a score on the whole rests on more than a hundred and fifty attributions."""
    assert {path.stem for path in pin.HERE.glob("text/*.txt")} == {article.id for article in ARTICLES}
    assert len(ARTICLES) >= 14
    assert sum(len(article.attributions) for article in ARTICLES) >= 150


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_annotations_quote_the_text(article: GoldArticle) -> None:
    """What an annotation line quotes stands at its offsets, pieces joined by a space and line breaks written as one."""
    for spans, quoted in _entities(article):
        assert quote(article.text, spans, gap=" ").replace("\n", " ") == quoted


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_annotations_begin_and_end_with_words(article: GoldArticle) -> None:
    """No span cuts a word or carries white space at its edges, and every attribution has a cue and a content."""
    text = f" {article.text} "
    for spans, _ in _entities(article):
        for start, end in spans:
            assert article.text[start:end] == article.text[start:end].strip()
            assert not text[start : start + 2].isalnum()
            assert not text[end : end + 2].isalnum()
    assert all(attribution.cue and attribution.content for attribution in article.attributions)


@pytest.mark.parametrize("row", ROWS)
def test_the_reader_is_as_good_as_it_was(row: str, scores: Scores) -> None:
    """The F1 of the shipped reader on the set does not fall under the pinned floor."""
    floor = pin.pinned("scores")["floors"][row]
    assert floor is not None, "no floor is pinned: run `.venv/bin/python tests/gate/pin.py`"
    assert getattr(scores, row).f1 >= floor


def _entities(article: GoldArticle) -> Iterator[tuple[list[Span], str]]:
    path = pin.HERE / "attributions" / f"{article.id}_{article.annotator}.ann"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            _, body, quoted = line.split("\t")
            start_ends = (piece.split() for piece in body.partition(" ")[2].split(";"))
            yield [(int(start), int(end)) for start, end in start_ends], quoted
