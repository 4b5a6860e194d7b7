"""Rows in groups: the same groups however they came, and however many there are at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.weighing.claims import pivots as pivots_module
from averment.weighing.claims.likeness import PARTS, ClaimWeights, Likeness
from averment.weighing.claims.pivots import Pivots

SIZE = 6
WEIGHTS = ClaimWeights(
    start=0.0, parts={**dict.fromkeys(PARTS, 0.0), "meaning": 4.0}, least=0.6 * 4.0 * (100 / 400) ** 2
)
"""Rows here have a length of 100, a quarter of that of a real one: two of a cosine of 0.6 are like."""
LIKENESS = Likeness(SIZE, WEIGHTS)


def rows(count: int, seed: int) -> np.ndarray:
    """Give rows near each other or not: a few directions and some noise."""
    random = np.random.default_rng(seed)
    vectors = (
        random.standard_normal((4, SIZE))[random.integers(0, 4, count)] + random.standard_normal((count, SIZE)) * 0.8
    )
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = np.zeros((count, LIKENESS.width), np.int8)
    found[:, :SIZE] = np.clip(np.rint(vectors * 100), -127, 127)
    return found


def groups(pivots: Pivots) -> dict[int, tuple[int, float]]:
    """Give for each rank the rank of its leader, and their product."""
    return {
        int(pivots.ranks[place]): (int(pivots.ranks[leader]), float(pivots.products[place]))
        for place, leader in enumerate(pivots.leaders)
        if leader >= 0
    }


def plainly(ranks: list[int], table: np.ndarray) -> dict[int, int]:
    """Group as the docstring says it, one row after the other."""
    right = LIKENESS.right(table)
    products = LIKENESS.left(table) @ right.T
    leading: list[int] = []
    found: dict[int, int] = {}
    for place in sorted(range(len(ranks)), key=lambda place: ranks[place]):
        like = [other for other in leading if products[place, other] >= LIKENESS.least]
        if like:
            found[ranks[place]] = ranks[max(like, key=lambda other: (products[place, other], -ranks[other]))]
        else:
            leading.append(place)
            found[ranks[place]] = ranks[place]
    return found


NEVER_ANEW = 1e-9
"""In place of the share of rows in doubt from which all are put in groups anew: so few rows would always be."""


@pytest.mark.parametrize("share", [NEVER_ANEW, 8])
@given(count=st.integers(1, 40), seed=st.integers(0, 10_000), data=st.data())
@settings(max_examples=40, deadline=None)
def test_groups_depend_on_the_rows_alone(share: float, count: int, seed: int, data: st.DataObject) -> None:
    """Whatever is added and removed, in whatever order and batches, the groups are those of what is left."""
    table = rows(count, seed)
    ranks = [int(rank) for rank in np.random.default_rng(seed + 1).permutation(count) + 1]
    pivots = Pivots(LIKENESS)
    places: dict[int, int] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pivots_module, "_ANEW", share)
        patch.setattr(pivots_module, "_AHEAD", 2)
        patch.setattr(pivots_module, "_BLOCK", 7)
        for _ in range(data.draw(st.integers(1, 6))):
            for number in data.draw(st.lists(st.sampled_from(range(count)), unique=True)):
                if number in places:
                    pivots.remove([places.pop(number)])
                else:
                    [places[number]] = pivots.add(np.array([ranks[number]], np.uint64), table[[number]])
            if data.draw(st.booleans()):
                pivots.settle()
        pivots.settle()
    left = sorted(places)
    assert {rank: leader for rank, (leader, _) in groups(pivots).items()} == plainly(
        [ranks[number] for number in left], table[left]
    )


def test_rows_of_one_direction_make_a_group() -> None:
    """The rows of these tests do make groups, larger and smaller."""
    pivots = Pivots(LIKENESS)
    pivots.add(np.arange(1, 41, dtype=np.uint64), rows(40, 7))
    pivots.settle()
    leaders = [leader for leader, _ in groups(pivots).values()]
    assert 3 < len(set(leaders)) < 20


def test_a_row_more_is_decided_without_deciding_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding one to many gives what deciding all anew gives, and does not decide all anew."""
    table, ranks = rows(600, 3), np.random.default_rng(5).permutation(600).astype(np.uint64) + 1
    pivots, anew = Pivots(LIKENESS), Pivots(LIKENESS)
    pivots.add(ranks[:-5], table[:-5])
    pivots.settle()
    monkeypatch.setattr(pivots_module.Pivots, "_all", None)
    pivots.add(ranks[-5:], table[-5:])
    pivots.settle()
    monkeypatch.undo()
    anew.add(ranks, table)
    anew.settle()
    assert groups(pivots) == groups(anew)


def test_products_are_exact() -> None:
    """Products are whole numbers that 32-bit floats hold exactly, so that no order of adding changes one."""
    table = rows(50, 1)
    exact = (table * LIKENESS.left(np.ones_like(table[:1]))).astype(np.int64) @ LIKENESS.right(table).astype(np.int64).T
    assert np.array_equal(LIKENESS.left(table) @ LIKENESS.right(table).T, exact)
    assert np.abs(exact).max() < 2**24
