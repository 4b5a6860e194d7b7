"""How long texts are cut into what the network can see."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from averment.inference.windows import blocks, nearest, windows


@given(st.lists(st.sampled_from([0, 0, 0, 1, 2]), max_size=1500), st.integers(10, 400), st.floats(0, 0.8))
def test_windows_cover_every_word_piece_with_the_overlap_asked_for(opens: list[int], size: int, share: float) -> None:
    """Windows start at 0, end at the end, are never longer than asked and overlap by what is asked, evenly cut."""
    half = int(size * share) // 2
    cuts = windows(np.array(opens, dtype=np.int64), size, 2 * half)
    if not opens:
        assert cuts == []
        return
    assert cuts[0][0] == 0
    assert cuts[-1][1] == len(opens)
    assert all(0 < end - start <= size for start, end in cuts)
    assert all(before[1] - after[0] >= min(half, 1) for before, after in pairwise(cuts))
    assert len(cuts) == (1 if len(opens) <= size else -(-(len(opens) - 2 * half) // (size - 2 * half)))
    if len(cuts) > 1:
        read = sum(end - start for start, end in cuts)
        assert read <= len(opens) + 2 * half * (len(cuts) - 1)


def test_a_text_of_one_window_is_read_once() -> None:
    """Nothing overlaps where nothing has to."""
    assert windows(np.zeros(382, np.int64), 382, 64) == [(0, 382)]
    assert windows(np.zeros(383, np.int64), 382, 64) == [(0, 223), (159, 383)]


def test_windows_meet_where_a_line_opens_else_a_sentence() -> None:
    """The stretches meet at the line nearest to the even place, at a sentence where no line is near, else there."""
    opens = np.zeros(600, dtype=np.int64)
    assert windows(opens, 382, 64) == [(0, 332), (268, 600)]
    opens[310] = 1
    assert windows(opens, 382, 64) == [(0, 342), (278, 600)]
    opens[340] = 2
    assert windows(opens, 382, 64) == [(0, 372), (308, 600)]
    opens[340], opens[250] = 1, 1
    assert windows(opens, 382, 64) == [(0, 342), (278, 600)]


def test_a_cue_belongs_to_the_window_in_whose_middle_it_stands() -> None:
    """The nearest window is the one with the most text on both sides of the cue; of equals, the first."""
    cuts = [(0, 100), (60, 160)]
    assert nearest(cuts, 50, 51) == 0
    assert nearest(cuts, 95, 96) == 1
    assert nearest([(0, 100), (0, 100)], 50, 51) == 0


@given(st.text(st.sampled_from("ab \n"), max_size=300), st.integers(2, 50))
def test_blocks_cover_the_text_without_gap_or_overlap(text: str, longest: int) -> None:
    """Blocks follow on each other, cover the text and keep to the limit."""
    cuts = list(blocks(text, longest))
    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(0 < end - start <= longest for start, end in cuts)


def test_a_block_ends_at_a_blank_line_where_there_is_one() -> None:
    """Attributions do not reach over the end of a block, so it is put where they would not."""
    text = "a" * 60 + "\n\n" + "b c " * 20
    assert next(blocks(text, 100)) == (0, 62)
