"""Write `digests.json` and `scores.json` anew from the files of the gate set and the shipped model.

Run `.venv/bin/python tests/gate/pin.py` from the root of the repository, and look at the difference before committing.
A row in which nothing is right is not pinned: a floor of nothing holds nothing.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from averment.evaluation import Score, Scores

HERE = Path(__file__).parent
MARGIN = 1.0  # points of F1: a quantised model does not give quite the same numbers on every processor
WIDE_MARGIN = 3.0  # the same for a row of few items, where one more mistake is a point or two
FEW = 60


def digests() -> dict[str, str]:
    """Give the SHA-256 of every text and annotation, by path inside the gate set."""
    paths = sorted([*HERE.glob("docs/*"), *HERE.glob("gold/*")])
    return {path.relative_to(HERE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def measure() -> tuple[Scores, str]:
    """Read the gate set with the shipped model; give the scores and the digest of the model."""
    from averment import read
    from averment.evaluation import read_gold, score

    pairs = [(article, read(article.path)) for article in read_gold(HERE)]
    return score(pairs), pairs[0][1].model.reader


def floor(score: Score) -> float:
    """Give the F1 below which a row may not fall that measured `score`."""
    return round(score.f1 - (WIDE_MARGIN if score.n < FEW else MARGIN), 1)


def empty(scores: Scores) -> list[str]:
    """Name the rows in which nothing is right."""
    return [row for row, score in scores.rows.items() if not score.right]


def pinned(name: str) -> Any:  # noqa: ANN401  (JSON)
    """Give what is pinned in `NAME.json`."""
    return json.loads((HERE / f"{name}.json").read_bytes())


def main() -> None:
    """Measure, and write both files; exit without writing where there is a row with nothing right."""
    scores, model = measure()
    if rows := empty(scores):
        sys.exit(f"nothing is pinned: the reader has nothing right in {', '.join(rows)}")
    measured = {row: score.f1 for row, score in scores.rows.items()}
    floors = {row: floor(score) for row, score in scores.rows.items()}
    _write("digests", digests())
    _write("scores", {"model": model, "measured": measured, "floors": floors})
    sys.stdout.write(f"{measured}\n")


def _write(name: str, value: object) -> None:
    (HERE / f"{name}.json").write_text(json.dumps(value, indent=1) + "\n")


if __name__ == "__main__":
    main()
