"""All the related pairs of a case, looked up by their documents.

In: `Copy`s. Out: those among some of the documents. `copies` makes them all, in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from averment.values import Copy, Document, Judgement
from averment.weighing.copies.about import about
from averment.weighing.copies.fingerprints import candidates, fingerprint
from averment.weighing.copies.overlaps import compare
from averment.weighing.copies.relate import relate


class Relations:
    """The related pairs of a case, in order of their digests."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._all = tuple(sorted(copies, key=lambda copy: (copy.a, copy.b)))
        self._of: dict[str, list[int]] = defaultdict(list)
        for number, copy in enumerate(self._all):
            self._of[copy.a].append(number)

    def all(self) -> tuple[Copy, ...]:
        """Give all the pairs."""
        return self._all

    def among(self, documents: Collection[str]) -> list[Copy]:
        """Give the pairs of which both documents are among these; the work is in these, not in the size of the case."""
        wanted = set(documents)
        numbers = [number for document in sorted(wanted) for number in self._of.get(document, ())]
        return [self._all[number] for number in numbers if self._all[number].b in wanted]


def copies(documents: Iterable[Document], judgements: Iterable[Judgement] = ()) -> list[Copy]:
    """Find the related pairs among documents. The order in which they are given changes nothing."""
    every = {document.digest: document for document in documents}
    pairs = candidates([fingerprint(document) for document in every.values()])
    overlaps = [overlap for a, b in pairs if (overlap := compare(every[a], every[b]))]
    return relate(overlaps, {digest: about(document) for digest, document in every.items()}, judgements)
