"""What a dossier is made from: values alone, so that the same values give the same bytes.

In: nothing. Out: `Choice`, what a person asked for, and `DossierContent`, what the case has of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from averment.values import Claim, Copy, Document, Judgement, Listed, Moment, Page, Reading, Series, Source
from averment.weighing.reviewed import Review


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants in a dossier. Without `claims`: those that are disputed, and those in several reports.

    `claims` are references to claims, in the order in which they are to stand. `limit` is the most claims to show;
    where it is null, as many as keep the page small. `reviewed`: only claims in which a person has judged something.
    """

    by: str
    title: str | None = None
    claims: tuple[str, ...] = ()
    limit: int | None = None
    reviewed: bool = False


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the log that a dossier shows: how many entries, and the root over them in hex.

    `last` is when the last entry was made, `note` the head as it was signed. `stamps` are those who stamped a head,
    with the number of its entries.
    """

    size: int
    root: str
    note: str
    last: str
    stamps: tuple[tuple[str, int], ...] = ()


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, and what stands beside it: its figures by what they count, and what was said when."""

    claim: Claim
    series: tuple[Series, ...] = ()
    moments: tuple[Moment, ...] = ()


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person took out: what it was (`attribution a3`), its words, and the verdict.

    `at` is where the words begin in the text of the document; null where the whole document was taken out.
    """

    document: Document
    what: str
    source: str = ""
    words: str = ""
    at: int | None = None
    paragraph: int | None = None
    judgement: Judgement
    contested: tuple[Judgement, ...] = ()


class DossierContent(msgspec.Struct, frozen=True, kw_only=True):
    """All that a dossier shows.

    `claims` are those to show, the most consequential first; `found` is how many the case has, `wanted` how many of
    these were asked for. `reading` gives that of a document, as people corrected it. `captured` is when a crawler saved
    a document, as it says; `pages` are those of the originals that have any. `sources` are all speakers of the case.
    `judgements` are those that stand. `weigher` is the digest of the model that weighed; `cards` are the texts of the
    model cards, by title.
    """

    case: str
    choice: Choice
    version: str
    head: Head
    documents: tuple[Listed, ...]
    withdrawn: int = 0
    claims: tuple[Shown, ...]
    found: int
    wanted: int
    reading: Callable[[str], Reading]
    captured: Mapping[str, str] = {}
    pages: Mapping[str, tuple[Page, ...]] = {}
    copies: tuple[Copy, ...] = ()
    sources: tuple[Source, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    review: Review
    weigher: str
    cards: Mapping[str, str] = {}
