"""The search for documents that may share a passage, in parts: by hashes, then by the later document of each pair.

In: the word windows of all documents. Out: the pairs worth comparing, just those of `weighing.copies.candidates`: the
meetings of a hash need the documents of that hash alone, and what is near what needs those of one later document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from averment.scale.weighing.place import whole
from averment.scale.weighing.runs import KEYS, gathered, ordered, write_run
from averment.weighing.copies import earliest_of, meetings_of, places_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from averment.scale.weighing.job import Job, Part

_NUMBER: Final = np.uint64(2**24 - 1)
_PLACE: Final = np.uint64(2**16 - 1)
BITS: Final = 40
"""Behind the later document in the number of a meeting: the earlier document, and the place in the later one."""


def meet(job: Job, part: Part) -> None:
    """Bring the documents of the hashes of one part together."""
    place = job.place
    keys, places = gathered(place.parts("prints", KEYS), part.low, part.high)
    keys, places = ordered(keys, places)
    earlier, later = meetings_of(keys, places.astype(np.uint64))
    there = (earlier & _PLACE).astype(np.uint16)
    by_later = _by_later(later)
    write_run(place.part("meetings", part.number, KEYS), *ordered(by_later, there))


def pair(job: Job, part: Part) -> None:
    """Give the pairs whose later document is of one part: (later, earlier) in 24 + 24 bits, sorted.

    So each text is taken apart once where those that it is compared with are near in time, or are compared with many.
    """
    place = job.place
    keys, there = gathered(place.parts("meetings", KEYS), part.low, part.high)
    later = _by_earlier(keys)
    earlier = (later & ~_PLACE) | there.astype(np.uint64)
    del keys, there
    found = earliest_of(places_of(earlier, later))
    pairs = np.sort(((found & _NUMBER) << np.uint64(24)) | (found >> np.uint64(24)))
    with whole(place.part("pairs", part.number, "npy")) as path, path.open("wb") as file:
        np.save(file, pairs)


def _by_later(meetings: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Turn (earlier, later, place) into (later, earlier, place), packed in 24 + 24 + 16 bits."""
    earlier, later = meetings >> np.uint64(40), (meetings >> np.uint64(16)) & _NUMBER
    turned: NDArray[np.uint64] = (later << np.uint64(40)) | (earlier << np.uint64(16)) | (meetings & _PLACE)
    return turned


_by_earlier = _by_later  # the same turn back
