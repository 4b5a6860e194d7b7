"""What is kept of a document to find those that share passages with it, and the search for them among all.

In: documents, one at a time; then all fingerprints. Out: the pairs that are worth comparing word by word.

A fingerprint holds the hash of every three words in a row, in order: 1.6 kB for an article of 400 words. The design
named MinHash, which samples such hashes over windows of words. At the length of news articles it does not pay: to find
a passage with 30 % of its words changed on both sides (Jaccard 0.06 of 64-word windows) the signatures of one article
would need more room than the hashes themselves, and would still miss some. So the sampling rate is one, the buckets
of the hash table are the hashes, and the search is one sort, which `datasketch` (it brings scipy along) does not do.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
import numpy as np

from averment.weighing.copies.words import windows, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from averment.values import Document

_Numbers: TypeAlias = "NDArray[np.uint64] | NDArray[np.uint32]"
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
_SUM: Final = 16  # bytes of a sum of a fingerprint
_BITS: Final = 22  # of a hash, by which it is looked for first
_MANY: Final = 16  # where one in so many documents is to be looked at anew, all are


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


class Near(msgspec.Struct, frozen=True, array_like=True):
    """Which documents have words in common near one place of both: all that `candidates` are told from, storable.

    `documents` are in order of their days, then of their digests; `sums` are of their fingerprints, 16 bytes each.
    `places` are (later document, place, earlier document) by their numbers, packed in 24 + 16 + 24 bits, sorted.
    """

    documents: tuple[str, ...]
    sums: bytes
    places: bytes

    def sum_of(self) -> dict[str, bytes]:
        """Give the sum of each document's fingerprint."""
        sums = (self.sums[at : at + _SUM] for at in range(0, len(self.sums), _SUM))
        return dict(zip(self.documents, sums, strict=False))


def candidates(prints: Sequence[Fingerprint]) -> list[tuple[str, str]]:
    """Give the pairs of documents that may share a passage, each in order and the list too.

    A pair is given where at least `NEAR` windows of three words that both have stand within `WITHIN` words of one of
    the two. Words in more than `RARE` documents (a wire in a thousand outlets, a stock phrase) compare each of these
    with the `EARLIEST` of them only, by date and then by digest: n copies cost n comparisons and not n². What the
    later ones have in common is known through the earliest.
    """
    return sorted(pairs_of(near(prints)))


def near(prints: Sequence[Fingerprint], before: Near | None = None) -> Near:
    """Find which documents have words in common near one place.

    What was found `before` is used where documents only came since then: the result is the same as without it.
    """
    unique = {one.document: one for one in prints}
    ordered = sorted(unique.values(), key=lambda one: (_UNDATED if one.day is None else one.day, one.document))
    sums = [blake2b(b"%d " % (-1 if one.day is None else one.day) + one.hashes, digest_size=_SUM) for one in ordered]
    names = tuple(one.document for one in ordered)
    digests = [made.digest() for made in sums]
    places = _more(ordered, digests, before) if before else None
    if places is None:
        places = places_of(*meetings_of(*postings_of(ordered)))
    return Near(names, b"".join(digests), places.astype("<u8").tobytes())


def pairs_of(found: Near) -> list[tuple[str, str]]:
    """Give the pairs that are worth comparing, each in order; the list by days, so that pairs of one time are near."""
    names = found.documents
    pairs = earliest_of(np.frombuffer(found.places, "<u8").astype(np.uint64))
    ends = zip((pairs >> np.uint64(24)).tolist(), (pairs & np.uint64(_RANKS - 1)).tolist(), strict=True)
    given = ((names[earlier], names[later]) for earlier, later in ends)
    return [(one, other) if one < other else (other, one) for one, other in given]


def _more(ordered: Sequence[Fingerprint], sums: Sequence[bytes], before: Near) -> NDArray[np.uint64] | None:
    """Give the places where documents only came since; `None` where others changed or left, or many came.

    New words bring a new document together with others; and take two others apart, where they now stand in more than
    `RARE` documents or the new one is among the `EARLIEST`. The later of such two are looked at anew.
    """
    held = before.sum_of()
    old = np.array([held.get(one.document) == made for one, made in zip(ordered, sums, strict=True)], dtype=bool)
    if old.sum() != len(held) or (~old).sum() * _MANY > len(ordered):
        return None
    number = np.flatnonzero(old).astype(np.uint64)  # now, by the number before
    places = np.frombuffer(before.places, "<u8").astype(np.uint64)
    if old.all():
        return places
    first, second = places & np.uint64(_RANKS - 1), places >> np.uint64(40)
    places = (number[second] << np.uint64(40)) | (places & np.uint64(_POSITIONS << 24)) | number[first]
    anew = _touched(ordered, old, np.unique((number[first] << np.uint64(24)) | number[second]))
    if len(anew) * _MANY > len(ordered):
        return None
    postings = postings_of(ordered, _words_of(ordered[at] for at in anew.tolist()))
    earlier, later = meetings_of(*postings)
    of_them = np.isin((later >> np.uint64(16)) & np.uint64(_RANKS - 1), anew)
    found = places_of(earlier[of_them], later[of_them])
    return np.sort(np.concatenate([places[~np.isin(places >> np.uint64(40), anew)], found]))


