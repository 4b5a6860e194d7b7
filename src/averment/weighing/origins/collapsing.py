"""Groups with one root made origins, each with all that was collapsed into it and why.

In: groups with their roots, citations followed. Out: the origins of one side, those that most documents carry first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.values import Collapse, Origin, Place
from averment.weighing.origins import reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.weighing.origins.alignment import Match
    from averment.weighing.origins.following import Rooted
    from averment.weighing.origins.joins import Group
    from averment.weighing.origins.judged import Judged
    from averment.weighing.origins.nodes import Node
    from averment.weighing.origins.roots import Key


def collapsed(groups: Sequence[Rooted], judged: Judged) -> tuple[Origin, ...]:
    """Make one origin of all the groups that end in one root."""
    together: dict[Key, list[Rooted]] = {}
    for one in groups:
        together.setdefault(one.last().root.key, []).append(one)
    found = [_origin(members, judged) for members in together.values()]
    return tuple(origin for _, origin in sorted(found, key=lambda pair: pair[0]))


def _origin(members: Sequence[Rooted], judged: Judged) -> tuple[tuple[object, ...], Origin]:
    ends = [one for one in members if one.to is None]
    head = min(ends, key=lambda one: (one.root.key not in one.first.document.put_out_by(), one.first.order))
    nodes = sorted((node for one in members for node in one.group.nodes), key=lambda node: node.order)
    documents = tuple(dict.fromkeys(node.document.digest for node in nodes))
    origin = Origin(
        root=head.root.name,
        kind=head.root.kind,
        party=head.root.party,
        documents=documents,
        attributions=tuple(
            Place(document=stood.document, id=stood.id, score=stood.score, why=stood.why)
            for node in nodes
            for stood in node.stood
        ),
        collapses=tuple(_collapses(head, members, judged)),
        why=reasons.described(head.root, nodes),
    )
    return (-len(documents), head.root.name.casefold(), nodes[0].order), origin


def _collapses(head: Rooted, members: Sequence[Rooted], judged: Judged) -> Iterator[Collapse]:
    for one in sorted(members, key=lambda one: (one is not head, one.first.order)):
        yield from one.first.steps
        if one.to is not None:
            yield reasons.cites(one, one.last().root)
        elif one is not head and not one.first.steps:
            yield reasons.same(one.first, head.first, head.root)
        yield from _within(one.group, one.first, judged)


def _within(group: Group, first: Node, judged: Judged) -> Iterator[Collapse]:
    """Give a reason for each node of a group but the first, along the tree of what joined them."""
    beside: dict[int, list[tuple[Node, Match]]] = {}
    for match in group.joined:
        beside.setdefault(id(match.a), []).append((match.b, match))
        beside.setdefault(id(match.b), []).append((match.a, match))
    waiting, seen = [first], {id(first)}
    for node in waiting:
        for other, match in sorted(beside.get(id(node), ()), key=lambda pair: pair[0].order):
            if id(other) not in seen:
                seen.add(id(other))
                waiting.append(other)
                by_hand = judged.merged(node.document.digest, other.document.digest)
                alone = group.ties[other.document.digest] == 1
                yield reasons.related(match, other, node, judged=by_hand, bridge=alone)
                yield from other.steps
