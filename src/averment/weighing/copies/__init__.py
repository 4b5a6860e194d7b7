"""Which reports are one report: shared passages found at any place, and what relates the two that share them.

In: documents. Out: `Copy`s. The steps, each of which can be kept and done again for what is new alone: `fingerprint` a
document, `candidates` among all fingerprints, `compare` two documents, `about` a document, `relate` all overlaps.
"""

from averment.weighing.copies.about import About, about
from averment.weighing.copies.fingerprints import Fingerprint, Near, candidates, fingerprint, near, pairs_of
from averment.weighing.copies.overlaps import Overlap, compare
from averment.weighing.copies.relate import judge, relate, tell
from averment.weighing.copies.relations import Relations, copies

__all__ = [
    "About",
    "Fingerprint",
    "Near",
    "Overlap",
    "Relations",
    "about",
    "candidates",
    "compare",
    "copies",
    "fingerprint",
    "judge",
    "near",
    "pairs_of",
    "relate",
    "tell",
]
