"""The accuracy gate: the set is as it was pinned, well-formed, and the reader is as good on it as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from averment.evaluation import HELD_ROWS, ROWS, GoldArticle, Score, Scores, read_gold
from averment.values import quote

from . import pin

if TYPE_CHECKING:
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
    """Every text has an annotation, and every row rests on enough of them to be worth a floor."""
    assert {path.stem for path in pin.HERE.glob("docs/*.txt")} == {article.id for article in ARTICLES}
    attributions = [attribution for article in ARTICLES for attribution in article.attributions]
    figures = [figure for article in ARTICLES for figure in article.figures]
    assert len(ARTICLES) >= 26
    assert len(attributions) >= 400
    assert sum(attribution.act == "deny" for attribution in attributions) >= 70
    assert sum(len(attribution.about) for attribution in attributions) >= 120
    assert sum(len(article.evidence) for article in ARTICLES) >= 60
    assert sum(figure.what in {"killed", "injured"} for figure in figures) >= 60


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_annotations_quote_the_text(article: GoldArticle) -> None:
    """The words written beside each annotation for its readers are those at its offsets."""
    marked = _marked(article)
    for attribution, record in zip(article.attributions, marked["attributions"], strict=True):
        parts = (quote(article.text, spans) for spans in (attribution.source, attribution.cue, attribution.content))
        assert record["words"] == "{} [{}] {}".format(*parts).strip()
    for evidence, record in zip(article.evidence, marked["evidence"], strict=True):
        assert record["words"] == quote(article.text, [evidence.span])
    for figure, record in zip(article.figures, marked["figures"], strict=True):
        assert record["words"] == quote(article.text, [figure.span])


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_annotations_begin_and_end_with_words(article: GoldArticle) -> None:
    """No span cuts a word or carries white space at its edges, and every attribution has a cue and a content."""
    text = f" {article.text} "
    for start, end in _spans(article):
        assert article.text[start:end] == article.text[start:end].strip()
        assert not text[start : start + 2].isalnum()
        assert not text[end : end + 2].isalnum()
    assert all(attribution.cue and attribution.content for attribution in article.attributions)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_only_denials_doubts_and_confirmations_are_about_others(article: GoldArticle) -> None:
    """A chain of them ends at what somebody asserts: only denials may answer each other in a circle."""
    by_id = {attribution.id: attribution for attribution in article.attributions}
    for attribution in article.attributions:
        assert attribution.act in {"deny", "doubt", "assert"} or not attribution.about
        seen: set[str] = set()
        ahead = list(attribution.about) if attribution.act != "deny" else []
        while ahead:
            other = ahead.pop()
            assert other != attribution.id
            if other not in seen:
                seen.add(other)
                ahead += by_id[other].about


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_a_figure_stands_in_the_content_it_is_said_by(article: GoldArticle) -> None:
    """`by` names the innermost attribution that holds the figure, and narration names none."""
    content = {attribution.id: attribution.content for attribution in article.attributions}
    for figure in article.figures:
        start, end = figure.span
        if figure.by is not None:
            assert any(first <= start and end <= last for first, last in content[figure.by])


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_a_speaker_is_described_the_same_way_throughout(article: GoldArticle) -> None:
    """One name in one text is one kind, role and affiliation."""
    described = {attribution.who for attribution in article.attributions}
    assert len({speaker.name for speaker in described if speaker}) == len(described)


@pytest.mark.parametrize("row", [*ROWS, *HELD_ROWS])
def test_the_reader_is_as_good_as_it_was(row: str, scores: Scores) -> None:
    """The F1 of the shipped reader on the set does not fall under the pinned floor."""
    floor = pin.pinned("scores")["floors"].get(row)
    assert floor is not None, "no floor is pinned: run `.venv/bin/python tests/gate/pin.py`"
    assert scores.rows[row].f1 >= floor


@pytest.mark.parametrize(("n", "floor"), [(60, 79.0), (59, 77.0)])
def test_a_row_of_few_items_has_the_wider_margin(n: int, floor: float) -> None:
    """From sixty items on a point is enough; below that one mistake more is already a point or two."""
    assert pin.floor(Score(precision=80.0, recall=80.0, f1=80.0, n=n, predicted=n, right=n)) == floor


def test_a_row_with_nothing_right_is_not_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pinning stops with the name of the row, and writes nothing."""
    nothing, some = (Score(precision=p, recall=p, f1=p, n=2, predicted=2, right=r) for p, r in ((0.0, 0), (50.0, 1)))
    measured = Scores(**dict.fromkeys(ROWS, some), act=some, deny=nothing, articles=1, unread=0)
    monkeypatch.setattr(pin, "measure", lambda: (measured, "sha256:0"))
    monkeypatch.setattr(pin, "_write", lambda *_: pytest.fail("something was written"))
    with pytest.raises(SystemExit, match="nothing right in deny"):
        pin.main()


def _marked(article: GoldArticle) -> Any:  # noqa: ANN401  (JSON)
    return json.loads((pin.HERE / "gold" / f"{article.id}.{article.annotator}.json").read_bytes())


def _spans(article: GoldArticle) -> list[Span]:
    parts = [part for a in article.attributions for part in (a.source, a.cue, a.content)]
    described = [evidence.span for evidence in article.evidence]
    return [*(span for part in parts for span in part), *described, *(figure.span for figure in article.figures)]
