"""What telling relations apart needs to know of a document, beside what it shares: small, and kept with the case.

In: a document. Out: its `About`.
"""

from __future__ import annotations

from datetime import date

import msgspec

from averment.values import Document
from averment.weighing.copies.words import worded
from averment.weighing.credits import agency_of, credits  # noqa: A004  (the field's word)


class About(msgspec.Struct, frozen=True, kw_only=True):
    """When, where and under whose name a document was published, and how many words it has, boilerplate aside.

    `start` and `end` bound the day of publication. `outlet` is as the document has it; `agency` is the one that the
    outlet is. `credited` are the agencies in datelines, bylines and credit lines, in order, each once.
    """

    document: str
    start: date | None = None
    end: date | None = None
    outlet: str | None = None
    agency: str | None = None
    credited: tuple[str, ...] = ()
    words: int


def about(document: Document) -> About:
    """Give what relations need of a document."""
    published, outlet = document.published, document.outlet
    agency = agency_of(outlet) if outlet else None
    named = [credit.agency for credit in credits(document) if credit.kind != "said"]
    return About(
        document=document.digest,
        start=published.start if published else None,
        end=published.end if published else None,
        outlet=outlet,
        agency=agency,
        credited=tuple(dict.fromkeys(named)),
        words=len(worded(document)),
    )
