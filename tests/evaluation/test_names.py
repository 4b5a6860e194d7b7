"""When two names are names of one speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.evaluation.names import same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Odile Marrant", "Marrant"),
        ("General Odile Marrant", "Odile Marrant"),
        ("Odilé al-Marránt", "odile el marrant"),
        ("the spokeswoman for Norvia", "Norvia"),
        ("Norvian Foreign Ministry", "Norvian Ministry"),
        ("the minister", "Minister"),
    ],
)
def test_a_part_of_a_name_or_most_of_it_is_the_name(one: str, other: str) -> None:
    """Titles, articles, accents and case make no difference, nor does which of the two is longer."""
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Odile Marrant", "Jules Ferrat"), ("Odile Anne Marrant", "Jules Anne Marrant Ott Rey"), ("", ""), ("…", "Ott")],
)
def test_names_that_share_too_little_are_two(one: str, other: str) -> None:
    """Two of six words are too few, and a name without words is nobody's."""
    assert not same_name(one, other)
    assert not same_name(other, one)


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_order_of_two_names_makes_no_difference(one: str, other: str) -> None:
    """Whatever the names are."""
    assert same_name(one, other) == same_name(other, one)
