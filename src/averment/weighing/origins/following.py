"""Citations followed into the case: "the Post said C" leads to the Post's own report, and to whom that rests on.

In: groups of nodes of one side. Out: for each group its root, and the group that its citation leads to, if any.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from averment.weighing.origins.relays import number
from averment.weighing.origins.roots import Root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from averment.weighing.origins.joins import Group
    from averment.weighing.origins.judged import Judged
    from averment.weighing.origins.nodes import Node
    from averment.weighing.origins.publications import Publication
    from averment.weighing.origins.roots import Key

_SLACK: Final = timedelta(days=1)  # a day begins at other hours elsewhere
_PREFERRED: Final = {"unnamed": 0, "own": 1, "narration": 2, "name": 3}  # who a group is called by if nobody has a name


@dataclass(eq=False)
class Rooted:
    """A group and its root. `to` is the group its citation leads to, `cited` the node there; both or none."""

    group: Group
    first: Node
    root: Root
    to: Rooted | None = None
    cited: Node | None = None

    def last(self) -> Rooted:
        """Give the group at the end of the citations."""
        found = self
        while found.to is not None:
            found = found.to
        return found


def rooted(groups: Sequence[Group], judged: Judged) -> list[Rooted]:
    """Give each group its root, and follow what cites somebody whose own report is among the documents."""
    found = [_rooted(group) for group in groups]
    of: dict[int, Rooted] = {id(node): one for one in found for node in one.group.nodes}
    by_publisher: dict[Key, list[Node]] = {}
    for one in found:
        for node in one.group.nodes:
            for key in sorted(node.document.put_out_by()):
                by_publisher.setdefault(key, []).append(node)
    for one in reversed(found):  # of two that cite each other, the earlier is the root
        cited = _cited(one, by_publisher.get(one.root.key, ()), of, judged)
        if cited is not None and of[id(cited)].last() is not one:
            one.to, one.cited = of[id(cited)], cited
    return found


def _rooted(group: Group) -> Rooted:
    """Name a group by the named root in it, or somebody unnamed in it, or whoever put it out first."""
    later = _later(group)
    first = min(
        group.nodes,
        key=lambda node: (not node.root.firm, _PREFERRED[node.root.held], node.document.digest in later),
    )
    root, document = first.root, first.document
    if root.firm or root.held == "unnamed":
        return Rooted(group, first, root)
    if document.outlet:
        name = document.reading.document.outlet or ""
        return Rooted(group, first, Root(("outlet", document.outlet), "outlet", name, held=root.held, body=True))
    return Rooted(group, first, Root(("document", document.digest), "document", document.called, held=root.held))


def _later(group: Group) -> set[str]:
    """Give the documents of a group of which a relation says that they come from another in it."""
    directed = [match.copy for match in group.joined if match.copy.direction is not None]
    return {copy.b if copy.direction == "a->b" else copy.a for copy in directed}


def _cited(one: Rooted, theirs: Sequence[Node], of: Mapping[int, Rooted], judged: Judged) -> Node | None:
    """Give whom the report that is cited rests on: of the latest that had come out, a named source before others."""
    if not (one.root.firm and one.root.body) or any(of[id(node)].root.key == one.root.key for node in theirs):
        return None
    citing = one.first.document
    can_be = [
        node
        for node in theirs
        if node.document.digest not in one.group.documents
        and _before(node.document, citing)
        and not judged.split(node.document.digest, citing.digest)
    ]
    return min(can_be, key=_nearest, default=None)


def _nearest(node: Node) -> tuple[int, str, bool, tuple[int, str]]:
    day = node.document.start
    return (-day.toordinal() if day else 1, node.document.digest, not node.root.firm, number(node.stood[0].id))


def _before(cited: Publication, citing: Publication) -> bool:
    return cited.start is None or citing.end is None or cited.start <= citing.end + _SLACK
