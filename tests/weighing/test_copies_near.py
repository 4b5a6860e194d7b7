"""The search for documents that share words, when documents come to a case that was searched before."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.weighing.copies import Fingerprint, candidates, fingerprint, fingerprints, near, pairs_of
from tests.weighing.dispatches import document

WORDS = [
    f"{first}{last}" for first in ("ka", "lo", "mi", "nu", "pe", "ro", "sa") for last in ("dan", "ver", "lik", "mos")
]


def written(seed: int, count: int) -> list[Fingerprint]:
    """Make reports out of stock sentences: some sentences in most of them, some in few; of few different days."""
    dice = random.Random(seed)
    stock = [" ".join(dice.choices(WORDS, k=dice.randint(6, 14))) for _ in range(12)]
    made = []
    for number in range(count):
        own = " ".join(dice.choices(WORDS, k=20))
        text = ". ".join([*(one for place, one in enumerate(stock) if dice.random() < 0.9 - place * 0.06), own])
        day = f"2031-01-0{dice.randint(1, 4)}" if dice.random() < 0.9 else None
        made.append(fingerprint(document(f"{text}. Number {number}.", day)))
    return made


@pytest.fixture
def _never_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents come, they are looked at by themselves."""
    monkeypatch.setattr(fingerprints, "_MANY", 0)


@pytest.mark.usefixtures("_never_anew")
@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(0, 40))
def test_what_was_found_before_changes_nothing(seed: int, count: int, before: int) -> None:
    """Documents that come one after the other, or many, early or late, are found as if all had been there."""
    prints = written(seed, count)
    random.Random(seed).shuffle(prints)
    found = near(prints[:before])
    for step in range(before, count, 1 + seed % 3):
        found = near(prints[: step + 1], found)
    assert near(prints, found) == near(prints)
    assert sorted(pairs_of(near(prints, found))) == candidates(prints)


@pytest.mark.usefixtures("_never_anew")
def test_a_document_that_comes_first_parts_others() -> None:
    """Of words in very many documents the earliest count: a new earliest one takes the place of another."""
    text = " ".join(WORDS)
    prints = [fingerprint(document(f"{text} {number}.", "2031-01-02")) for number in range(20)]
    earliest = fingerprint(document(f"{text} once.", "2031-01-01"))
    before = near(prints)
    after = near([*prints, earliest], before)
    assert after == near([*prints, earliest])
    assert set(pairs_of(before)) - set(pairs_of(after))


@pytest.mark.usefixtures("_never_anew")
@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000))
def test_documents_that_left_or_changed_are_seen(seed: int) -> None:
    """What was found with a document that left, or that had another day, is not used."""
    prints = written(seed, 20)
    found = near(prints)
    assert near(prints[1:], found) == near(prints[1:])
    moved = [fingerprint_of(prints[0], day=1), *prints[1:]]
    assert near(moved, found) == near(moved)


def fingerprint_of(one: Fingerprint, day: int) -> Fingerprint:
    """Give a fingerprint another day."""
    return Fingerprint(document=one.document, day=day, hashes=one.hashes)
