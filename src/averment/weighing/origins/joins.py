"""Nodes of related documents joined: copies, shared passages and later versions have one root, not several.

In: the nodes of one side, the relations among their documents. Out: groups of nodes, each with what joined it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from averment.weighing.origins.alignment import Match, matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.values import Copy
    from averment.weighing.origins.judged import Judged
    from averment.weighing.origins.nodes import Node
    from averment.weighing.origins.roots import Key


@dataclass
class Group:
    """Nodes that are one, in their order, and the matches that joined them: one fewer than nodes, a tree.

    `ties` counts by document all the matches that could have joined it, those that the tree did not need too.
    """

    nodes: list[Node]
    joined: list[Match] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    ties: Counter[str] = field(default_factory=Counter)
    firm: Key | None = None  # the key of the named root in it: there is never more than one

    @classmethod
    def of(cls, node: Node) -> Group:
        """Give the group of one node."""
        return cls([node], [], {node.document.digest}, Counter(), node.root.key if node.root.firm else None)

    def take(self, other: Group, match: Match) -> None:
        """Take in another group, which a match joins to this one."""
        self.nodes += other.nodes
        self.joined += [*other.joined, match]
        self.documents |= other.documents
        self.firm = self.firm or other.firm


def joined(nodes: Sequence[Node], relations: Sequence[Copy], judged: Judged) -> list[Group]:
    """Join nodes, the surest matches first. Neither two named roots nor two roots of one document become one so."""
    found = _matches(nodes, relations, judged)
    groups = {id(node): Group.of(node) for node in nodes}
    for match in found:
        one, other = groups[id(match.a)], groups[id(match.b)]
        if one is not other and _may_join(one, other):
            if len(one.nodes) < len(other.nodes):
                one, other = other, one
            one.take(other, match)
            for node in other.nodes:
                groups[id(node)] = one
    for match in found:
        group = groups[id(match.a)]
        if group is groups[id(match.b)]:
            group.ties.update((match.a.document.digest, match.b.document.digest))
    distinct = {id(group): group for group in groups.values()}
    for group in distinct.values():
        group.nodes.sort(key=lambda node: node.order)
    return sorted(distinct.values(), key=lambda group: group.nodes[0].order)


def _matches(nodes: Sequence[Node], relations: Sequence[Copy], judged: Judged) -> list[Match]:
    of: dict[str, list[Node]] = {}
    for node in nodes:
        if not node.root.alone:
            of.setdefault(node.document.digest, []).append(node)
    found: list[Match] = []
    for copy in relations:
        if copy.relation != "background" and not judged.split(copy.a, copy.b):
            found += matches(copy, of.get(copy.a, ()), of.get(copy.b, ()))
    return sorted(found, key=lambda match: (-match.sure, *sorted((match.a.order, match.b.order))))


def _may_join(one: Group, other: Group) -> bool:
    if one.firm and other.firm and one.firm != other.firm:
        return False
    small, large = sorted((one.documents, other.documents), key=len)
    return not any(document in large for document in small)