def _touched(
    ordered: Sequence[Fingerprint], old: NDArray[np.bool_], together: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """Give the numbers of the documents whose places may be others since new documents came.

    `together` are the pairs that stood near each other before, packed in 24 + 24 bits.
    """
    postings, positions = postings_of(
        ordered, _words_of(one for one, known in zip(ordered, old, strict=True) if not known)
    )
    was = old[(postings & np.uint64(0xFFFFFFFF)).astype(np.int64)]
    now, then = meetings_of(postings, positions)[1], meetings_of(postings[was], positions[was])[1]
    pairs = now >> np.uint64(16)
    known = old[(pairs >> np.uint64(24)).astype(np.int64)] & old[(pairs & np.uint64(_RANKS - 1)).astype(np.int64)]
    new = _dense(now[~known]) >> np.uint64(16)
    lost = np.unique(np.setdiff1d(then, now, assume_unique=True) >> np.uint64(16))
    return np.unique(np.concatenate([new, lost[_among(lost, together)]]) & np.uint64(_RANKS - 1))


def _words_of(prints: Iterable[Fingerprint]) -> NDArray[np.uint32]:
    """Give the hashes of some documents, sorted, each once."""
    hashes = [np.frombuffer(one.hashes, dtype="<u4") for one in prints]
    return np.unique(np.concatenate(hashes)) if hashes else np.zeros(0, np.uint32)


def postings_of(
    ordered: Sequence[Fingerprint], words: NDArray[np.uint32] | None = None
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Give every (hash, document) once, sorted, packed in 64 bits; and where in the document it first stands.

    With `words` those of these hashes alone.
    """
    hashes = np.frombuffer(b"".join(one.hashes for one in ordered), dtype="<u4")
    starts = np.cumsum([0, *(len(one.hashes) // 4 for one in ordered)])
    at = np.arange(len(hashes)) if words is None else _standing(hashes, words)
    documents = np.searchsorted(starts, at, "right") - 1
    keys = (hashes[at].astype(np.uint64) << np.uint64(32)) | documents.astype(np.uint64)
    places = np.minimum(at - starts[documents], _POSITIONS).astype(np.uint64)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.r_[True, keys[1:] != keys[:-1]] if len(keys) else np.zeros(0, dtype=bool)
    return keys[first], places[order][first]


def _standing(hashes: NDArray[np.uint32], words: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Say where some hashes, which are sorted, stand among many: by their first bits, then by all of them."""
    rest = np.uint32(32 - _BITS)
    some = np.zeros(1 << _BITS, dtype=bool)
    some[words >> rest] = True
    at = np.flatnonzero(some[hashes >> rest])
    found: NDArray[np.intp] = at[_among(hashes[at], words)]
    return found


def meetings_of(
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


def places_of(earlier: NDArray[np.uint64], later: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give where documents meet often enough near one place of both: (later, place, earlier), sorted, each once."""
    place = np.uint64(16)
    near = np.unique(_dense(later) >> place)
    there = earlier[_among(earlier >> place, near)]
    near = np.unique(_dense(there) >> place)
    found = _dense(later[_among(later >> place, near)])
    first, second, at = found >> np.uint64(40), (found >> place) & np.uint64(_RANKS - 1), found & np.uint64(_POSITIONS)
    return np.unique((second << np.uint64(40)) | ((at // np.uint64(WITHIN)) << np.uint64(24)) | first)


def earliest_of(places: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the pairs (earlier, later): of those for each place of the later one the first.

    Where many earlier documents meet a later one within the same `WITHIN` words, the `EARLIEST` of them are given.
    """
    if not len(places):
        return places
    starts = np.flatnonzero(np.r_[True, np.diff(places >> np.uint64(24)) > 0])
    sizes = np.diff(np.r_[starts, len(places)])
    nth = np.arange(len(places)) - np.repeat(starts, sizes)
    kept = places[(np.repeat(sizes, sizes) <= EARLIEST + 1) | (nth < EARLIEST)]
    return np.unique(((kept & np.uint64(_RANKS - 1)) << np.uint64(24)) | (kept >> np.uint64(40)))


def _among(numbers: _Numbers, wanted: _Numbers) -> NDArray[np.bool_]:
    """Say which of some numbers are among those wanted, which are sorted."""
    if not len(wanted):
        return np.zeros(len(numbers), dtype=bool)
    at = np.minimum(np.searchsorted(wanted, numbers), len(wanted) - 1)
    found: NDArray[np.bool_] = wanted[at] == numbers
    return found


def _dense(meetings: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the meetings from which on `NEAR` of one pair stand within `WITHIN` words."""
    ordered = np.sort(meetings)
    ahead = max(0, len(ordered) - NEAR + 1)
    first, last = ordered[:ahead], ordered[NEAR - 1 : NEAR - 1 + ahead]
    one_pair = (first >> np.uint64(16)) == (last >> np.uint64(16))
    dense: NDArray[np.uint64] = first[one_pair & (last - first <= WITHIN)]
    return dense
