"""Which documents behind a claim are one dispatch: copies of each other, or later versions, as its origins say.

In: a claim with its origins. Out: for each such document, a name of its dispatch, the same for all of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from averment.values import Claim

_ONE: Final = frozenset({"copy", "update"})
"""Collapses that join whole documents; `shared` passages leave each with matter, and figures, of its own."""
_PAIR: Final = 3  # a split, and the two documents that it would part


def dispatches(claim: Claim) -> dict[str, str]:
    """Give the documents of the claim that are one dispatch with another, each with the least digest among those."""
    above: dict[str, str] = {}

    def root(document: str) -> str:
        while above.setdefault(document, document) != document:
            above[document] = document = above[above[document]]
        return document

    for one, other in _joined(claim):
        least, greatest = sorted((root(one), root(other)))
        above[greatest] = least
    return {document: root(document) for document in list(above)}


def _joined(claim: Claim) -> Iterator[tuple[str, str]]:
    """Give the pairs of documents that a copy or an update joins: what would part them names both."""
    sides = (claim.origins.supports, claim.origins.denies, claim.origins.doubts)
    for origin in (origin for side in sides for origin in side):
        for collapse in origin.collapses:
            undo = collapse.undo or ()
            if collapse.kind in _ONE and len(undo) == _PAIR and undo[0] == "split":
                yield undo[1], undo[2]
