"""Our figures are those of the scorer that the corpus comes with. Skipped where the corpus is not at hand."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.evaluation import ROWS, GoldArticle, pair, read_gold, score
from averment.values import Attribution, Document, Model, Reading, to_json

if TYPE_CHECKING:
    from averment.values import Span

SHARED = Path(__file__).parents[2].parent / "shared"
DEV = SHARED / "data" / "polnear" / "dev"
SCORER = SHARED / "tools" / "score_polnear.py"

pytestmark = pytest.mark.skipif(
    not (DEV.is_dir() and SCORER.is_file()), reason=f"needs PolNeAR and its scorer in {SHARED}"
)


def test_figures_equal_those_of_the_reference_scorer(tmp_path: Path) -> None:
    """Readings made wrong at random score the same by both, figure by figure, article without a reading included."""
    chance = random.Random(12)
    _some_articles(tmp_path)
    articles = list(read_gold(tmp_path))
    readings = [_spoilt(article, chance) for article in articles[1:]]
    (tmp_path / "readings.jsonl").write_bytes(b"".join(to_json(reading) + b"\n" for reading in readings))

    scores = score(pair(articles, readings))

    command = [sys.executable, str(SCORER), str(tmp_path), str(tmp_path / "readings.jsonl")]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    assert printed[0] == f"missing readings: {scores.unread}"
    for line, name in zip(printed[1:], ROWS, strict=True):
        row = getattr(scores, name)
        expected = {"p": row.precision, "r": row.recall, "f1": row.f1, "n": row.n}
        assert line.split(" ", 1)[0] == name
        assert json.loads(line.split(" ", 1)[1]) == expected
        assert 20 < row.f1 < 80


def _some_articles(folder: Path) -> None:
    """Copy every seventh article, and those with several annotators."""
    for part in ("text", "attributions"):
        (folder / part).mkdir()
    for i, text in enumerate(sorted((DEV / "text").glob("*.txt"))):
        annotations = list((DEV / "attributions").glob(f"{text.stem}_*.ann"))
        if i % 7 == 0 or len(annotations) > 1:
            for path in (text, *annotations):
                shutil.copy(path, folder / path.parent.name)


def _spoilt(article: GoldArticle, chance: random.Random) -> Reading:
    """Give a reading with attributions missed, doubled and moved."""
    found = []
    for i, gold in enumerate(article.attributions * 2):
        if chance.random() < 0.4:
            continue
        cue, source, content = (
            _moved(spans, len(article.text), chance) for spans in (gold.cue, gold.source, gold.content)
        )
        found.append(Attribution(id=f"a{i}", cue=cue, source=source, content=content, score=0.5))
    document = Document(digest=article.digest, media_type="text/plain", text=article.text)
    return Reading(document=document, attributions=tuple(found), model=Model(reader="sha256:none", version="0"))


def _moved(spans: tuple[Span, ...], length: int, chance: random.Random) -> tuple[Span, ...]:
    moved = []
    for start, end in spans:
        lost, by = chance.random() < 0.1, chance.choice((0, 0, 0, -7, 1, 12))
        if not lost and end + by > start:
            moved.append((start, min(length, end + by)))
    return tuple(moved)
