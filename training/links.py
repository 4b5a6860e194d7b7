"""`python -m training.links`: the table by which links are decided, learned on the contested gold.

In: annotated reports. Out: `link_weights.yaml`. Attributions and acts are the annotators', everything else what the
reader itself makes of the text. A logistic regression over the features of pairs; prints what it gives on articles it
has not seen, for each floor and margin tried.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from averment.evaluation import read_gold
from averment.lexicons import FOLDER
from averment.reading.acts.pairs import pairs
from training.weights import drafts, learn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.evaluation import GoldArticle

STRENGTH = 0.01
"""Inverse of the penalty on weights, each in units of the deviation of its feature."""
PRIOR = {
    "accuses": 1.0,
    "alike": 1.5,
    "around": -3.0,
    "asserts": 1.5,
    "before": 0.5,
    "distance": -0.4,
    "harm to its side": 0.7,
    "headline": 0.5,
    "inside": 1.5,
    "its side named in a saying": 2.5,
    "judges": -1.5,
    "like what is inside": 1.0,
    "named accuser of a saying": 1.5,
    "names its side": 0.7,
    "no kind": -1.0,
    "nothing alike": -0.5,
    "of denials": 3.0,
    "of figures": 0.5,
    "of its source": 1.0,
    "of plans": 1.5,
    "other kind": -0.7,
    "other side": 0.3,
    "pronoun, distance": -0.3,
    "pronoun, just before": 1.0,
    "relays": -0.5,
    "same kind": 0.5,
    "same record just before": 3.0,
    "same side": -1.0,
    "same speaker": -2.0,
    "says alike": 1.0,
    "saying, no kind": -0.7,
    "shared words": 0.5,
}
"""What features are taken to be worth before anything is learned, in log-odds: 250 links are few for 45 features."""
RARE, FIRM = 5, 10.0
"""A feature of fewer pairs than that keeps what it is taken to be worth, nearly."""
FOLDS = 10
FLOOR, MARGIN = math.log(0.17 / 0.83), 1.6
FLOORS = (0.11, 0.14, 0.17, 0.2, 0.25)
MARGINS = (0.7, 1.0, 1.3, 1.6, 9.0)


@dataclass(frozen=True)
class Pairs:
    """Candidates, row by row: `features` (n, k) by `names`, whether each is a link, its article and its denial."""

    names: list[str]
    features: np.ndarray
    links: np.ndarray
    articles: np.ndarray
    denials: np.ndarray
    missed: int  # links of the gold that are no candidates


def examples(articles: Iterable[GoldArticle]) -> Pairs:
    """Describe every pair of the gold that the reader would look at."""
    rows, links, of_article, of_denial = [], [], [], []
    gold = denial = 0
    for number, (article, draft) in enumerate(drafts(articles)):
        about = {a.id: set(a.about) for a in article.attributions}
        acts = {a.id: a.act for a in article.attributions}
        marked = tuple(msgspec.structs.replace(a, act=acts[a.id]) for a in draft.attributions)
        gold += sum(map(len, about.values()))
        for one, candidates in pairs(replace(draft, attributions=marked)):
            denial += 1
            for other, features in candidates:
                rows.append(features)
                links.append(other.attribution.id in about[one.attribution.id])
                of_article.append(number)
                of_denial.append(denial)
    names = sorted({*PRIOR, *(name for row in rows for name in row)})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    return Pairs(names, table, np.array(links), np.array(of_article), np.array(of_denial), gold - sum(links))


def fit(found: Pairs, rows: np.ndarray) -> tuple[np.ndarray, float]:
    """Learn on some of the rows. Gives the weight of each feature and the start, as log-odds."""
    scale = found.features.std(0)
    scale[(found.features != 0).sum(0) < RARE] = FIRM
    prior = np.zeros((len(found.names), 2))
    for name, worth in PRIOR.items():
        at = found.names.index(name)
        prior[at] = -worth * scale[at] / 2, worth * scale[at] / 2
    weight, start = learn(
        found.features[rows] / scale, found.links[rows].astype(int), np.ones(rows.sum()), prior, STRENGTH
    )
    return (weight[:, 1] - weight[:, 0]) / scale, float(start[1] - start[0])


def chosen(found: Pairs, scores: np.ndarray, floor: float, margin: float) -> np.ndarray:
    """Say which candidates become links."""
    best: dict[int, float] = defaultdict(lambda: -math.inf)
    for denial, score in zip(found.denials, scores, strict=True):
        best[denial] = max(best[denial], score)
    return (scores >= floor) & (scores >= np.array([best[denial] for denial in found.denials]) - margin)


def f1(found: Pairs, choice: np.ndarray) -> float:
    """Give the harmonic mean of precision and recall, links that are no candidates counted as missed."""
    return float(2 * (choice & found.links).sum() / (choice.sum() + found.links.sum() + found.missed))


def main() -> None:
    """Learn the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m training.links", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/contested/train"))
    parser.add_argument("--check", type=Path, nargs="*", default=[], help="further annotated folders to score on")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    found = examples(read_gold(options.data))
    unseen = np.zeros(len(found.links))
    for fold in range(FOLDS):
        test = found.articles % FOLDS == fold
        weight, start = fit(found, ~test)
        unseen[test] = found.features[test] @ weight + start
    weight, start = fit(found, np.ones(len(found.links), dtype=bool))
    sets = {"unseen articles": (found, unseen)}
    for folder in options.check:
        other = examples(read_gold(folder))
        place = {name: index for index, name in enumerate(other.names)}
        known = np.array(
            [other.features[:, place[n]] if n in place else np.zeros(len(other.links)) for n in found.names]
        ).T
        sets[str(folder)] = other, known @ weight + start
    for floor in FLOORS:
        for margin in MARGINS:
            row = [f"{f1(p, chosen(p, s, math.log(floor / (1 - floor)), margin)):.1%}" for p, s in sets.values()]
            print(f"floor {floor} margin {margin}: {', '.join(row)}")
    lines = [
        "# What each feature of a pair adds to the log-odds that a denial, doubt or confirmation is about a statement.",
        "# Made by `python -m training.links`: do not edit by hand; the words behind the features are in links.yaml.",
        f"start: {start:.3f}",
        f"floor: {FLOOR:.3f}",
        f"margin: {MARGIN}",
        "features:",
        *(f"  {name}: {value:.3f}" for name, value in zip(found.names, weight, strict=True)),
    ]
    (options.out / "link_weights.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
