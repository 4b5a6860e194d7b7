"""How a dossier refers to things, on a screen and on paper: documents and claims by number, lines by anchors.

In: the documents of a case, their readings, the pages of those that have any. Out: numbers, anchors, places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from averment.render.html.standing import anchor
from averment.values import Listed, Page, Place, Reading
from averment.values.paragraphs import Paragraphs


class Numbers:
    """The numbers of one dossier. Documents are counted from 1, in the order in which they came into the case."""

    def __init__(
        self, documents: Iterable[Listed], pages: Mapping[str, Sequence[Page]], reading: Callable[[str], Reading]
    ) -> None:
        self._numbers = {one.digest: number for number, one in enumerate(documents, 1)}
        self._pages = pages
        self._reading = reading
        self._paragraphs: dict[str, Paragraphs] = {}

    def of(self, document: str) -> int:
        """Give the number of a document; 0 for one that the dossier does not list."""
        return self._numbers.get(document, 0)

    def page(self, document: str, at: int) -> int | None:
        """Give the page of the original on which an offset stands, where it has pages."""
        found = (page.number for page in self._pages.get(document, ()) if page.span[0] <= at < page.span[1])
        return next(found, None)

    def paragraph(self, document: str, at: int) -> int:
        """Give the paragraph of a document in which an offset stands, from 1."""
        if document not in self._paragraphs:
            self._paragraphs[document] = Paragraphs(self._reading(document).document.text)
        return self._paragraphs[document].number(at)

    def anchor(self, claim: int, place: Place) -> str:
        """Give the id of the line of a place in the section of a claim: `c2-a3-46da421c109a`."""
        return f"c{claim}-{anchor(place)}"
