"""`python -m training.claims`: by how much each thing that two sayings have in common makes them one claim.

In: annotated reports, their readings, and the stances of their attributions on propositions (`stances.jsonl`). Out:
`claim_weights.yaml`. Two attributions with a stance, either way, on one proposition are of one claim. A logistic
regression over the pairs within reports.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
import numpy as np

from averment.evaluation import read_gold
from averment.evaluation.clusters import Agreement, b_cubed, pairwise
from averment.evaluation.matching import matched
from averment.lexicons import FOLDER
from averment.values import Reading, from_json
from averment.weighing.claims import Grouping, sayings_of
from averment.weighing.claims.likeness import PARTS, ClaimWeights, features
from training.weights import learn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from averment.weighing.claims import Saying
    from averment.weighing.model import WeighingModel

Matrix: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Clusters: TypeAlias = "dict[tuple[str, str], set[str]]"

ACROSS = {
    "names": 1.0,
    "scene": 0.8,
    "day": 4.4,
    "side": 1.0,
    "mood": 3.0,
    "both names": -0.6,
    "both scenes": -0.5,
    "both days": -4.4,
    "both sides": -0.8,
}
"""What is taken to be worth, in log-odds, what stances on propositions do not teach.

Within a report all is of one scene and day; scene and names were set on the even topics of ECB+, each of which has two
events of one kind. A month apart, what sounds the same ("16 civilians were killed in Aleppo") is of another event. A
proposition has stances of those who blame another side, and of demands that entail it: here these are other claims.
"""
ACROSS_NAMES = 0.3
ACROSS_SCENES = 0.3
"""How like the scenes of two reports of one event are."""
STRENGTH = 1.0
"""Inverse of the penalty on weights, as in scikit-learn's `C`."""
FOLDS = 10
LEAST = 0.3
"""The chance from which two sayings make one claim.

Within the reports that are learned on, pairs come out equally well from 0.15 to 0.4. Below this, pages of several
reports of one event had accusations of one side and of the other in one claim.
"""
CHANCES = (0.12, 0.15, 0.18, 0.21, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True)
class Report:
    """A report: its sayings, and for each attribution of its reading the propositions on which it takes a stance."""

    reading: Reading
    sayings: tuple[Saying, ...]
    gold: Clusters


def reports(
    folder: Path, readings: Mapping[str, Reading], claims: Mapping[str, Mapping[str, set[str]]]
) -> list[Report]:
    """Give the reports of an annotated folder; `claims` are by its id, and by the annotators' ids of attributions."""
    found = []
    for article in read_gold(folder):
        reading, of = readings[article.digest], claims.get(article.id, {})
        pairs = matched(article.text, article.attributions, reading.attributions)
        gold = {
            (article.digest, reading.attributions[theirs].id): of[article.attributions[ours].id]
            for ours, theirs in pairs.items()
            if of.get(article.attributions[ours].id)
        }
        found.append(Report(reading, sayings_of(reading), gold))
    return found


