"""Which spans are the same, and which attributions belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.evaluation.matching import matched, overlap, trimmed, words

from .builders import BRIDGE, DIVERS, FINCH, POLICE, gold, place, reading


@pytest.mark.parametrize(
    ("span", "core"),
    [
        ('"the north bridge is safe to cross".', "the north bridge is safe to cross"),
        (" said ", "said"),
        ("Divers, she", "Divers, she"),
    ],
)
def test_punctuation_at_the_edges_does_not_count(span: str, core: str) -> None:
    """Marks and spaces at the edges are shrunk away; those inside stay."""
    assert trimmed(BRIDGE, [place(BRIDGE, span)]) == {place(BRIDGE, core)}


def test_a_span_of_punctuation_alone_is_no_span() -> None:
    """The colon of a headline is a cue that has nothing to compare."""
    assert trimmed("Minister: no gas", [(8, 10)]) == frozenset()


@given(st.text(alphabet=' .,"“”’a', max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_trimming_stays_inside_the_span_and_leaves_nothing_to_trim(text: str, start: int, end: int) -> None:
    """What is left lies in the span, keeps all its letters, and is its own core."""
    for core in (cores := trimmed(text, [(start, end)])):
        assert start <= core[0] < core[1] <= end
        assert text[core[0] : core[1]].count("a") == text[start:end].count("a")
    assert trimmed(text, cores) == cores


def test_words_are_known_by_where_they_begin() -> None:
    """Two spans share a word when both begin it at the same place, however they end."""
    assert words("one two three", [(0, 5), (8, 13)]) == {0, 4, 8}
    assert words("one two", [(1, 7)]) == {1, 4}


def test_overlap_is_the_shared_part_of_all_words() -> None:
    """Two of four is a half; nothing and nothing share nothing."""
    assert overlap(frozenset({1, 2, 3}), frozenset({2, 3, 4})) == 0.5
    assert overlap(frozenset(), frozenset()) == 0.0


def test_attributions_pair_by_their_cues_in_any_order() -> None:
    """Sources and contents may differ; a word shared by the cues makes a pair."""
    article = gold(BRIDGE, FINCH, POLICE, DIVERS)
    found = reading(BRIDGE, DIVERS, ("", "Police denied", ""), FINCH).attributions
    assert matched(BRIDGE, article.attributions, found) == {0: 2, 1: 1, 2: 0}


def test_the_same_content_under_another_cue_is_no_pair() -> None:
    """Who says it is what an attribution is about."""
    article = gold(BRIDGE, FINCH)
    assert matched(BRIDGE, article.attributions, reading(BRIDGE, ("Police", "denied", FINCH[2])).attributions) == {}


@pytest.mark.parametrize(
    ("content", "pairs"), [("the north bridge is", {0: 0}), ("the north bridge", {}), ("no crack", {})]
)
def test_without_a_cue_half_of_the_content_must_agree(content: str, pairs: dict[int, int]) -> None:
    """Four of the seven words are more than half, three are less."""
    article = gold(BRIDGE, FINCH)
    assert matched(BRIDGE, article.attributions, reading(BRIDGE, ("", "", content)).attributions) == pairs


def test_of_two_candidates_the_closer_is_taken_and_the_other_left() -> None:
    """Pairing is one to one: a second reading of the same cue is an invention."""
    article = gold(BRIDGE, FINCH)
    found = reading(BRIDGE, ("Police", "said", "it"), FINCH).attributions
    assert matched(BRIDGE, article.attributions, found) == {0: 1}
