"""What the stories are made of: invented people, towns and outlets, the matters in dispute, sentences to fill a report.

In: `pools.yaml` and a random generator. Out: words; a name is given once.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec

from averment.values.claims import Stance

SIDES: tuple[Stance, ...] = ("supports", "denies")


class Matter(msgspec.Struct, frozen=True):
    """What is in dispute: who is said to have done what, and how it is denied; `{town}` is filled in."""

    headlines: tuple[str, ...]
    doers: tuple[str, ...]
    deeds: tuple[str, ...]
    denied: tuple[str, ...]
    instead: tuple[str, ...]


class Pools(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `pools.yaml`."""

    agencies: list[str]
    given: list[str]
    family: list[str]
    towns: list[str]
    countries: list[str]
    papers: list[str]
    kinds_of_paper: list[str]
    bodies: list[str]
    matters: tuple[Matter, ...]
    fillers: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]
    background: tuple[str, ...]
    synonyms: dict[str, list[str]]
    adverbs: list[str]


POOLS = msgspec.yaml.decode(Path(__file__).with_name("pools.yaml").read_bytes(), type=Pools)


class Names:
    """Gives each name once."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._people = [f"{given} {family}" for given in POOLS.given for family in POOLS.family]
        self._towns = list(POOLS.towns)
        self._papers = [f"{one} {two}" for one in POOLS.papers for two in POOLS.kinds_of_paper]  # some share a word
        self._agencies = list(POOLS.agencies)
        self._bodies = list(POOLS.bodies)
        for pool in (self._people, self._towns, self._papers, self._agencies, self._bodies):
            random.shuffle(pool)
        self._used: set[str] = set()

    def person(self) -> str:
        """Give a name of which no part has been given."""
        while True:
            name = self._people.pop()
            parts = set(name.split())
            if not parts & self._used:
                self._used |= parts
                return name

    def town(self) -> str:
        """Give a town."""
        return self._towns.pop()

    def outlet(self) -> str:
        """Give an outlet."""
        return self._papers.pop()

    def agency(self) -> str:
        """Give an agency."""
        return self._agencies.pop()

    def body(self) -> str:
        """Give a body that speaks: a group for rights, of doctors."""
        return self._bodies.pop()

    def country(self) -> str:
        """Give a country."""
        return self._random.choice(POOLS.countries)


def filler(random: Random, sentence: str, town: str) -> str:
    """Fill in a sentence that is beside the matter."""
    fillings = {name: random.choice(options) for name, options in POOLS.slots.items()}
    elsewhere = random.choice([name for name in POOLS.towns if name != town])
    filled = sentence.format(town=elsewhere, **fillings)
    return filled[0].upper() + filled[1:]
