"""Our figures are those of the scorers that the corpora come with. Skipped where these are not at hand."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.evaluation import HELD_ROWS, ROWS, pair, read_gold, score
from averment.values import to_json

from .spoiling import spoilt

if TYPE_CHECKING:
    from averment.evaluation import Scores

SHARED = Path(__file__).parents[2].parent / "shared"
DEV = SHARED / "data" / "polnear" / "dev"
SCORER = SHARED / "tools" / "score_polnear.py"

CONTESTED = SHARED / "data" / "contested"
CONTESTED_SCORER = SHARED / "tools" / "score_contested.py"


@pytest.mark.skipif(not (DEV.is_dir() and SCORER.is_file()), reason=f"needs PolNeAR and its scorer in {SHARED}")
def test_figures_equal_those_of_the_reference_scorer(tmp_path: Path) -> None:
    """Readings made wrong at random score the same by both, figure by figure, article without a reading included."""
    _some_articles(tmp_path)
    articles = list(read_gold(tmp_path))
    readings = [spoilt(article, random.Random(12)) for article in articles[1:]]
    (tmp_path / "readings.jsonl").write_bytes(b"".join(to_json(reading) + b"\n" for reading in readings))

    scores = score(pair(articles, readings))

    assert list(scores.rows) == list(ROWS)
    _compare(scores, [SCORER, tmp_path, tmp_path / "readings.jsonl"])


@pytest.mark.skipif(
    not (CONTESTED.is_dir() and CONTESTED_SCORER.is_file()),
    reason=f"needs the contested gold and its scorer in {SHARED}",
)
@pytest.mark.parametrize("split", ["dev", "train"])
def test_what_a_reading_holds_is_counted_as_the_reference_scorer_does(split: str, tmp_path: Path) -> None:
    """On every annotated document, readings made wrong at random have the same figure in every row."""
    articles = list(read_gold(CONTESTED / split))
    readings = [spoilt(article, random.Random(i)) for i, article in enumerate(articles)][1:]
    (tmp_path / "readings.jsonl").write_bytes(b"".join(to_json(reading) + b"\n" for reading in readings))

    scores = score(pair(articles, readings))

    assert list(scores.rows) == [*ROWS, *HELD_ROWS]
    folder = CONTESTED / split
    _compare(scores, [CONTESTED_SCORER, folder / "gold", folder / "docs", tmp_path / "readings.jsonl"])


def _compare(scores: Scores, command: list[Path]) -> None:
    """Run the reference, and compare its lines with our rows."""
    run = subprocess.run([sys.executable, *map(str, command)], capture_output=True, check=True, text=True)
    printed = run.stdout.splitlines()
    assert printed[0] == f"missing readings: {scores.unread}"
    for line, (name, row) in zip(printed[1:], scores.rows.items(), strict=True):
        expected = {"p": row.precision, "r": row.recall, "f1": row.f1, "n": row.n}
        assert line.split(" ", 1)[0] == name
        assert json.loads(line.split(" ", 1)[1]) == expected
        assert 20 < row.f1 < 95


def _some_articles(folder: Path) -> None:
    """Copy every seventh article, and those with several annotators."""
    for part in ("text", "attributions"):
        (folder / part).mkdir()
    for i, text in enumerate(sorted((DEV / "text").glob("*.txt"))):
        annotations = list((DEV / "attributions").glob(f"{text.stem}_*.ann"))
        if i % 7 == 0 or len(annotations) > 1:
            for path in (text, *annotations):
                shutil.copy(path, folder / path.parent.name)
