"""Who may be the same speaker under another name. Proposals with a reason each: nothing is merged here.

In: the sources of a case by key, those in most documents first, and which of them a judgement holds apart. Out: the
aliases of each. The work grows with the number of names: names are compared within small groups that share a form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from averment.values import Alias, Place, Source
from averment.weighing.aliases import bodies, offices, persons, slips
from averment.weighing.aliases.named import Named, Proposal

Apart = Callable[[str, str], bool]


def aliases(found: Sequence[tuple[str, Source]], apart: Apart) -> dict[str, tuple[Alias, ...]]:
    """Give the aliases proposed for each source, by its id; of those that may be one, as few pairs as lead to all.

    Those of one source in most documents come first.
    """
    every = [Named.of(key, source) for key, source in found]
    one_group = Groups()
    given: dict[str, list[Alias]] = {}
    for one, other, why in _proposals(every):
        if not apart(one.key, other.key) and one_group.join(one.key, other.key):
            given.setdefault(one.source.id, []).append(_alias(one.source, other.source, why))
            given.setdefault(other.source.id, []).append(_alias(other.source, one.source, why))
    spread = {source.id: source.documents for _, source in found}
    return {ident: tuple(sorted(made, key=lambda alias: -spread[alias.speaker])) for ident, made in given.items()}


class Groups:
    """Names that proposals already lead to from each other: of three that may be one, two proposals are enough."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def join(self, one: str, other: str) -> bool:
        """Put two names together; false where they are already."""
        a, b = self._root(one), self._root(other)
        self._parents[b] = a
        return a != b

    def _root(self, name: str) -> str:
        while (parent := self._parents.setdefault(name, name)) != name:
            self._parents[name] = self._parents.setdefault(parent, parent)
            name = parent
        return name


def _proposals(every: Sequence[Named]) -> Iterator[Proposal]:
    yield from bodies.proposals([one for one in every if one.what == "body"])
    yield from persons.proposals([one for one in every if one.what == "person"])
    yield from slips.proposals(every)
    yield from persons.mistaken(every)
    yield from offices.proposals(every)


def _alias(one: Source, other: Source, why: str) -> Alias:
    return Alias(speaker=other.id, name=other.name, why=why, do=("merge", *map(_target, (one, other))))


def _target(source: Source) -> str:
    place: Place = source.mentions[0]
    return f"{place.document}#{place.id}"
