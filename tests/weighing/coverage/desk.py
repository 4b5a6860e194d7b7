"""Writes the reports of one story: invents who speaks, words the matter, keeps what is filed.

In: a seed and the share of words that editors of copies change. Out: reports, each statement with its true origin.
"""

from __future__ import annotations

from random import Random

from averment.values.claims import Stance
from tests.weighing.coverage import phrases
from tests.weighing.coverage.pools import POOLS, Names, filler
from tests.weighing.coverage.reports import Report, Statement, Who

UNNAMED = (
    Who("activists", "unnamed", "activists in the town"),
    Who("a doctor", "unnamed", "a doctor at the clinic"),
    Who("residents", "unnamed", "residents reached by telephone"),
    Who("a witness", "unnamed", "a witness"),
    Who("an official", "unnamed", "an official who asked not to be named"),
    Who("a local journalist", "unnamed", "a shopkeeper"),
)


class Desk:
    """Writes the reports of one story."""

    def __init__(self, seed: int, share: float) -> None:
        self.random = Random(seed)
        self.share = share
        self.names = Names(self.random)
        self.town = self.names.town()
        self.country = self.names.country()
        self.matter = self.random.choice(POOLS.matters)
        self.background = self.random.choice(POOLS.background)
        self.reports: list[Report] = []
        self._keys = 0
        self._decks: dict[str, list[str]] = {}

    # what a report is made of

    def key(self) -> str:
        """Give a new key."""
        self._keys += 1
        return f"k{self._keys}"

    def content(self, side: Stance) -> str:
        """Word the matter, for or against; no two reports of a story word it alike, unless one copies the other."""
        first, second = ("doers", "deeds") if side == "supports" else ("denied", "instead")
        return f"{self._draw(first)} {self._draw(second)}".format(town=self.town)

    def _filler(self) -> str:
        return filler(self.random, self._draw("fillers"), self.town)

    def _draw(self, of: str) -> str:
        deck = self._decks.setdefault(of, [])
        if not deck:
            deck += POOLS.fillers if of == "fillers" else getattr(self.matter, of)
            self.random.shuffle(deck)
        return str(deck.pop())

    def fill(self, least: int, most: int) -> list[str]:
        """Write paragraphs that are beside the matter."""
        return [
            " ".join(self._filler() for _ in range(self.random.randint(1, 2)))
            for _ in range(self.random.randint(least, most))
        ]

    def headline(self) -> str:
        """Write a headline."""
        return self.random.choice(self.matter.headlines).format(town=self.town) + self.random.choice(
            ("", ", reports say", " as talks stall", "; anger grows", " before dawn")
        )

    def person(self, role: str, party: str | None) -> Who:
        """Invent an official."""
        name = self.names.person()
        return Who(name, "person", f"{role} {name}", role=role, party=party)

    def article(self, *sentences: tuple[str, dict[str, Statement]], outlet: str | None = None) -> Report:
        """Write a report of its own around some statements."""
        paragraphs = self.fill(3, 4)
        statements: dict[str, Statement] = {}
        for sentence, found in sentences:
            paragraphs.insert(self.random.randint(0, min(2, len(paragraphs))), sentence)
            statements |= found
        if self.random.random() < 0.3:
            paragraphs.append(self.background)
        day = self.random.randint(1, 4)
        return Report(self.headline(), paragraphs, outlet or self.names.outlet(), day, statements=statements)

    def file(self, report: Report) -> Report:
        """Put a report among those of the story."""
        self.reports.append(report)
        return report

    def says(self, who: Who, side: Stance, origin: str) -> tuple[str, dict[str, Statement]]:
        """Write that somebody takes a side."""
        key = self.key()
        if side == "denies" and self.random.random() < 0.4:
            return phrases.denies(key, who, self.content("supports")), {key: Statement(who, side, origin, act="deny")}
        return phrases.says(self.random, key, who, self.content(side)), {key: Statement(who, side, origin)}

    def unnamed(self) -> Who:
        """Choose somebody without a name."""
        return self.random.choice(UNNAMED)
