"""The readings of a case as people corrected them, by document, each had when it is looked up.

In: the objects of a case, what counts in it. Out: a mapping for the ledger; of long readings few stay in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Final, Protocol

import msgspec

from averment.case.weighing.standing import Standing
from averment.values import Document, Reading, from_json
from averment.weighing.judged import judged, judged_document

HELD: Final = 4_000_000
"""Code points of text whose readings stay in memory: about 1,500 news articles, 200 MB."""

PAGES: Final = 16_000_000
"""Code points of documents alone that stay in memory: about 4,000 news articles, 60 MB."""


class Contents(Protocol):
    """Where the bytes of objects are."""

    def get(self, digest: str) -> bytes:
        """Give the bytes; raises `DamagedError` where they are missing or changed, `WithdrawnError` if redacted."""


class _Page(msgspec.Struct):
    """A reading of which only the document is wanted."""

    document: Document


class Readings(Mapping[str, Reading]):
    """Judged readings by the digest of the document, in the order of the digests. For one thread."""

    def __init__(self, objects: Contents, documents: Mapping[str, Standing], held: int = HELD) -> None:
        self._objects = objects
        self._documents = documents
        self._names = sorted(documents)
        self._most = held
        self._held: OrderedDict[str, Reading] = OrderedDict()
        self._size = 0
        self._pages: OrderedDict[str, Document] = OrderedDict()
        self._pages_size = 0

    def __getitem__(self, document: str) -> Reading:
        """Give the reading of a document. `KeyError` where it does not count."""
        if document in self._held:
            self._held.move_to_end(document)
            return self._held[document]
        standing = self._documents[document]
        reading = from_json(self._objects.get(standing.reading), Reading)
        return self._hold(judged(reading, standing.judgements, standing.reading))

    def document(self, document: str) -> Document:
        """Give a document alone, in a fifth of the time of its reading. `KeyError` where it does not count."""
        if document in self._held:
            return self._held[document].document
        if document in self._pages:
            self._pages.move_to_end(document)
            return self._pages[document]
        standing = self._documents[document]
        page = msgspec.json.decode(self._objects.get(standing.reading), type=_Page)
        found = self._pages[document] = judged_document(page.document, standing.judgements)
        self._pages_size += len(found.text)
        while self._pages_size > PAGES and len(self._pages) > 1:
            _, gone = self._pages.popitem(last=False)
            self._pages_size -= len(gone.text)
        return found

    def __iter__(self) -> Iterator[str]:
        """Give the digests of the documents, in order."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._names)

    def _hold(self, reading: Reading) -> Reading:
        self._held[reading.document.digest] = reading
        self._size += len(reading.document.text)
        while self._size > self._most and len(self._held) > 1:
            _, gone = self._held.popitem(last=False)
            self._size -= len(gone.document.text)
        return reading
