"""Corpora as the training sees them. Every text here is invented."""

import json
from pathlib import Path

from averment.evaluation import GoldAttribution
from averment.inference.network import CONTESTED, POLNEAR
from averment.values import Span
from training.corpus import Article, contested, polnear, without_punctuation

TEXT = "“We left,” said Oru's aide, “and then, at dawn, returned.”"


def place(words: str) -> Span:
    """Give the span of `words` in TEXT."""
    return TEXT.index(words), TEXT.index(words) + len(words)


GOLD = GoldAttribution(
    id="a1",
    cue=(place("said"),),
    source=(place("Oru's aide"),),
    content=(place("“We left,”"), place("“and then, at dawn, returned.”")),
)


def test_punctuation_goes_and_spans_move_along() -> None:
    """An archive's copy without commas, apostrophes and quotation marks keeps every annotated word."""
    article = without_punctuation(Article("a", TEXT, POLNEAR, ((GOLD,),)))
    assert article.text == "We left said Orus aide and then at dawn returned."
    (gold,) = article.annotators[0]
    words = {role: [article.text[s:e] for s, e in getattr(gold, role)] for role in ("cue", "source", "content")}
    assert words == {
        "cue": ["said"],
        "source": ["Orus aide"],
        "content": ["We left", "and then at dawn returned."],
    }


def test_a_polnear_split_gives_every_annotator(tmp_path: Path) -> None:
    """Each annotation file of an article is one annotator; an article without any is left out."""
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    for name in ("one", "two"):
        (tmp_path / "text" / f"{name}.txt").write_text("Oru said no.")
    lines = "T1\tSource 0 3\tOru\nT2\tCue 4 8\tsaid\nT3\tContent 9 11\tno\n"
    lines += "T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    for annotator in ("ab", "cd"):
        (tmp_path / "attributions" / f"one_{annotator}.ann").write_text(lines)
    (article,) = polnear(tmp_path)
    assert (article.name, article.style, len(article.annotators)) == ("one", POLNEAR, 2)
    assert article.annotators[0] == article.annotators[1]
    assert article.annotators[0][0].content == ((9, 11),)


def test_the_contested_gold_may_lack_a_source_or_a_cue(tmp_path: Path) -> None:
    """Null becomes no pieces; nothing is dropped while reading."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "docs" / "d.txt").write_text("It was reported that it rained.")
    attributions = [
        {"id": "a1", "source": None, "cue": [[7, 15]], "content": [[21, 30]]},
        {"id": "a2", "source": [0, 2], "cue": None, "content": [[21, 30]]},
    ]
    (tmp_path / "gold" / "d.A1.json").write_text(json.dumps({"id": "d", "attributions": attributions}))
    (article,) = contested(tmp_path)
    first, second = article.annotators[0]
    assert article.style == CONTESTED
    assert (first.source, first.cue) == ((), ((7, 15),))
    assert (second.source, second.cue) == (((0, 2),), ())
