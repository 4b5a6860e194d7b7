"""Which reports are one report: shared passages found at any place, and what relates the two that share them.

In: documents. Out: `Copy`s. The steps, each of which can be kept and done again for what is new alone: `fingerprint` a
document, `candidates` among all fingerprints, `compare` two documents, `about` a document, `relate` all overlaps.
"""

from averment.weighing.copies.about import About, about
from averment.weighing.copies.carriers import Carrying, Days, Held
from averment.weighing.copies.fingerprints import (
    Fingerprint,
    Near,
    candidates,
    earliest_of,
    fingerprint,
    meetings_of,
    near,
    pairs_of,
    places_of,
    postings_of,
)
from averment.weighing.copies.overlaps import Overlap, compare
from averment.weighing.copies.pairs import Pair
from averment.weighing.copies.relate import copy_of, judge, relate, tell
from averment.weighing.copies.relations import Relations, copies

__all__ = [
    "About",
    "Carrying",
    "Days",
    "Fingerprint",
    "Held",
    "Near",
    "Overlap",
    "Pair",
    "Relations",
    "about",
    "candidates",
    "compare",
    "copies",
    "copy_of",
    "earliest_of",
    "fingerprint",
    "judge",
    "meetings_of",
    "near",
    "pairs_of",
    "places_of",
    "postings_of",
    "relate",
    "tell",
]
