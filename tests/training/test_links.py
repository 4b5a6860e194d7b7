"""How the table of links is learned, and that the reader knows every feature in it."""

import numpy as np
import pytest

from averment.inference.tagging import Tagged
from averment.reading.acts import pairs as described
from averment.reading.acts.weights import link_weights
from averment.reading.draft import Draft, Report
from averment.values import Attribution, Document
from training.links import Pairs, chosen, f1, fit


def toy() -> Pairs:
    """Give six candidates of two denials: the feature "near" makes a link, "far" none."""
    near = np.array([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    return Pairs(
        names=["far", "near"],
        features=np.array([1 - near, near]).T,
        links=near.astype(bool),
        articles=np.array([0, 0, 0, 1, 1, 1]),
        denials=np.array([1, 1, 1, 2, 2, 2]),
        missed=1,
    )


def test_a_link_needs_the_floor_and_the_company_of_the_best() -> None:
    """Candidates far below the best of their denial are left, however high they stand."""
    scores = np.array([5.0, 4.5, 1.0, -3.0, -3.2, -9.0])
    assert chosen(toy(), scores, 0.0, 1.0).tolist() == [True, True, False, False, False, False]
    assert chosen(toy(), scores, -4.0, 1.0).tolist() == [True, True, False, True, True, False]


def test_links_that_are_no_candidates_count_as_missed() -> None:
    """Two found of three: precision 1, recall 2/3."""
    assert f1(toy(), toy().links) == pytest.approx(0.8)


def test_what_makes_a_link_weighs_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The weights tell the features apart."""
    monkeypatch.setattr("training.links.PRIOR", {})
    weight, _ = fit(toy(), np.ones(6, dtype=bool))
    assert weight[1] > weight[0]


def test_the_reader_gives_every_feature_of_the_table() -> None:
    """A weight of a feature that no pair has would be dead."""
    words = "Ana denied the attack. Bo said so."
    attributions = (
        Attribution(id="a1", source=((0, 3),), cue=((4, 10),), content=((11, 21),), score=1.0, act="deny"),
        Attribution(id="a2", source=((23, 25),), cue=((26, 30),), content=((31, 33),), score=1.0, act="assert"),
    )
    document = Document(digest="sha256:0", media_type="text/plain", text=words)
    ((one, ((other, features),)),) = described.pairs(Draft(Report(document), Tagged([]), attributions=attributions))
    always = {name for part in described.PARTS for name, _ in part(one, other)} | {"inside", "main kind"}
    assert set(link_weights().features) <= always | set(features)
