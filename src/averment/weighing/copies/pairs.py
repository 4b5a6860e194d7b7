"""Two documents and what they share, each passage with what it is: what their relation is told from.

In: an overlap, what is known of both documents, the carriers of all passages. Out: a `Pair`, with measures of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from averment.weighing.copies.kinds import kind_of

if TYPE_CHECKING:
    from averment.weighing.copies.about import About
    from averment.weighing.copies.carriers import Carriers, Carrying
    from averment.weighing.copies.kinds import Kind
    from averment.weighing.copies.overlaps import Overlap, Shared


@dataclass(frozen=True)
class Pair:
    """Two documents and what they share, each passage with its kind."""

    a: About
    b: About
    shared: tuple[Shared, ...]
    kinds: tuple[Kind, ...]
    carrying: Carrying

    @classmethod
    def of(cls, overlap: Overlap, about: Mapping[str, About], carrying: Carrying) -> Pair:
        """Say of each passage what it is."""
        a, b = about[overlap.a], about[overlap.b]
        kinds = (kind_of(one, a, b, partial(carrying.of, overlap.a, overlap.b, one)) for one in overlap.shared)
        return cls(a, b, overlap.shared, tuple(kinds), carrying)

    def carriers(self, one: Shared) -> Carriers:
        """Count the documents that carry a passage."""
        return self.carrying.of(self.a.document, self.b.document, one)

    @property
    def documents(self) -> tuple[About, About]:
        """Give what is known of both."""
        return self.a, self.b

    def passages(self, *kinds: Kind) -> list[Shared]:
        """Give the passages of some kinds, in order."""
        return [one for one, kind in zip(self.shared, self.kinds, strict=True) if kind in kinds]

    def shares(self) -> tuple[float, float]:
        """Give the share of each document's own words, background left out, that the other has too; 0 to 1."""
        kept = self.passages("matter", "quotation")
        a, b = (self._share(side, kept) for side in (0, 1))
        return a, b

    def figures(self) -> list[tuple[str, str]]:
        """Give the figures that differ within what is shared."""
        return [differ for one in self.passages("matter") for differ in one.figures]

    def added(self) -> int:
        """Count the words that the later document has for itself; of the longer, where dates do not tell the later."""
        a, b = self.documents
        later = int(b.start > a.start) if a.start and b.start and a.start != b.start else int(b.words > a.words)
        return self.documents[later].words - sum(one.words[later] for one in self.shared)

    def _share(self, side: int, kept: list[Shared]) -> float:
        apart = sum(one.words[side] for one in self.shared) - sum(one.words[side] for one in kept)
        own = max(1, self.documents[side].words - apart)
        return min(1.0, sum(one.words[side] for one in kept) / own)
