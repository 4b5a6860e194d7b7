"""What two documents share, and what of it tells whether one was copied: all that is asked of their texts, once.

In: two documents. Out: their `Overlap`, or nothing. The same whichever is named first.
"""

from __future__ import annotations

from typing import Final

import msgspec

from averment.values import Document, Passage, Span
from averment.weighing.copies.alignment import stretches
from averment.weighing.copies.differences import figures, names
from averment.weighing.copies.signs import Signs, marked, signs
from averment.weighing.copies.words import worded

LEAD: Final = 40
"""Words at the beginning of a report that say what is new in it."""
_LEAD_SHARE: Final = 3  # the lead of a short report is no more than its first third


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """One passage that two documents share; `a` and `b` say so of each.

    `words` are its words in each, `same` those that are equal. `before` are the words in front of it, `lead` those of
    the lead that it holds. `figures` are numbers that differ, as (in a, in b); `names` counts places where names do.
    """

    a: Span
    b: Span
    words: tuple[int, int]
    same: int
    before: tuple[int, int]
    lead: tuple[int, int]
    figures: tuple[tuple[str, str], ...] = ()
    names: int = 0
    signs: tuple[Signs, Signs]


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """All that two documents share, in the order of the first; `a` is the lesser digest."""

    a: str
    b: str
    shared: tuple[Shared, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The places of what is shared, in both."""
        return tuple(Passage(a=one.a, b=one.b) for one in self.shared)


def compare(one: Document, other: Document) -> Overlap | None:
    """Give what two documents share, `None` where that is nothing or they are one."""
    if one.digest == other.digest:
        return None
    a, b = sorted((one, other), key=lambda document: document.digest)
    ours, theirs = worded(a), worded(b)
    found = stretches(ours, theirs)
    if not found:
        return None
    marks = marked(a.text, _year(a)), marked(b.text, _year(b))
    shared = [
        Shared(
            a=(span := ours.span(each.a0, each.a1)),
            b=(there := theirs.span(each.b0, each.b1)),
            words=(each.a1 - each.a0, each.b1 - each.b0),
            same=each.same,
            before=(each.a0, each.b0),
            lead=(_within(each.a0, each.a1, lead(len(ours))), _within(each.b0, each.b1, lead(len(theirs)))),
            figures=figures(each, ours, theirs),
            names=names(each, ours, theirs),
            signs=(signs(marks[0], span), signs(marks[1], there)),
        )
        for each in found
    ]
    return Overlap(a=a.digest, b=b.digest, shared=tuple(shared))


def lead(words: int) -> int:
    """Give how many words the lead of a document of so many words has."""
    return max(1, min(LEAD, words // _LEAD_SHARE))


def _within(start: int, end: int, most: int) -> int:
    return max(0, min(end, most) - start)


def _year(document: Document) -> int | None:
    return document.published.start.year if document.published else None
