"""Document to Reading: the order of steps, and only that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from averment.errors import InputTooLargeError
from averment.reading.attribution import attributions
from averment.values import Document, Model, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.inference.tagging import TaggedCue

LONGEST = 4_000_000
"""Code points of the longest text that is read: some 650,000 words, over any report."""


class AttributionModel(Protocol):
    """What a reader needs of a model: a name, and the marks on each of several texts."""

    digest: str

    def tag(self, texts: Sequence[str]) -> list[list[TaggedCue]]:
        """Mark the attributions of each text."""


class Reader:
    """Reads documents with one model. No files, no network, no clock: the same document gives the same reading."""

    def __init__(self, model: AttributionModel, version: str) -> None:
        self._model = model
        self._made_by = Model(reader=model.digest, version=version)

    def read(self, document: Document) -> Reading:
        """Read one document. Raises `InputTooLargeError` for a text of more than `LONGEST` code points."""
        return self.read_all([document])[0]

    def read_all(self, documents: Sequence[Document]) -> list[Reading]:
        """Read several documents together: faster than one by one, with the same answers."""
        for document in documents:
            if len(document.text) > LONGEST:
                message = f"its text has {len(document.text):,} characters; the longest that is read has {LONGEST:,}"
                raise InputTooLargeError(message, subject=document.digest)
        tagged = self._model.tag([_legible(document) for document in documents])
        return [self._reading(d, marks) for d, marks in zip(documents, tagged, strict=True)]

    def _reading(self, document: Document, marks: list[TaggedCue]) -> Reading:
        found = attributions(document.text, marks)
        return Reading(document=document, attributions=found, model=self._made_by)


def _legible(document: Document) -> str:
    """Blank out the boilerplate, every offset kept: a menu or a link to another story reports nothing."""
    text, at, parts = document.text, 0, []
    for segment in document.segments:
        if segment.kind == "boilerplate":
            start, end = segment.span
            parts += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*parts, text[at:]])
