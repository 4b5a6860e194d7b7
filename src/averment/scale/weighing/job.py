"""What every part of weighing a corpus is told: where it is, how it is cut, how much memory there is.

In: a corpus, memory, workers. Out: a `Job`, small and sent to each process. How the work is cut changes no result.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import msgspec

from averment.scale.weighing.place import Place
from averment.scale.weighing.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

POSTING: Final = 500
"""Bytes of memory that a word window takes when those of one part are brought together, with all that it meets."""
MEETING: Final = 160
"""Bytes of memory that a meeting of two documents takes when those of one part are gone through."""
MEETINGS: Final = 4
"""Meetings for each word window, about."""
HELD: Final = 120
"""Bytes of memory that a shared passage takes when those of one part are sorted."""
_DOCUMENT: Final = 30_000  # bytes of memory for a document whose windows are being hashed
_HASHES: Final = 2**32


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A corpus, and how its weighing is cut: `share` are the bytes of memory that each of the `workers` may take.

    `pairs` are compared together.
    """

    source: Source
    share: int
    workers: int
    pairs: int = 4_096

    @property
    def place(self) -> Place:
        """Where what is made lies."""
        return Place(Path(self.source.folder, "weighed"))

    def batches(self, documents: int) -> list[tuple[str, ...]]:
        """Cut the shards into batches whose documents are hashed together."""
        together = max(1, min(4_096, self.share // _DOCUMENT) * len(self.source.shards) // max(1, documents))
        return list(_cut(iter(self.source.shards), together))

    def parts(self, things: int, size: int) -> int:
        """Say into how many parts so many things of so many bytes are cut."""
        return 1 + things * size // self.share

    def only(self, **changed: object) -> Self:
        """Give the same job with some of it changed."""
        return msgspec.structs.replace(self, **changed)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a stage: its number, and the range of numbers that it is of, from `low` up to but not `high`."""

    number: int
    low: int
    high: int


def hash_parts(count: int) -> list[Part]:
    """Cut all hashes into parts: of numbers that have the hash in front and 32 bits behind it."""
    edges = [place * _HASHES // count << 32 for place in range(count + 1)]
    return [Part(number=place, low=edges[place], high=edges[place + 1]) for place in range(count)]


def document_parts(count: int, documents: int, bits: int) -> list[Part]:
    """Cut documents into parts: of numbers that have the document in front and so many bits behind it."""
    count = max(1, min(count, documents))
    edges = [place * documents // count << bits for place in range(count + 1)]
    return [Part(number=place, low=edges[place], high=edges[place + 1]) for place in range(count)]


def _cut(shards: Iterator[str], size: int) -> Iterator[tuple[str, ...]]:
    while batch := tuple(islice(shards, size)):
        yield batch
