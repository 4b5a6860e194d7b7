"""What stands behind one side of a claim, document by document: a node for each root in each document.

In: the attributions that take the side. Out: nodes, in an order that depends on nothing but the documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from averment.values import Collapse
from averment.weighing.origins.relays import in_headline, number, shares
from averment.weighing.origins.roots import Root, Traced, Tracing, summing_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from averment.values import Attribution
    from averment.weighing.origins.judged import Judged
    from averment.weighing.origins.publications import Publication
    from averment.weighing.positions import Stood


@dataclass(frozen=True, eq=False)
class Node:
    """The attributions of one document that have one root, and the steps from them to it.

    `narrated` tells that it is the telling of the document that leads there, not somebody who speaks in it.
    """

    document: Publication
    root: Root
    stood: tuple[Stood, ...]
    steps: tuple[Collapse, ...]
    narrated: bool = False

    @property
    def attributions(self) -> list[Attribution]:
        """The attributions, in the order of their numbers."""
        return [self.document.attributions[stood.id] for stood in self.stood]

    @property
    def order(self) -> tuple[bool, str, str, tuple[int, str]]:
        """What to sort nodes by: their documents' days, then their first attributions."""
        return (*self.document.order, number(self.stood[0].id))


def nodes(
    stood: Sequence[Stood], publications: Callable[[str], Publication | None], tracing: Tracing, judged: Judged
) -> list[Node]:
    """Trace what takes a side, and put together what has one root in one document."""
    together: dict[str, dict[str, Stood]] = {}
    for one in stood:
        known = together.setdefault(one.document, {}).get(one.id)
        if known is None or (one.score or 0.0, one.why or "") > (known.score or 0.0, known.why or ""):
            together[one.document][one.id] = one  # one attribution counts once, however often it is given
    found = []
    for digest in sorted(together):
        document = publications(digest)
        if document is not None:
            found += _of_document(document, together[digest], tracing, judged)
    return sorted(found, key=lambda node: node.order)


def _of_document(document: Publication, stood: Mapping[str, Stood], tracing: Tracing, judged: Judged) -> list[Node]:
    ids = sorted((name for name in stood if name in document.attributions), key=number)
    traced = _summed_up(document, {name: tracing.trace(document, document.attributions[name], ids) for name in ids})
    alone = _alone(document, traced, judged, tracing)
    groups: dict[Root, list[str]] = {}
    first: dict[tuple[str, str], Root] = {}
    for name in ids:
        root = alone.get(name) or judged.named(document.digest, name) or traced[name].root
        groups.setdefault(first.setdefault(root.key, root), []).append(name)
    return [
        Node(
            document=document,
            root=root,
            stood=tuple(stood[name] for name in names),
            steps=_steps(document, root, names, traced, judged),
            narrated=any(traced[name].narrated for name in names) and not root.alone,
        )
        for root, names in groups.items()
    ]


def _summed_up(document: Publication, traced: Mapping[str, Traced]) -> dict[str, Traced]:
    """Give "reports say", in a headline or around what a source in the text says, the root of that source."""
    sourced = [name for name, found in traced.items() if not found.narrated]
    found = dict(traced)
    for name, one in traced.items():
        if one.narrated and sourced:
            attribution = document.attributions[name]
            same = [other for other in sourced if shares(attribution, document.attributions[other])]
            if same or in_headline(document, attribution):
                source = (same or sourced)[0]
                root = traced[source].root
                found[name] = Traced(root, (summing_up(document, attribution, document.attributions[source], root),))
    return found


def _alone(document: Publication, traced: Mapping[str, Traced], judged: Judged, tracing: Tracing) -> dict[str, Root]:
    """Give the roots of what was judged to be an origin of its own; what has the same root goes with it."""
    roots: dict[str, Root] = {}
    for name, found in traced.items():
        if judged.independent(document.digest, name):
            own = tracing.own(document, document.attributions[name])
            for other, of_other in traced.items():
                if of_other.root.key == found.root.key and judged.named(document.digest, other) is None:
                    roots.setdefault(other, own)
    return roots


def _steps(
    document: Publication, root: Root, names: Sequence[str], traced: Mapping[str, Traced], judged: Judged
) -> tuple[Collapse, ...]:
    if root.alone:
        return ()
    steps: list[Collapse] = []
    for name in names:
        if judged.named(document.digest, name):
            why = f"judged to come from {root.name}"
            steps.append(Collapse(kind="judgement", why=why, documents=(document.digest,)))
        else:
            steps += traced[name].steps
    return tuple(_once(steps))


def _once(steps: Sequence[Collapse]) -> list[Collapse]:
    """Leave out what says the same of the same document twice, its words kept."""
    found: dict[tuple[str, str], Collapse] = {}
    for step in steps:
        known = found.get((step.kind, step.why))
        shown = (*known.shown, *(one for one in step.shown if one not in known.shown)) if known else step.shown
        found[step.kind, step.why] = replace(known or step, shown=shown)
    return list(found.values())