def propositions(path: Path) -> dict[str, dict[str, set[str]]]:
    """Read `stances.jsonl`: for each report, by attribution, the propositions on which it takes a stance."""
    found: dict[str, dict[str, set[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        of = found.setdefault(record["id"], defaultdict(set))
        for number, proposition in enumerate(record["propositions"]):
            for attribution in proposition["stances"]:
                of[attribution].add(f"{record['id']} {number}")
    return found


def inventory(folder: Path) -> dict[str, dict[str, set[str]]]:
    """Read the claims of the inventory of an event that the annotators noted on attributions."""
    found: dict[str, dict[str, set[str]]] = {}
    for path in sorted((folder / "gold").glob("*.json")):
        record = json.loads(path.read_bytes())
        claims = {one["id"]: {claim for claim, _ in one.get("claims", ())} for one in record["attributions"]}
        found.setdefault(record["id"], claims)
    return found


@dataclass(frozen=True)
class Pairs:
    """Pairs of sayings: what they have in common (n, parts), whether they make one claim (n,), their report (n,)."""

    parts: Matrix
    one: np.ndarray[Any, np.dtype[np.int64]]
    reports: np.ndarray[Any, np.dtype[np.int64]]


def examples(found: Iterable[Report], vectors: Mapping[str, Any]) -> Pairs:
    """Describe all pairs within reports of sayings that take part in a proposition."""
    parts, one, numbers = [], [], []
    for number, report in enumerate(found):
        sayings = [s for s in report.sayings if s.text and (s.document, s.id) in report.gold]
        if not sayings:
            continue
        common = [part @ part.T for part in features(sayings, np.array([vectors[s.text] for s in sayings]))]
        for i, a in enumerate(sayings):
            for j, b in enumerate(sayings[:i]):
                parts.append([float(part[i, j]) for part in common])
                one.append(not report.gold[a.document, a.id].isdisjoint(report.gold[b.document, b.id]))
                numbers.append(number)
    return Pairs(np.array(parts), np.array(one, dtype=np.int64), np.array(numbers))


def fit(pairs: Pairs) -> tuple[Matrix, float]:
    """Learn the weight of each part, and the start, as log-odds."""
    alike = np.array([part in ACROSS for part in PARTS])
    known = pairs.parts[:, ~alike]
    weight, start = learn(known, pairs.one, np.ones(len(pairs.one)), np.zeros((known.shape[1], 2)), STRENGTH)
    all_ = np.array([ACROSS.get(part, 0.0) for part in PARTS])
    all_[~alike] = weight[:, 1] - weight[:, 0]
    return all_, float(start[1] - start[0])


def table(weight: Matrix, start: float, least: float) -> ClaimWeights:
    """Put what was learned as the table has it: two reports of one event are to be as near as what is in one report."""
    parts = {part: round(float(value), 2) for part, value in zip(PARTS, weight, strict=True)}
    same = (
        parts["scene"] * ACROSS_SCENES
        + parts["both scenes"]
        + parts["mood"]
        + ACROSS_NAMES * parts["names"]
        + parts["both names"]
    )
    return ClaimWeights(start=round(start - same, 2), parts=parts, least=round(least, 2))


def groups(found: Iterable[Report], vectors: Mapping[str, Any], weights: ClaimWeights) -> Clusters:
    """Put the sayings of some reports in claims; give for each attribution the claims it is in."""
    grouping = Grouping(weights)
    sayings = [saying for report in found for saying in report.sayings]
    size = len(next(iter(vectors.values())))
    grouping.add(sayings, np.array([vectors.get(saying.text, np.zeros(size)) for saying in sayings], np.float32))
    clusters: Clusters = defaultdict(set)
    for group in grouping.groups():
        for stood in group.members:
            clusters[stood.document, stood.id].add(group.id)
    return clusters


def agreement(found: list[Report], clusters: Clusters) -> tuple[Agreement, Agreement, int]:
    """Compare claims with the gold: B³, pairs, and of how many attributions. One in no claim counts as alone."""
    gold = {spot: of for report in found for spot, of in report.gold.items()}
    ours = {spot: clusters.get(spot) or {f"alone {spot}"} for spot in gold}
    return b_cubed(gold, ours), pairwise(gold, ours), len(gold)


def within(found: list[Report], vectors: Mapping[str, Any], weights: ClaimWeights) -> float:
    """Give the F1 of pairs in the claims of each report by itself, the mean over attributions."""
    total = count = 0.0
    for report in found:
        if report.gold:
            _, paired, number = agreement([report], groups([report], vectors, weights))
            total, count = total + number * paired.f1, count + number
    return total / max(count, 1)


def vectors_of(found: Iterable[Report], model: WeighingModel) -> dict[str, Any]:
    """Give the vectors of all texts."""
    texts = sorted({saying.text for report in found for saying in report.sayings if saying.text})
    return dict(zip(texts, model.embed(texts), strict=True))


def learned(found: list[Report], vectors: Mapping[str, Any]) -> ClaimWeights:
    """Learn the table; print what it gives on reports that it was not learned on."""
    pairs = examples(found, vectors)
    unseen = np.zeros(len(pairs.one))
    for fold in range(FOLDS):
        test = pairs.reports % FOLDS == fold
        weight, start = fit(Pairs(pairs.parts[~test], pairs.one[~test], pairs.reports[~test]))
        unseen[test] = pairs.parts[test] @ weight + start
    average = _average(unseen, pairs.one)
    print(f"{len(pairs.one)} pairs, {pairs.one.mean():.0%} of one claim; unseen: {average:.1%} average precision")
    weight, start = fit(pairs)
    for chance in CHANCES:
        weights = table(weight, start, math.log(chance / (1 - chance)))
        print(f"from {chance:.2f} on: F1 of pairs {within(found, vectors, weights):.1%} within reports")
    return table(weight, start, math.log(LEAST / (1 - LEAST)))


def _average(scores: Matrix, right: np.ndarray[Any, np.dtype[np.int64]]) -> float:
    """Give the average precision of a ranking."""
    ranked = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1) * ranked).sum() / ranked.sum())


def write(weights: ClaimWeights, path: Path) -> None:
    """Write the table."""
    lines = [
        "# What each thing that two sayings have in common adds to the log-odds that they make one claim; from which",
        "# log-odds on they do (`least`). Made by `python -m training.claims`; do not edit it. What the parts are:",
        "# averment/weighing/claims/likeness.py.",
        f"start: {weights.start}",
        f"least: {weights.least}",
        "parts:",
        *(f"  {part}: {value}" for part, value in weights.parts.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_readings(path: Path) -> dict[str, Reading]:
    """Read what `averment read --json` printed."""
    found = (from_json(line, Reading) for line in path.read_bytes().splitlines())
    return {reading.document.digest: reading for reading in found}


def main() -> None:
    """Learn the table, write it, and print how well it does on an event of which several reports are annotated."""
    from averment.api import load_weigher

    parser = argparse.ArgumentParser(prog="python -m training.claims", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/contested"))
    parser.add_argument(
        "--readings", type=Path, required=True, help="`averment read --json` of all reports, train and dev"
    )
    parser.add_argument("--only-measure", action="store_true", help="measure the table there is")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    path = options.out / "claim_weights.yaml"
    run(options.data, read_readings(options.readings), load_weigher(), path, only_measure=options.only_measure)


def run(data: Path, readings: Mapping[str, Reading], model: WeighingModel, path: Path, *, only_measure: bool) -> None:
    """Learn, write and measure."""
    train = reports(data / "train", readings, propositions(data / "train/stances.jsonl"))
    dev = [report for report in reports(data / "dev", readings, inventory(data / "dev")) if report.gold]
    vectors = vectors_of([*train, *dev], model)
    if not only_measure:
        write(learned(train, vectors), path)
    weights = msgspec.yaml.decode(path.read_bytes(), type=ClaimWeights)
    cubed, pairs, number = agreement(dev, groups(dev, vectors, weights))
    print(f"{len(dev)} reports of one event, {number} attributions with claims:")
    for name, of in (("B³", cubed), ("pairs", pairs)):
        print(f"  {name}: precision {of.precision:.1%}, recall {of.recall:.1%}, F1 {of.f1:.1%}")


if __name__ == "__main__":
    main()
