"""How many origins are found against how many there are. In: stories. Out: a `Score` for each side, and their sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from averment.values import Origins, Reading
from averment.values.claims import Stance
from averment.weighing.copies import Relations, copies
from averment.weighing.origins import origins
from averment.weighing.people import People
from tests.weighing.coverage.pools import SIDES
from tests.weighing.coverage.stories import Partition, Story, story


@dataclass(frozen=True)
class Score:
    """One side of one story: how many origins there are and were found, and whether just the right ones collapsed."""

    seed: int
    side: Stance
    true: int
    found: int
    same: bool


def traced(written: Story) -> Origins:
    """Find the origins of a story, from its readings alone."""
    readings = {reading.document.digest: reading for reading in written.readings}
    relations = Relations(copies(reading.document for reading in written.readings))
    return origins(written.stood, readings, People.of(written.readings), relations)


def partition(found: Origins, side: Stance) -> Partition:
    """Give which attributions were put together on one side."""
    return frozenset(
        frozenset((place.document, place.id) for place in origin.attributions) for origin in getattr(found, side)
    )


def scores(written: Story) -> list[Score]:
    """Compare what is found with the truth, side by side; sides on which nobody stands do not count."""
    found = traced(written)
    return [
        Score(written.seed, side, len(written.truth[side]), len(getattr(found, side)), _same(found, written, side))
        for side in SIDES
        if written.truth[side]
    ]


def measured(seeds: Iterable[int], share: float) -> list[Score]:
    """Write the stories of some seeds and score them."""
    return [score for seed in seeds for score in scores(story(seed, share))]


def exact(found: Iterable[Score]) -> float:
    """Give the share of stories in which the number of origins is right on every side, in percent."""
    right: dict[int, bool] = {}
    for score in found:
        right[score.seed] = right.get(score.seed, True) and score.true == score.found
    return 100 * sum(right.values()) / max(1, len(right))


def together(found: Iterable[Score]) -> float:
    """Give the share of stories in which on every side just those attributions are put together that belong so."""
    right: dict[int, bool] = {}
    for score in found:
        right[score.seed] = right.get(score.seed, True) and score.same
    return 100 * sum(right.values()) / max(1, len(right))


def readings_of(stories: Iterable[Story]) -> list[Reading]:
    """Give all readings of some stories."""
    return [reading for written in stories for reading in written.readings]


def _same(found: Origins, written: Story, side: Stance) -> bool:
    return partition(found, side) == written.truth[side]
