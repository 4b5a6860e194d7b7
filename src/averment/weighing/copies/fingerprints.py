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
_RANKS: Final = 2**24  # documents that the packing has room for
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


def _postings(ordered: Sequence[Fingerprint]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Give every (hash, document) once, sorted, packed in 64 bits; and where in the document it first stands."""
    hashes = [np.frombuffer(one.hashes, dtype="<u4") for one in ordered]
    if not hashes:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint64)
    sizes = [len(one) for one in hashes]
    keys = np.concatenate(hashes).astype(np.uint64) << np.uint64(32)
    keys |= np.repeat(np.arange(len(ordered), dtype=np.uint64), sizes)
    places = np.concatenate([np.minimum(np.arange(size), _POSITIONS) for size in sizes]).astype(np.uint64)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.r_[True, keys[1:] != keys[:-1]] if len(keys) else np.zeros(0, dtype=bool)
    return keys[first], places[order][first]


def _meetings(
    postings: NDArray[np.uint64], positions: NDArray[np.uint64]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Bring the documents of each hash together: two arrays of (earlier, later, place), packed in 24 + 24 + 16 bits.

    The place is that in the earlier document in the first array, and in the later one in the second.
    """
    hashes = postings >> np.uint64(32)
    index = np.arange(len(postings))
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(postings) else index
    sizes = np.diff(np.r_[starts, len(postings)])
    before = index - np.repeat(starts, sizes)
    partners = np.where(np.repeat(sizes, sizes) <= RARE, before, np.minimum(before, EARLIEST))
    later = np.repeat(index, partners)
    nth = np.arange(len(later)) - np.repeat(np.cumsum(partners) - partners, partners)
    earlier = later - before[later] + nth
    ranks = postings & np.uint64(0xFFFFFFFF)
    pairs = (ranks[earlier] << np.uint64(40)) | (ranks[later] << np.uint64(16))
    return pairs | positions[earlier], pairs | positions[later]


def _earliest(earlier: NDArray[np.uint64], later: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the pairs that meet often enough near one place of both: of those for each place of the later one the first.

    Where many earlier documents meet a later one within the same `WITHIN` words, the `EARLIEST` of them are given.
    """
    place = np.uint64(16)
    near = np.unique(_dense(later) >> place)
    there = earlier[_among(earlier >> place, near)]
    near = np.unique(_dense(there) >> place)
    found = _dense(later[_among(later >> place, near)])
    first, second, at = found >> np.uint64(40), (found >> place) & np.uint64(_RANKS - 1), found & np.uint64(_POSITIONS)
    regions = np.unique((second << np.uint64(40)) | ((at // np.uint64(WITHIN)) << np.uint64(24)) | first)
    if not len(regions):
        return regions
    starts = np.flatnonzero(np.r_[True, np.diff(regions >> np.uint64(24)) > 0])
    sizes = np.diff(np.r_[starts, len(regions)])
    nth = np.arange(len(regions)) - np.repeat(starts, sizes)
    kept = regions[(np.repeat(sizes, sizes) <= EARLIEST + 1) | (nth < EARLIEST)]
    return np.unique(((kept & np.uint64(_RANKS - 1)) << np.uint64(24)) | (kept >> np.uint64(40)))


def _among(pairs: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Say which of the pairs are among those wanted, which are sorted."""
    if not len(wanted):
        return np.zeros(len(pairs), dtype=bool)
    at = np.minimum(np.searchsorted(wanted, pairs), len(wanted) - 1)
    found: NDArray[np.bool_] = wanted[at] == pairs
    return found


def _dense(meetings: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the meetings from which on `NEAR` of one pair stand within `WITHIN` words."""
    ordered = np.sort(meetings)
    ahead = max(0, len(ordered) - NEAR + 1)
    first, last = ordered[:ahead], ordered[NEAR - 1 : NEAR - 1 + ahead]
    one_pair = (first >> np.uint64(16)) == (last >> np.uint64(16))
    dense: NDArray[np.uint64] = first[one_pair & (last - first <= WITHIN)]
    return dense
