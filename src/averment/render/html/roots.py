"""The origins of one side as a page lists them: each root, and below it why others add no origin of their own.

In: origins, the documents they are in. Out: values for templates. What collapsed for one reason stands together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from averment.render.origins import KINDS, LABELS, alike
from averment.values import Collapse, Document, Origin


class Folded(msgspec.Struct, frozen=True, kw_only=True):
    """A document that adds no origin, and the collapse that says so (with what takes it back)."""

    document: Document
    collapse: Collapse


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why some documents add no origin: a word (`copy`, `credit`), a sentence."""

    label: str
    why: str
    folded: tuple[Folded, ...]


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """An origin: its name, what kind of thing it is, the party it speaks for, what carries it."""

    name: str
    kind: str
    party: str = ""
    why: str
    documents: tuple[Document, ...]
    reasons: tuple[Reason, ...]


def roots(origins: Sequence[Origin], document: Callable[[str], Document]) -> tuple[Root, ...]:
    """Give the origins in their order."""
    return tuple(
        Root(
            name=origin.root,
            kind=KINDS[origin.kind],
            party=origin.party or "",
            why=origin.why,
            documents=tuple(map(document, origin.documents)),
            reasons=tuple(_reason(group, document) for group in alike(origin.collapses)),
        )
        for origin in origins
    )


def _reason(group: Sequence[Collapse], document: Callable[[str], Document]) -> Reason:
    folded = [Folded(document=document(one.documents[0]), collapse=one) for one in group if one.documents]
    return Reason(label=LABELS[group[0].kind], why=group[0].why, folded=tuple(folded))
