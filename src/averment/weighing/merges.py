"""What people have decided on who is who, as a function of their judgements: which speakers are one, which are not.

In: judgements that merge or split speakers, and what each judged speaker is compared by. Out: for any speaker the key
of all that are one with it. Newer judgements hold against older ones, and all of them against names that are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from averment.values import Judgement, Target
from averment.weighing.upheld import JOINING, standing

Spot: TypeAlias = tuple[str, str]
"""A speaker of one document: its digest, and the id of the speaker in its reading."""


def of_speakers(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give those that merge or split speakers and that stand, the oldest first."""
    return [made for made in standing(judgements) if made.verdict in JOINING and spots(made.targets)]


def spots(targets: Iterable[Target]) -> list[Spot]:
    """Give the speakers among the targets of a judgement."""
    return [(target.document, target.id) for target in targets if target.id and target.id.startswith("s")]


class Merges:
    """Sets of speakers that are one. Each judged speaker is a node, and so is each name that a judged speaker has.

    The newest judgement is taken first: what it merges is one, what it splits may not become one by an older judgement
    or by having one name. Then each judged speaker goes to its name, unless something split from it has that name: the
    one that was named first in a split keeps the name, with all the speakers who have it and were never judged.
    """

    def __init__(self, judgements: Iterable[Judgement], names: Mapping[Spot, str]) -> None:
        self._parents: dict[str | Spot, str | Spot] = {}
        self._split: dict[str | Spot, set[str]] = {}  # by root: the splits of which it is one side
        found = of_speakers(judgements)
        for judgement in reversed(found):
            self._judge(judgement)
        for judgement in found:
            for spot in spots(judgement.targets):
                if spot in names:
                    self._join(spot, names[spot])
        self._keys = self._named()

    def key(self, spot: Spot, name: str) -> str:
        """Give the key of a speaker that has a name: the same for all that are one with it."""
        node = spot if spot in self._parents else name
        return self._keys[self._root(node)] if node in self._parents else name

    def apart(self) -> set[frozenset[str]]:
        """Give the pairs of keys of which a judgement says that they are not one."""
        sides: dict[str, set[str]] = {}
        for root, splits in self._split.items():
            for split in splits:
                sides.setdefault(split, set()).add(self._keys[root])
        return {frozenset((a, b)) for keys in sides.values() for a in keys for b in keys if a < b}

    def _judge(self, judgement: Judgement) -> None:
        first, *others = spots(judgement.targets)
        if judgement.verdict == "merge":
            for other in others:
                self._join(first, other)
            return
        for root in {self._root(spot) for spot in (first, *others)}:
            self._split.setdefault(root, set()).add(judgement.id)

    def _join(self, one: str | Spot, other: str | Spot) -> None:
        a, b = self._root(one), self._root(other)
        splits = self._split.get(a, set()), self._split.get(b, set())
        if a == b or splits[0] & splits[1]:
            return
        self._parents[b] = a
        if joined := splits[0] | splits[1]:
            self._split[a] = joined
        self._split.pop(b, None)

    def _root(self, node: str | Spot) -> str | Spot:
        root = node
        while (parent := self._parents.setdefault(root, root)) != root:
            root = parent
        while self._parents[node] != root:
            self._parents[node], node = root, self._parents[node]
        return root

    def _named(self) -> dict[str | Spot, str]:
        """Name each set by the first of the names in it, or by the first of the speakers where it has no name."""
        members: dict[str | Spot, list[str | Spot]] = {}
        for node in list(self._parents):
            members.setdefault(self._root(node), []).append(node)
        keys = {}
        for root, nodes in members.items():
            names = [node for node in nodes if isinstance(node, str)]
            keys[root] = min(names) if names else "#".join(min(node for node in nodes if not isinstance(node, str)))
        return keys
