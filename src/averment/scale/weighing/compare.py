"""Pairs compared word by word, and what each document shares brought together.

In: pairs in parts, texts by number. Out: overlaps in parts; the shared passages of each document, sorted by document.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from averment.scale.weighing.place import whole
from averment.scale.weighing.prints import texts_in
from averment.scale.weighing.runs import KEYS, gathered, ordered, write_run
from averment.weighing.copies import Overlap, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from averment.scale.weighing.job import Job, Part

_NUMBER: Final = 2**24 - 1
BITS: Final = 32
"""Behind the document in the number of a shared passage: where it begins."""


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs that are compared together: from `start` up to but not `end` in a file of pairs."""

    number: int
    path: str
    start: int
    end: int


class Shares(msgspec.Struct, frozen=True, array_like=True):
    """What two documents share, with the numbers of both."""

    a: int
    b: int
    overlap: Overlap


def pairs_to_compare(job: Job) -> list[Pairs]:
    """Cut the pairs into what is compared together: those of one later document stand together."""
    found: list[Pairs] = []
    for path in job.place.parts("pairs", "npy"):
        length = len(np.load(path, mmap_mode="r"))
        for start in range(0, length, job.pairs):
            end = min(length, start + job.pairs)
            found.append(Pairs(number=len(found), path=str(path), start=start, end=end))
    return found


def compare_pairs(job: Job, pairs: Pairs) -> None:
    """Compare some pairs; a file of overlaps, and a run of the passages in either document."""
    packed = np.load(pairs.path, mmap_mode="r")[pairs.start : pairs.end]
    found = list(_shares(job, packed.tolist()))
    place = job.place
    keys, rest = _passages(found)
    write_run(place.part("passages", pairs.number, KEYS), *ordered(keys, rest))
    with whole(place.part("overlaps", pairs.number, "msgpack")) as path:
        path.write_bytes(msgspec.msgpack.encode(found))


def overlaps_in(path: Path) -> list[Shares]:
    """Read a file of overlaps."""
    return msgspec.msgpack.decode(path.read_bytes(), type=list[Shares])


def hold(job: Job, part: Part) -> None:
    """Bring the shared passages of the documents of one part together."""
    place = job.place
    keys, rest = gathered(place.parts("passages", KEYS), part.low, part.high, np.uint32, 2)
    write_run(place.part("held", part.number, KEYS), *ordered(keys, rest))


def _shares(job: Job, packed: Iterable[int]) -> Iterator[Shares]:
    texts = texts_in(job)
    number, later = -1, None
    for pair in packed:
        if later is None or number != pair >> 24:
            number = pair >> 24
            later = texts[number]
        other = pair & _NUMBER
        overlap = compare(texts[other], later)
        if overlap is not None:
            a, b = (number, other) if overlap.a == later.digest else (other, number)
            yield Shares(a, b, overlap)
    texts.close()


def _passages(found: Iterable[Shares]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Give (document, start) and (end, the other document) of each shared passage, on both sides."""
    rows = [
        row
        for one in found
        for shared in one.overlap.shared
        for row in ((one.a, *shared.a, one.b), (one.b, *shared.b, one.a))
    ]
    table = np.array(rows, np.uint64).reshape(-1, 4)
    return (table[:, 0] << np.uint64(BITS)) | table[:, 1], table[:, 2:].astype(np.uint32)
