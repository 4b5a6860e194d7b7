"""Roots known by name alone made those that have the name: the Post that is cited, and the outlet whose report we hold.

In: the nodes of one side. Out: the same, where two names were one root under two keys with one key.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from averment.weighing.origins.roots import Root
from averment.weighing.origins.words import comparable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from averment.weighing.origins.nodes import Node


def one_name(nodes: Sequence[Node]) -> list[Node]:
    """Give each root that is only a name, or a body with documents of its own, the key that its name has."""
    outlets: dict[str, Root] = {}
    known: dict[str, Root] = {}
    for node in sorted(nodes, key=lambda node: (node.root.key, node.order)):
        document = node.document
        if document.outlet and not document.own_agency:
            name = document.reading.document.outlet or ""
            outlets.setdefault(document.outlet, Root(("outlet", document.outlet), "outlet", name, body=True))
        if node.root.firm and node.root.key[0] in {"speaker", "outlet", "agency"}:
            known.setdefault(comparable(node.root.name), node.root)
    return [replace(node, root=_known(node.root, outlets, known)) for node in nodes]


def _known(root: Root, outlets: Mapping[str, Root], known: Mapping[str, Root]) -> Root:
    if root.held not in {"name", "unnamed"} or not (root.body or root.key[0] in {"name", "unnamed"}):
        return root
    name = comparable(root.name)
    if root.key[0] != "agency" and name in outlets:
        return outlets[name]
    if root.key[0] != "name":
        return root
    if name in known:
        return known[name]
    titled = [other for other in sorted(known) if " " in other and name.endswith(f" {other}")]
    return known[max(titled, key=len)] if titled else root
