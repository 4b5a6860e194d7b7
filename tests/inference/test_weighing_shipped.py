"""The shipped weighing model: whole, the same whatever runs beside it, and of use on plain cases."""

from itertools import pairwise

import numpy as np
import pytest

from averment.inference import OnnxWeighingModel, load_weighing_model
from averment.inference.shipped import SHIPPED, SUMS

LINES = [
    "The army shelled the covered market in Tavrin on Monday.",
    "On Monday the market of Tavrin was hit by army shells.",
    "Prices of bread have doubled since the harvest failed.",
    "up to 30 patients were in the ward",
    "it could not verify the claims",
]


@pytest.fixture(scope="module")
def model() -> OnnxWeighingModel:
    """Give the shipped model on one thread."""
    return load_weighing_model(threads=1)


def test_threads_and_neighbours_change_nothing(model: OnnxWeighingModel) -> None:
    """A text alone or among others, on one thread or three: the same bits."""
    wide = load_weighing_model(threads=3)
    assert np.array_equal(wide.embed(LINES * 20), np.tile(np.stack([model.embed([x])[0] for x in LINES]), (20, 1)))
    pairs = list(pairwise(LINES))
    alone = np.stack([model.stances([pair])[0] for pair in pairs])
    assert np.array_equal(wide.stances(pairs[::-1] * 10)[: len(pairs)], alone[::-1])


def test_a_reworded_statement_is_nearer_than_another(model: OnnxWeighingModel) -> None:
    """The vectors of the same content in other words point the same way; those of another content do not."""
    first, reworded, other = model.embed(LINES[:3])
    assert first @ reworded > 0.7
    assert first @ other < 0.4


def test_the_model_names_the_tokeniser_that_it_reads_with(model: OnnxWeighingModel) -> None:
    """Its digests cover the one tokeniser that both models share; the card is there."""
    assert "../tokenizer.json" in (SHIPPED / "weighing" / SUMS).read_text()
    assert (SHIPPED / "weighing" / "CARD.md").read_text(encoding="utf-8").startswith("# The weighing model")
    assert model.digest.startswith("sha256:")
