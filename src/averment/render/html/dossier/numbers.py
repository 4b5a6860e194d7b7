"""How a dossier refers to things, on a screen and on paper: documents and claims by number, lines by anchors.

In: the documents of a case, the pages of those that have any. Out: numbers, anchors, places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from averment.render.html.standing import anchor
from averment.values import Listed, Page, Place, Target

if TYPE_CHECKING:
    from averment.render.html.dossier.claims import ClaimPage


class Numbers:
    """The numbers of one dossier. Documents are counted from 1, in the order in which they came into the case."""

    def __init__(self, documents: Iterable[Listed], pages: Mapping[str, Sequence[Page]]) -> None:
        self._numbers = {one.digest: number for number, one in enumerate(documents, 1)}
        self._pages = pages

    def of(self, document: str) -> int:
        """Give the number of a document; 0 for one that the dossier does not list."""
        return self._numbers.get(document, 0)

    def page(self, document: str, at: int) -> int | None:
        """Give the page of the original on which an offset stands, where it has pages."""
        found = (page.number for page in self._pages.get(document, ()) if page.span[0] <= at < page.span[1])
        return next(found, None)

    def link(self, page: ClaimPage) -> Callable[[Place | Target | str], str]:
        """Give what links to a line in the section of a claim, or to a document; one that is not there, to its head."""
        anchors = page.anchors

        def link(to: Place | Target | str) -> str:
            if isinstance(to, str):
                return f"#d{self.of(to)}"
            name = anchor(Place(document=to.document, id=to.id or ""))
            return f"#c{page.number}-{name}" if name in anchors else f"#c{page.number}"

        return link
