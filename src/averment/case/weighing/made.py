"""What is made of one document and of two, for weighing: fingerprints, who speaks, sayings with vectors, overlaps.

In: a document or a reading, a model. Out: values as they are kept. All of it is pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Self

import msgspec
import numpy as np

from averment.values import Copy, Document, Reading
from averment.weighing.claims import Saying, sayings_of
from averment.weighing.copies import About, Fingerprint, Overlap, about, compare, fingerprint
from averment.weighing.people import Known, known

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from averment.weighing.model import WeighingModel


class Print(msgspec.Struct, frozen=True, array_like=True):
    """What copies are found and told by, of one document."""

    fingerprint: Fingerprint
    about: About


class Speakers(msgspec.Struct, frozen=True, array_like=True):
    """Who speaks in one document, as it tells."""

    known: tuple[Known, ...]


class Said(msgspec.Struct, frozen=True, array_like=True):
    """What claims are grouped by, of one document: sayings, and the vectors of their texts (32-bit floats, in rows)."""

    sayings: tuple[Saying, ...]
    numbers: bytes

    def __post_init__(self) -> None:
        """Refuse what makes no rows. `ValueError`."""
        if len(self.numbers) % (4 * max(1, len(self.sayings))):
            message = "the vectors have not the same size"
            raise ValueError(message)

    def vectors(self) -> NDArray[np.float32]:
        """Give the vectors, (sayings, size)."""
        numbers: NDArray[np.float32] = np.frombuffer(self.numbers, "<f4")
        return numbers.reshape(len(self.sayings), -1 if self.sayings else 0)


class Compared(msgspec.Struct, frozen=True, array_like=True):
    """What two documents share."""

    overlap: Overlap | None


class Related(msgspec.Struct, frozen=True, array_like=True):
    """How a document is related to those whose digests come after its own: `Copy`s in order, read when asked for."""

    written: bytes

    @classmethod
    def of(cls, copies: Sequence[Copy]) -> Self:
        """Write them down."""
        return cls(msgspec.msgpack.encode(copies))

    def copies(self) -> list[Copy]:
        """Read them."""
        return msgspec.msgpack.decode(self.written, type=list[Copy])


class Copies(Mapping[str, Sequence[Copy]]):
    """The related pairs by their first document: as texts tell, but for what a person `judged`."""

    def __init__(self, related: Mapping[str, Related], judged: Mapping[tuple[str, str], Copy | None]) -> None:
        self._related = related
        self._judged = {name: {pair: copy for pair, copy in judged.items() if pair[0] == name} for name, _ in judged}

    def __getitem__(self, document: str) -> Sequence[Copy]:
        """Give the pairs of a document with later ones. `KeyError` where it does not count."""
        told = self._related[document].copies()
        if document not in self._judged:
            return told
        by_pair = {(one.a, one.b): one for one in told} | self._judged[document]
        return [copy for pair in sorted(by_pair) if (copy := by_pair[pair])]

    def __iter__(self) -> Iterator[str]:
        """Name the documents."""
        return iter(self._related)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._related)


def print_of(document: Document) -> Print:
    """Make what copies are found and told by."""
    return Print(fingerprint=fingerprint(document), about=about(document))


def speakers_of(reading: Reading) -> Speakers:
    """Make what speakers are known by."""
    return Speakers(known=known(reading))


def said_in(readings: Sequence[Reading], model: WeighingModel) -> list[Said]:
    """Make what claims are grouped by, of several documents together."""
    found = [sayings_of(reading) for reading in readings]
    texts = list(dict.fromkeys(saying.text for sayings in found for saying in sayings))
    at = {text: place for place, text in enumerate(texts)}
    vectors = np.ascontiguousarray(model.embed(texts), "<f4")
    return [
        Said(sayings=sayings, numbers=vectors[[at[saying.text] for saying in sayings]].tobytes()) for sayings in found
    ]


def compared(a: Document, b: Document) -> Compared:
    """Make what is found of two documents."""
    return Compared(overlap=compare(a, b))


def basis_of(*parts: str) -> str:
    """Name several bases, or a basis and a model, together."""
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
