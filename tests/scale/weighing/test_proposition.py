"""A proposition asked of a corpus has the answer that its readings in memory give, as far as they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from averment.errors import UsageError
from averment.scale.weighing.proposition import weigh_proposition
from averment.tables.files import KINDS, Kind
from averment.values import Reading
from averment.weighing.ledger import Ledger
from tests.scale.weighing.corpora import corpus
from tests.weighing.coverage.stories import story
from tests.weighing.models import WordModel

PROPOSITION = "government guns shelled the crowded bazaar in Halden"


@pytest.fixture(scope="module")
def readings() -> Sequence[Reading]:
    """Give the readings of invented coverage."""
    return [reading for seed in range(6) for reading in story(seed, 0.1).readings]


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_that_of_memory(tmp_path: Path, readings: Sequence[Reading], kind: Kind) -> None:
    """Where all is looked at, every position, origin and near miss is the same."""
    corpus(tmp_path, readings, kind=kind, of_a_shard=5)
    with weigh_proposition(tmp_path, PROPOSITION, WordModel(), workers=1) as asked:
        assert asked.weighed == Ledger.of(readings, WordModel()).weigh(PROPOSITION)
        assert asked.narrowed.whole
        assert asked.weighed.positions
        for position in asked.weighed.positions:
            for place in position.attributions:
                assert asked.readings[place.document] in readings


def test_what_is_met_twice_counts_once(tmp_path: Path, readings: Sequence[Reading]) -> None:
    """A document that stands in two shards is one document of the answer."""
    corpus(tmp_path, [*readings, *readings[:9]], of_a_shard=5)
    with weigh_proposition(tmp_path, PROPOSITION, WordModel(), workers=1) as asked:
        assert asked.weighed == Ledger.of(readings, WordModel()).weigh(PROPOSITION)


@pytest.mark.parametrize("kind", KINDS)
def test_rare_words_choose_what_is_looked_at(tmp_path: Path, readings: Sequence[Reading], kind: Kind) -> None:
    """Of many statements the nearest by words are looked at; what is found is part of what all would give."""
    corpus(tmp_path, readings, kind=kind, of_a_shard=5)
    with weigh_proposition(tmp_path, PROPOSITION, WordModel(), workers=1, nearest=8) as asked:
        assert not asked.narrowed.whole
        assert 0 < asked.narrowed.kept < asked.narrowed.statements / 3
        some = {(one.document, one.id) for position in asked.weighed.positions for one in position.attributions}
    whole = Ledger.of(readings, WordModel()).weigh(PROPOSITION)
    best = whole.positions[0].attributions[0]
    assert (best.document, best.id) in some
    assert some <= {(one.document, one.id) for position in whole.positions for one in position.attributions}


def test_hostile_words_are_words(tmp_path: Path, readings: Sequence[Reading]) -> None:
    """Quotation marks and what looks like a query are looked for as they stand; nothing to look for is refused."""
    corpus(tmp_path, readings[:6])
    for words in ("x'; DROP TABLE said; --", "100% of _ \\ 'them'", "سقطت القذائف"):
        with weigh_proposition(tmp_path, words, WordModel(), workers=1, nearest=2) as asked:
            assert asked.weighed.query == " ".join(words.split())
    with pytest.raises(UsageError, match="a proposition is a sentence"), weigh_proposition(tmp_path, "?!", WordModel()):
        pass
    assert not list((tmp_path / "weighed").glob(".asked*"))
