"""Stances put together by speaker: who stands where, ranked."""

from __future__ import annotations

import random

from averment.weighing.people import People
from averment.weighing.positions import Stood, positions
from tests.weighing.speaking import digest, judged, reading, speaker

READINGS = {
    one.document.digest: one
    for one in (
        reading(
            1, speaker(1, "Salim Orbay", party="Orum"), speaker(2, "residents", "unnamed"), acts=("assert", "deny")
        ),
        reading(2, speaker(1, "Salim ORBAY"), speaker(2, "residents", "unnamed"), acts=("assert", "deny")),
        reading(3, speaker(1, "Ana Belo", party="Vessa"), speaker(2, "Orbay", party="Orum"), acts=("assert", "deny")),
    )
}
STOOD = (
    Stood(document=digest(1), id="a1", stance="supports", score=0.5),
    Stood(document=digest(2), id="a1", stance="supports", score=0.9, why="he says so"),
    Stood(document=digest(2), id="a2", stance="denies", score=0.4),
    Stood(document=digest(1), id="a3", stance="supports", score=0.9),
    Stood(document=digest(2), id="a3", stance="supports", score=0.1),
    Stood(document=digest(3), id="a1", stance="denies"),
    Stood(document=digest(3), id="a9", stance="doubts", score=0.2),
)


def found(
    stood: tuple[Stood, ...] = STOOD, people: People | None = None
) -> list[tuple[str, str | None, str, list[str]]]:
    """Give the positions as plain values."""
    made = positions(stood, READINGS, people or People.of(READINGS.values()))
    return [
        (one.speaker, one.party, one.stance, [f"{int(p.document[7:], 16)}{p.id}" for p in one.attributions])
        for one in made
    ]


def test_positions_are_those_of_speakers() -> None:
    """One speaker's attributions in several documents are one position a stance; the surest come first."""
    assert found() == [
        ("Salim Orbay", "Orum", "supports", ["2a1", "1a1"]),
        ("residents", None, "supports", ["1a3"]),
        ("Salim Orbay", "Orum", "denies", ["2a2"]),
        ("unattributed", None, "doubts", ["3a9"]),
        ("residents", None, "supports", ["2a3"]),
        ("Ana Belo", "Vessa", "denies", ["3a1"]),
    ]


def test_scores_and_reasons_are_kept() -> None:
    """Each attribution keeps its score and what ties it to the claim."""
    first = positions(STOOD, READINGS, People.of(READINGS.values()))[0].attributions
    assert [(place.score, place.why) for place in first] == [(0.9, "he says so"), (0.5, None)]


def test_the_order_of_stances_changes_nothing() -> None:
    """Any order, and an attribution given twice, give the same positions."""
    shuffled = [*STOOD, *STOOD]
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert found(tuple(shuffled)) == found()


def test_merged_speakers_have_one_position() -> None:
    """A judgement that two speakers are one puts their stances together."""
    people = People.of(READINGS.values(), [judged(1, "merge", (1, 1), (3, 2))])
    stood = (STOOD[0], Stood(document=digest(3), id="a3", stance="supports", score=0.3))
    assert found(stood, people) == [("Salim Orbay", "Orum", "supports", ["1a1", "3a3"])]


def test_numbers_of_attributions_count() -> None:
    """With equal scores a2 comes before a10, and documents stand in the order of their digests."""
    many = reading(4, speaker(1, "Salim Orbay"), acts=("assert",) * 12)
    stood = tuple(Stood(document=digest(4), id=f"a{n}", stance="supports") for n in (10, 2, 1))
    made = positions(stood, {digest(4): many}, People())
    assert [place.id for place in made[0].attributions] == ["a1", "a2", "a10"]


def test_more_documents_come_before_fewer_and_then_names() -> None:
    """Of positions that are as sure, the one in most documents leads; of those in as many, the first by name."""
    told = [reading(n, speaker(1, "Zora Dal"), speaker(2, name)) for n, name in enumerate(["Cleo Orbay", "Ana Belo"])]
    stood = [
        Stood(document=digest(n), id=f"a{which}", stance="supports", score=0.5) for n in (0, 1) for which in (1, 2)
    ]
    made = positions(stood, {one.document.digest: one for one in told}, People())
    assert [one.speaker for one in made] == ["Zora Dal", "Ana Belo", "Cleo Orbay"]


def test_nothing_gives_nothing() -> None:
    """Without stances there are no positions."""
    assert positions((), {}, People()) == ()
