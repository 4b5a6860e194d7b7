"""How many origins are found against how many there are. In: stories. Out: a `Score` for each side, and their sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from averment.reading import Reader
from averment.values import Attribution, Origins
from averment.values.claims import Stance
from averment.weighing.copies import Relations, copies
from averment.weighing.origins import origins
from averment.weighing.people import People
from averment.weighing.positions import Stood
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


def read_again(written: Story, reader: Reader) -> Story:
    """Give a story as the real reader reads it; what it finds of a statement takes the side that the statement takes.

    A statement that the reader does not find takes no side, so that counts then fall short of the truth.
    """
    readings = tuple(reader.read_all([reading.document for reading in written.readings]))
    sides = {(stood.document, stood.id): stood.stance for stood in written.stood}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for mine, theirs in zip(written.readings, readings, strict=True):
        digest = mine.document.digest
        for statement in mine.attributions:
            read = [(digest, one.id) for one in theirs.attributions if _overlap(statement, one)]
            found[digest, statement.id] = read or [(digest, f"lost {statement.id}")]
    stood = {(place, sides[statement]) for statement, places in found.items() for place in places}
    truth = {
        side: frozenset(frozenset(place for statement in group for place in found[statement]) for group in groups)
        for side, groups in written.truth.items()
    }
    taken = tuple(Stood(document=digest, id=name, stance=side) for (digest, name), side in sorted(stood))
    return replace(written, readings=readings, stood=taken, truth=truth)


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


def _overlap(one: Attribution, other: Attribution) -> bool:
    """Tell whether half of one's content, and of the other's, is the same words."""
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.content for b in other.content)
    sizes = [sum(end - start for start, end in found.content) for found in (one, other)]
    return 2 * common >= max(1, *sizes)


def _same(found: Origins, written: Story, side: Stance) -> bool:
    return partition(found, side) == written.truth[side]
