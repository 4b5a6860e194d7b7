"""From scores to spans."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.inference.decoding import best_paths, cue_ranges, forbidden, ranges
from averment.inference.network import CUE_TAGS, ROLE_TAGS


def transitions(rng: np.random.Generator) -> np.ndarray:
    """Draw transition scores with the impossible steps forbidden, as the model ships them."""
    return rng.normal(size=(len(ROLE_TAGS), len(ROLE_TAGS))).astype(np.float32) + forbidden(ROLE_TAGS)


def value(path: tuple[int, ...], scores: np.ndarray, step: np.ndarray) -> float:
    """Score one whole path."""
    total = scores[0, path[0]] + (step[0, path[0]] if step[0, path[0]] < -1e3 else 0)
    return float(total + sum(step[a, b] + scores[t + 1, b] for t, (a, b) in enumerate(itertools.pairwise(path))))


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_the_best_path_is_the_best_of_all_paths(seed: int, length: int) -> None:
    """Viterbi finds what trying every path finds."""
    rng = np.random.default_rng(seed)
    step = transitions(rng)
    scores = rng.normal(size=(1, length, len(ROLE_TAGS))).astype(np.float32)
    found = best_paths(scores, np.array([length]), step)[0]
    every = itertools.product(range(len(ROLE_TAGS)), repeat=length)
    best = max(value(path, scores[0], step) for path in every)
    assert np.isclose(value(tuple(found.tolist()), scores[0], step), best, atol=1e-4)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_a_path_does_not_depend_on_the_rows_beside_it(seed: int, lengths: list[int]) -> None:
    """Rows of different length, padded and decoded together, give what each gives alone."""
    rng = np.random.default_rng(seed)
    step = transitions(rng)
    scores = rng.normal(size=(len(lengths), max(lengths), len(ROLE_TAGS))).astype(np.float32)
    together = best_paths(scores, np.array(lengths), step)
    for i, length in enumerate(lengths):
        alone = best_paths(scores[i : i + 1, :length], np.array([length]), step)[0]
        assert together[i, :length].tolist() == alone.tolist()
        assert not together[i, length:].any()


def test_cues_are_those_of_the_best_path() -> None:
    """Two cues side by side stay two; an inside after nothing begins one; what is likelier outside is no cue."""
    outside, begin, inside = [0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]
    rows = np.array([begin, inside, outside, begin, inside, begin, outside], dtype=np.float32)
    assert cue_ranges(rows, 0.5) == [(0, 2), (3, 5), (5, 6)]
    assert cue_ranges(rows, 0.95) == []
    assert cue_ranges(rows[2:3], 0.5) == []
    assert cue_ranges(rows[:0], 0.5) == []


@given(st.integers(0, 10_000), st.integers(1, 9), st.floats(0.1, 0.9))
def test_leaving_out_what_is_surely_outside_changes_no_cue(seed: int, length: int, threshold: float) -> None:
    """Decoding stretch by stretch gives what decoding the whole text gives."""
    rng = np.random.default_rng(seed)
    rows = rng.dirichlet([0.3] * 3, size=length).astype(np.float32)
    scores = np.log(np.maximum(rows, 1e-9))
    scores[:, 0] += np.log(threshold / (1 - threshold))
    path = best_paths(scores[None], np.array([length]), forbidden(CUE_TAGS))[0]
    sure = (rows[:, 0] >= 0.98) & (path > 0)
    if not sure.any():
        assert cue_ranges(rows, threshold) == ranges(path, CUE_TAGS)["cue"]


def test_roles_come_in_pieces() -> None:
    """A beginning starts a new piece; a piece broken by another role goes on as a new one."""
    tags = ["B-content", "I-content", "O", "B-source", "B-content", "I-content", "B-cue"]
    path = np.array([ROLE_TAGS.index(t) for t in tags], dtype=np.int8)
    assert ranges(path, ROLE_TAGS) == {"source": [(3, 4)], "content": [(0, 2), (4, 6)], "cue": [(6, 7)]}
