"""Scores of acts, links, speakers, evidence and figures, worked out by hand on four attributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from averment.evaluation import HELD_ROWS, ROWS, score

from .builders import BRIDGE, FINCH, gold, reading
from .completes import complete, nine, photographs, right

if TYPE_CHECKING:
    from averment.values import Figure, Reading


def counts(reading: Reading | None, row: str) -> tuple[int, int, int]:
    """Give what is right, predicted and gold in a row."""
    found = score([(complete(), reading)]).rows[row]
    return found.right, found.predicted, found.n


def test_a_right_reading_scores_a_hundred_in_every_row() -> None:
    """Complete gold has twelve rows, in a fixed order."""
    rows = score([(complete(), right())]).rows
    assert list(rows) == [*ROWS, *HELD_ROWS]
    assert {row.f1 for row in rows.values()} == {100.0}


def test_rows_that_the_gold_cannot_score_are_absent() -> None:
    """A form without acts gives no figure for acts, neither to people nor to programs."""
    scores = score([(gold(BRIDGE, FINCH), reading(BRIDGE, FINCH))])
    assert list(scores.rows) == list(ROWS)
    assert set(msgspec.json.decode(msgspec.json.encode(scores))) == {*ROWS, "articles", "unread"}


def test_an_article_of_spans_alone_adds_nothing_to_the_further_rows() -> None:
    """What was not annotated is not counted as invented."""
    found = msgspec.structs.replace(right(), figures=(nine(),) * 3)
    spans_only = msgspec.structs.replace(complete(), complete=False, figures=())
    assert score([(complete(), right()), (spans_only, found)]).rows["figures"].predicted == 1


def test_acts_and_speakers_are_shares_of_the_attributions_found() -> None:
    """What was missed has no act to be wrong, and one that was found and has none is wrong."""
    found = right({0: {"act": None, "speaker": None}, 3: {"act": "assert"}})
    lacking = msgspec.structs.replace(found, attributions=found.attributions[:1] + found.attributions[2:])
    assert counts(lacking, "act") == (1, 3, 3)
    assert counts(lacking, "speaker") == (2, 3, 3)


def test_denials_are_counted_over_all_attributions() -> None:
    """One that is missed whole is missed here too, and one that is invented counts as said."""
    invented = right({0: {"act": "deny"}, 1: {"cue": ((0, 3),), "content": ((0, 3),)}})
    assert counts(right(), "deny") == (1, 1, 1)
    assert counts(invented, "deny") == (0, 2, 1)
    assert counts(None, "deny") == (0, 0, 1)


def test_links_are_counted_between_attributions_found_on_both_sides() -> None:
    """A link from or to what was not found counts neither as missed nor as invented; an unknown id is passed over."""
    whole = right({1: {"about": ("a3", "a9")}})
    assert counts(whole, "about") == (0, 1, 1)
    target_missed = msgspec.structs.replace(whole, attributions=whole.attributions[1:])
    assert counts(target_missed, "about") == (0, 1, 0)


@pytest.mark.parametrize(
    ("words", "same"),
    [("photographs", 1), ("photographs of the graves. Rao could not say who dug them", 1), ("Rao", 0)],
)
def test_evidence_is_the_same_when_more_than_a_fifth_of_the_words_is_shared(words: str, same: int) -> None:
    """One of four words, four of eleven; none of five."""
    assert counts(right(evidence=(photographs(words),)), "evidence") == (same, 1, 1)


def test_a_fifth_of_the_words_of_evidence_is_too_little() -> None:
    """One word of five."""
    article = msgspec.structs.replace(complete(), evidence=(photographs("showed photographs of the graves"),))
    assert score([(article, right(evidence=(photographs("graves"),)))]).rows["evidence"].right == 0


def test_types_are_counted_on_evidence_found() -> None:
    """Of evidence that is not the same, the type says nothing."""
    assert counts(right(evidence=(photographs(kind="medical"),)), "evidence_type") == (0, 1, 1)
    assert counts(right(evidence=(photographs("Rao"),)), "evidence_type") == (0, 0, 0)


def test_the_closest_evidence_is_taken_once() -> None:
    """Of two readings of one piece, one is invented, and it is the further one."""
    twice = (photographs("photographs", "data"), photographs())
    assert counts(right(evidence=twice), "evidence") == (1, 2, 1)
    assert counts(right(evidence=twice), "evidence_type") == (1, 1, 1)


@pytest.mark.parametrize(
    ("figure", "right_ones"),
    [
        (nine("had killed nine"), 1),
        (nine(low=None), 0),
        (nine(high=10), 0),
        (nine(what="injured"), 0),
        (nine("the well"), 0),
    ],
)
def test_a_figure_is_right_with_both_bounds_in_the_same_place(figure: Figure, right_ones: int) -> None:
    """An open bound is another figure than a closed one."""
    assert counts(right(figures=(figure,)), "figures") == (right_ones, 1, 1)


def test_only_the_killed_and_the_injured_are_counted() -> None:
    """Figures of anything else are neither wanted nor wrong."""
    assert counts(right(figures=(nine(), nine(what="other"), nine(what="detained"))), "figures") == (1, 1, 1)


def test_a_figure_counts_once() -> None:
    """A second reading of the same figure is an invention."""
    assert counts(right(figures=(nine(), nine("men"))), "figures") == (1, 2, 1)


def test_without_a_reading_all_is_missed() -> None:
    """An article that could not be read has nothing right in any row."""
    rows = score([(complete(), None)]).rows
    assert {row.right for row in rows.values()} == {0}
    assert (rows["evidence"].n, rows["figures"].n, rows["act"].n) == (1, 1, 0)
