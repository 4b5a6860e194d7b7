"""What is kept of a document to find those that share passages with it, and the search for them among all.

In: documents, one at a time; then all fingerprints. Out: the pairs that are worth comparing word by word.

A fingerprint holds the hash of every three words in a row, in order: 1.6 kB for an article of 400 words. The design
named MinHash, which samples such hashes over windows of words. At the length of news articles it does not pay: to find
a passage with 30 % of its words changed on both sides (Jaccard 0.06 of 64-word windows) the signatures of one article
would need more room than the hashes themselves, and would still miss some. So the sampling rate is one, the buckets
of the hash table are the hashes, and the search is one sort, which `datasketch` (it brings scipy along) does not do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from averment.weighing.copies.words import windows, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from averment.values import Document

RARE: Final = 10
"""Words that stand in at most so many documents bring all of these together, two by two."""
EARLIEST: Final = 4
"""Words that stand in more documents bring each of these together with so many of the earliest only."""
NEAR: Final = 5
"""So many shared windows of three words must stand near each other in a text."""
WITHIN: Final = 60
"""Words that are near each other."""
_POSITIONS: Final = 2**16 - 1
_RANKS: Final = 2**24
_UNDATED: Final = 2**31 - 1


class Fingerprint(msgspec.Struct, frozen=True, kw_only=True):
    """The hashes of a document's word windows, 4 bytes each (little-endian), in order; `day` is that of publication.

    `day` is a proleptic Gregorian ordinal; a document of unknown date counts as later than all others.
    """

    document: str
    day: int | None = None
    hashes: bytes


def fingerprint(document: Document) -> Fingerprint:
    """Give the fingerprint of a document."""
    published = document.published
    return Fingerprint(
        document=document.digest,
        day=published.start.toordinal() if published else None,
        hashes=windows(worded(document).hashes).astype("<u4").tobytes(),
    )


def candidates(prints: Sequence[Fingerprint]) -> list[tuple[str, str]]:
    """Give the pairs of documents that may share a passage, each in order and the list too.

    A pair is given where at least `NEAR` windows of three words that both have stand within `WITHIN` words of one of
    the two. Words in more than `RARE` documents (a wire in a thousand outlets, a stock phrase) compare each of these
    with the `EARLIEST` of them only, by date and then by digest: n copies cost n comparisons and not n². What the
    later ones have in common is known through the earliest.
    """
    unique = {one.document: one for one in prints}
    ordered = sorted(unique.values(), key=lambda one: (_UNDATED if one.day is None else one.day, one.document))
    postings, positions = _postings(ordered)
    pairs = _earliest(*_meetings(postings, positions))
    found = ((ordered[int(pair) // _RANKS].document, ordered[int(pair) % _RANKS].document) for pair in pairs)
    return sorted((one, other) if one < other else (other, one) for one, other in found)


def _postings(ordered: Sequence[Fingerprint]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Give every (hash, document) once, sorted, packed in 64 bits; and where in the document it first stands."""
    keys, places = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.uint32)]
    for rank, one in enumerate(ordered):
        hashes, first = np.unique(np.frombuffer(one.hashes, dtype="<u4"), return_index=True)
        keys.append((hashes.astype(np.uint64) << np.uint64(32)) | np.uint64(rank))
        places.append(np.minimum(first, _POSITIONS).astype(np.uint32))
    every = np.concatenate(keys)
    order = np.argsort(every)
    return every[order], np.concatenate(places)[order]


def _meetings(
    postings: NDArray[np.uint64], positions: NDArray[np.uint32]
) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32]]:
    """Bring the documents of each hash together: the pair, and where it stands in the earlier and in the later one."""
    hashes = postings >> np.uint64(32)
    index = np.arange(len(postings))
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(postings)])
    begun, size = np.repeat(starts, sizes), np.repeat(sizes, sizes)
    before = index - begun
    partners = np.where(size <= RARE, before, np.minimum(before, EARLIEST))
    later = np.repeat(index, partners)
    nth = np.arange(len(later)) - np.repeat(np.cumsum(partners) - partners, partners)
    earlier = begun[later] + nth
    ranks = postings & np.uint64(0xFFFFFFFF)
    return ranks[earlier] * np.uint64(_RANKS) + ranks[later], positions[earlier], positions[later]


def _earliest(pairs: NDArray[np.uint64], earlier: NDArray[np.uint32], later: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Give the pairs that meet often enough near one place of both, of those for each place of the later one.

    Where many earlier documents meet a later one within the same `WITHIN` words, the `EARLIEST` of them.
    """
    near, _ = _dense(pairs, earlier)
    again = np.isin(pairs, near)
    pairs, places = _dense(pairs[again], later[again])
    ranks = np.uint64(_RANKS)
    regions = np.unique(((pairs % ranks) << np.uint64(40)) | ((places // WITHIN) << np.uint64(24)) | (pairs // ranks))
    starts = np.flatnonzero(np.r_[True, np.diff(regions >> np.uint64(24)) > 0]) if len(regions) else np.zeros(0, int)
    sizes = np.diff(np.r_[starts, len(regions)])
    nth = np.arange(len(regions)) - np.repeat(starts, sizes)
    kept = regions[(np.repeat(sizes, sizes) <= EARLIEST + 1) | (nth < EARLIEST)]
    return np.unique((kept % ranks) * ranks + (kept >> np.uint64(40)))


def _dense(pairs: NDArray[np.uint64], places: NDArray[np.uint32]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Give the pairs, and the places, from which on `NEAR` meetings stand within `WITHIN` words."""
    order = np.lexsort((places, pairs))
    pairs, places = pairs[order], places[order].astype(np.uint64)
    ahead = max(0, len(pairs) - NEAR + 1)
    last = slice(NEAR - 1, NEAR - 1 + ahead)
    dense = (pairs[last] == pairs[:ahead]) & (places[last] - places[:ahead] <= WITHIN)
    return pairs[:ahead][dense], places[:ahead][dense]
