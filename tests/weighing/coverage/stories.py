"""A story of coverage: reports from several origins, with copies, citations and denials, and the truth about them.

In: a seed and the share of words that editors of copies change. Out: a `Story`. The truth is by the meaning of the
words (an origin is the root from which support comes), written down as each report is; no code under test is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from averment.values import Reading
from averment.values.claims import Stance
from averment.weighing.positions import Stood
from tests.weighing.coverage.desk import Desk
from tests.weighing.coverage.ingredients import INGREDIENTS
from tests.weighing.coverage.pools import SIDES
from tests.weighing.coverage.reports import filed

Partition = frozenset[frozenset[tuple[str, str]]]
"""Which attributions (document, id) have one origin."""


@dataclass(frozen=True)
class Story:
    """Readings in no particular order, the stances of their attributions, and by side which have one origin."""

    seed: int
    readings: tuple[Reading, ...]
    stood: tuple[Stood, ...]
    truth: dict[Stance, Partition]
    made_of: tuple[str, ...]
    parties: dict[str, str]


def story(seed: int, share: float = 0.0) -> Story:
    """Write the story of a seed. The same seed and share give the same story."""
    desk = Desk(seed, share)
    made_of = [desk.random.choice(INGREDIENTS) for _ in range(desk.random.choice((1, 1, 2, 2, 3)))]
    for ingredient in made_of:
        ingredient(desk)
    documents = [filed(report, f"{seed}") for report in desk.reports]
    Random(seed).shuffle(documents)
    stood: list[Stood] = []
    together: dict[Stance, dict[str, set[tuple[str, str]]]] = {side: {} for side in SIDES}
    parties: dict[str, str] = {}
    for document in documents:
        for name, statement in document.statements.items():
            stood.append(Stood(document=document.digest, id=name, stance=statement.side))
            together[statement.side].setdefault(statement.origin, set()).add((document.digest, name))
            if statement.who and statement.who.party:
                parties[statement.who.name] = statement.who.party
    return Story(
        seed=seed,
        readings=tuple(document.reading for document in documents),
        stood=tuple(stood),
        truth={side: frozenset(map(frozenset, groups.values())) for side, groups in together.items()},
        made_of=tuple(ingredient.__name__ for ingredient in made_of),
        parties=parties,
    )
