"""How long texts are cut into what the network can see."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from averment.inference.windows import blocks, nearest, windows


@given(count=st.integers(0, 5000), size=st.integers(10, 400), share=st.floats(0, 0.8))
def test_windows_cover_every_word_piece_with_the_overlap_asked_for(count: int, size: int, share: float) -> None:
    """Windows start at 0, end at the end, are never longer than asked and overlap by at least what is asked."""
    overlap = int(size * share)
    cuts = windows(count, size, overlap)
    if not count:
        assert cuts == []
        return
    assert cuts[0][0] == 0
    assert cuts[-1][1] == count
    assert all(0 < end - start <= size for start, end in cuts)
    assert all(before[1] - after[0] >= overlap - 1 for before, after in pairwise(cuts))


def test_a_text_of_one_window_is_read_once() -> None:
    """Nothing overlaps where nothing has to."""
    assert windows(382, 382, 128) == [(0, 382)]
    assert len(windows(383, 382, 128)) == 2


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
