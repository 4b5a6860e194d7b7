"""What became of added files, in one sentence."""

from __future__ import annotations

import pytest

from averment import Addition
from averment.render.additions import Tally
from tests.render.pages import ADDITIONS


def tallied(additions: tuple[Addition, ...]) -> Tally:
    """Count additions."""
    tally = Tally()
    for addition in additions:
        tally.count(addition)
    return tally


@pytest.mark.parametrize(
    ("additions", "sentence", "unread"),
    [
        ((), "0 files: nothing to add", 0),
        (ADDITIONS[:1], "1 file: 1 added", 0),
        (ADDITIONS[:1] * 1200 + ADDITIONS[3:4], "1,201 files: 1,200 added, 1 known before", 0),
        (
            ADDITIONS,
            (
                "6 files and 2 documents inside: 4 added, 1 known before, 1 could not be read (kept), "
                "1 could not be taken in, 1 could not be taken out"
            ),
            4,
        ),
    ],
)
def test_a_sentence_counts_them_all(additions: tuple[Addition, ...], sentence: str, unread: int) -> None:
    """Files that were named, documents found inside them, and what became of both."""
    tally = tallied(additions)

    assert (tally.sentence(), tally.unread) == (sentence, unread)
