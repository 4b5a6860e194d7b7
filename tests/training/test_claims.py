"""How the table of claims is learned: what counts as one claim, and that what ties sayings weighs more."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np

from averment.weighing.claims import sayings_of
from averment.weighing.claims.likeness import PARTS, ClaimWeights, claim_weights
from tests.weighing.models import WordModel
from tests.weighing.saying import report
from training.claims import ACROSS, Pairs, Report, agreement, fit, groups, propositions, table, vectors_of, write


def test_a_stance_either_way_is_of_one_claim(tmp_path: Path) -> None:
    """Those who support a proposition and those who deny it share it; those without a stance have none."""
    record = {"id": "r1", "propositions": [{"text": "…", "stances": {"a1": "supports", "a2": "denies"}}]}
    (tmp_path / "stances.jsonl").write_text(json.dumps(record) + "\n")
    assert propositions(tmp_path / "stances.jsonl") == {"r1": {"a1": {"r1 0"}, "a2": {"r1 0"}}}


def test_what_ties_sayings_weighs_more() -> None:
    """Meaning that tells one claim from two gets weight; what cannot be learned keeps what it is taken to be worth."""
    random = np.random.default_rng(1)
    one = np.arange(200) % 2
    parts = random.random((200, len(PARTS))) / 10
    parts[:, PARTS.index("meaning")] += one
    weight, _ = fit(Pairs(parts, one, np.zeros(200, dtype=np.int64)))
    found = dict(zip(PARTS, weight, strict=True))
    assert found["meaning"] > 3 > max(abs(found[part]) for part in ("words", "kinds"))
    assert {part: found[part] for part in ACROSS} == ACROSS


def test_the_table_is_written_as_it_is_read(tmp_path: Path) -> None:
    """The shipped table names the parts there are; a written one reads the same."""
    assert list(claim_weights().parts) == list(PARTS)
    weights = table(np.arange(len(PARTS)) / 7, -1.0, -0.5)
    write(weights, tmp_path / "w.yaml")
    assert msgspec.yaml.decode((tmp_path / "w.yaml").read_bytes(), type=ClaimWeights) == weights


def test_an_attribution_in_no_claim_is_alone() -> None:
    """What was not put in any claim counts as a claim of its own."""
    reading = report("Clinic", ("Ana", "assert", "shells hit the clinic"), ("Bo", "assert", "it"))
    name = reading.document.digest
    found = [Report(reading, sayings_of(reading), {(name, "a1"): {"x"}, (name, "a2"): {"x"}})]
    clusters = groups(found, vectors_of(found, WordModel()), claim_weights())
    assert (name, "a2") not in clusters
    cubed, _, number = agreement(found, clusters)
    assert (cubed.precision, cubed.recall, number) == (1, 0.5, 2)
