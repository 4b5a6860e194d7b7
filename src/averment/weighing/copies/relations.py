"""All the related pairs of a case, looked up by their documents.

In: `Copy`s. Out: those among some of the documents. `copies` makes them all, in memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Self

from averment.values import Copy, Document, Judgement
from averment.weighing.copies.about import about
from averment.weighing.copies.fingerprints import candidates, fingerprint
from averment.weighing.copies.overlaps import compare
from averment.weighing.copies.relate import relate


class Relations:
    """The related pairs of a case, in order of their digests."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        found: dict[str, list[Copy]] = {}
        for copy in sorted(copies, key=lambda copy: (copy.a, copy.b)):
            found.setdefault(copy.a, []).append(copy)
        self._of: Mapping[str, Sequence[Copy]] = found

    @classmethod
    def by_first(cls, of: Mapping[str, Sequence[Copy]]) -> Self:
        """Take the pairs of each first document, in order of the second; they are looked up when they are asked for."""
        relations = cls(())
        relations._of = of
        return relations

    def all(self) -> tuple[Copy, ...]:
        """Give all the pairs."""
        return tuple(copy for name in sorted(self._of) for copy in self._of[name])

    def among(self, documents: Collection[str]) -> list[Copy]:
        """Give the pairs of which both documents are among these; the work is in these, not in the size of the case."""
        wanted = set(documents)
        return [copy for name in sorted(wanted) for copy in self._of.get(name, ()) if copy.b in wanted]


def copies(documents: Iterable[Document], judgements: Iterable[Judgement] = ()) -> list[Copy]:
    """Find the related pairs among documents. The order in which they are given changes nothing."""
    every = {document.digest: document for document in documents}
    pairs = candidates([fingerprint(document) for document in every.values()])
    overlaps = [overlap for a, b in pairs if (overlap := compare(every[a], every[b]))]
    return relate(overlaps, {digest: about(document) for digest, document in every.items()}, judgements)
