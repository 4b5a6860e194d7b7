"""Rows in groups: the same groups however they came, and however many there are at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.weighing.claims import pivots as pivots_module
from averment.weighing.claims.likeness import PARTS, ClaimWeights, Likeness
from averment.weighing.claims.pivots import Pivots

if TYPE_CHECKING:
    import pytest

SIZE = 6
WEIGHTS = ClaimWeights(start=0.0, parts={**dict.fromkeys(PARTS, 0.0), "meaning": 4.0}, least=2.4)
LIKENESS = Likeness(SIZE, WEIGHTS)


def rows(count: int, seed: int) -> np.ndarray:
    """Give rows near each other or not: a few directions and some noise."""
    random = np.random.default_rng(seed)
    vectors = (
        random.standard_normal((4, SIZE))[random.integers(0, 4, count)] + random.standard_normal((count, SIZE)) / 2
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


@given(st.integers(1, 40), st.integers(0, 10_000), st.data())
@settings(max_examples=60, deadline=None)
def test_groups_depend_on_the_rows_alone(count: int, seed: int, data: st.DataObject) -> None:
    """Whatever is added and removed, in whatever order and batches, the groups are those of what is left."""
    table = rows(count, seed)
    ranks = [int(rank) for rank in np.random.default_rng(seed + 1).permutation(count) + 1]
    pivots = Pivots(LIKENESS)
    places: dict[int, int] = {}
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
