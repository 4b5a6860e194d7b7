"""A document as origins see it: who put it out, whom it credits, when, and what to call it.

In: a reading. Out: a `Publication`, made once for each document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.weighing.credits import agency_of
from averment.weighing.credits import credits as credits_of
from averment.weighing.origins.words import comparable
from averment.weighing.sayings import first_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from averment.values import Attribution, Document, Reading, Speaker
    from averment.weighing.credits import Credit

_TITLE: Final = 8  # words of a title that name a document
_DIGITS: Final = 12  # hex digits that do where nothing else is known, as elsewhere
_PUT_OUT: Final = {"dateline": 0, "byline": 1, "line": 2}  # "according to AFP" credits one statement, not the report


@dataclass(frozen=True, eq=False)
class Publication:
    """What is known of a document. `outlet` is a key to compare by; `agency` the credit of an agency, if it has one."""

    digest: str
    reading: Reading
    attributions: Mapping[str, Attribution]
    speakers: Mapping[str, Speaker]
    outlet: str | None
    agency: Credit | None
    own_agency: str | None
    called: str

    @property
    def start(self) -> date | None:
        """The earliest day on which it can have come out."""
        published = self.reading.document.published
        return published.start if published else None

    @property
    def end(self) -> date | None:
        """The latest day on which it can have come out."""
        published = self.reading.document.published
        return published.end if published else None

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.reading.document.text

    @property
    def order(self) -> tuple[bool, str, str]:
        """What to sort by: the day, those without one last; of one day, the digest."""
        return (self.start is None, str(self.start), self.digest)

    def put_out_by(self) -> set[tuple[str, str]]:
        """Give the keys of those whose report it is: its outlet, and the agency that it credits."""
        found = set()
        if self.outlet:
            found.add(("outlet", self.outlet))
        if agency := self.own_agency or (self.agency.agency if self.agency else None):
            found.add(("agency", agency))
        return found


def publication(reading: Reading) -> Publication:
    """Look at a document once."""
    document = reading.document
    outlet = comparable(document.outlet) if document.outlet else None
    agency = credited(document)
    return Publication(
        digest=document.digest,
        reading=reading,
        attributions={found.id: found for found in reading.attributions},
        speakers={speaker.id: speaker for speaker in reading.speakers},
        outlet=outlet or None,
        agency=agency,
        own_agency=agency_of(document.outlet) if document.outlet else None,
        called=called(document, agency.agency if agency else None),
    )


def credited(document: Document) -> Credit | None:
    """Give the credit of the agency whose dispatch a document is, if it has one."""
    put_out = [credit for credit in credits_of(document) if credit.kind in _PUT_OUT]
    return min(put_out, key=lambda credit: (_PUT_OUT[credit.kind], credit.span), default=None)


def called(document: Document, agency: str | None) -> str:
    """Give what to call a document in a sentence; `agency` is the one that it credits."""
    published = document.published
    on = ""
    if published and published.start == published.end:
        on = f" of {published.start.day} {published.start:%B}"
    if agency:
        return f"the {agency} dispatch{on}"
    if document.outlet:
        return f"the report of {document.outlet}{on}"
    if document.title:
        title = first_words(" ".join(document.title.split()), _TITLE)
        return f"“{title}”{on}"
    return f"{document.digest.removeprefix('sha256:')[:_DIGITS]}{on}"
