"""B³ and pairs: by hand on small cases, and what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.evaluation.clusters import b_cubed, pairwise

CLUSTERS = st.dictionaries(st.integers(0, 8), st.sets(st.integers(0, 3), min_size=1), min_size=1)


def test_by_hand() -> None:
    """Five items, three of one claim and two of another, found as two, one and two."""
    gold = {1: {"x"}, 2: {"x"}, 3: {"x"}, 4: {"y"}, 5: {"y"}}
    found = {1: {"p"}, 2: {"p"}, 3: {"q"}, 4: {"q"}, 5: {"r"}}
    cubed, pairs = b_cubed(gold, found), pairwise(gold, found)
    assert cubed.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2 + 1) / 5)
    assert cubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5)
    assert (pairs.precision, pairs.recall) == (1 / 2, 1 / 4)


def test_several_clusters_count_as_often_as_they_are_shared() -> None:
    """Two items of two claims each: sharing one of the two is half of what there is (Amigó et al. 2009)."""
    gold = {1: {"x", "y"}, 2: {"x", "y"}}
    cubed = b_cubed(gold, {1: {"p", "q"}, 2: {"p", "r"}})
    assert cubed.precision == 1
    assert cubed.recall == pytest.approx((1 + 1 / 2) / 2)


@given(CLUSTERS)
def test_what_is_the_same_agrees(clusters: dict[int, set[int]]) -> None:
    """A clustering agrees wholly with itself, whatever its clusters are called."""
    renamed = {item: {f"c{name}" for name in of} for item, of in clusters.items()}
    assert b_cubed(clusters, renamed).f1 == pytest.approx(1)


@given(CLUSTERS, CLUSTERS)
def test_sides_change_places(gold: dict[int, set[int]], found: dict[int, set[int]]) -> None:
    """The precision of one against the other is the recall of the other against the one."""
    one, other = b_cubed(gold, found), b_cubed(found, gold)
    assert one.precision == pytest.approx(other.recall)
    assert 0 <= one.f1 <= 1


def test_nothing_to_compare() -> None:
    """Without items there is nothing: zeros, no error."""
    assert b_cubed({}, {}).f1 == pairwise({}, {}).f1 == 0
