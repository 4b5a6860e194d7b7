"""What is made of each document by itself: its word windows, what is known of it, its text where it can be had.

In: a batch of shards, the numbers of their documents. Out: a sorted run of (hash, document) with places, and records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from averment.scale.weighing.index import numbers
from averment.scale.weighing.records import PLACES, Records, Writer, write_lookup
from averment.scale.weighing.runs import KEYS, ordered, write_run
from averment.tables import Rows, reading_of
from averment.tables.rows import DocumentRow
from averment.values import Document
from averment.weighing.copies import About, Fingerprint, about, fingerprint, postings_of
from averment.weighing.credits import agency_of
from averment.weighing.origins.publications import called, credited
from averment.weighing.origins.words import comparable

if TYPE_CHECKING:
    from averment.scale.weighing.job import Job

_DOCUMENTS: Final = np.uint64(0xFFFFFFFF)


class Known(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a document without its text. `agency` is the one that it is of, `credit` how that is known.

    `outlet` is a key to compare by, `called` what to call the document in a sentence.
    """

    about: About
    agency: str | None
    credit: str | None
    outlet: str | None
    called: str
    title: str | None
    reading: str


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Shards that are gone through together."""

    number: int
    shards: tuple[str, ...]


def print_batch(job: Job, batch: Batch) -> None:
    """Go through a batch; bounded memory: the texts of one batch at most."""
    place = job.place
    number_of = numbers(job, batch.shards)
    found: list[tuple[int, Fingerprint]] = []
    with (
        Writer(place.part("known", batch.number, PLACES)) as known,
        Writer(place.part("texts", batch.number, PLACES)) as texts,
    ):
        for row in job.source.rows("documents", DocumentRow, batch.shards):
            number = number_of.get(row.reading)
            if number is not None:
                document = reading_of(Rows(documents=(row,))).document
                found.append((number, fingerprint(document)))
                known.write(number, known_of(document, row.reading))
                texts.write(number, document)
    found.sort(key=lambda one: one[0])
    keys, places = postings_of([one for _, one in found])
    numbered = np.array([number for number, _ in found], np.uint64)
    documents = numbered[(keys & _DOCUMENTS).astype(np.int64)] if found else keys
    keys = (keys & ~_DOCUMENTS) | documents
    write_run(place.part("prints", batch.number, KEYS), *ordered(keys, places.astype(np.uint16)))


def known_of(document: Document, reading: str) -> Known:
    """Give what is known of a document, and whose dispatch it is."""
    own = agency_of(document.outlet) if document.outlet else None
    credit = None if own else credited(document)
    agency = own or (credit.agency if credit else None)
    return Known(
        about=about(document),
        agency=agency,
        credit="outlet" if own else credit.kind if credit else None,
        outlet=(comparable(document.outlet) or None) if document.outlet else None,
        called=called(document, credit.agency if credit else None),
        title=document.title,
        reading=reading,
    )


def looked_up(job: Job, documents: int) -> None:
    """Write where the records of each document are."""
    for stage in ("known", "texts"):
        paths = job.place.parts(stage, PLACES)
        write_lookup(paths, job.place.work / stage / "lookup.npy", documents)


def known_in(job: Job) -> Records[Known]:
    """Open what is known of the documents."""
    return Records(job.place.parts("known", PLACES), job.place.work / "known" / "lookup.npy", Known)


def texts_in(job: Job) -> Records[Document]:
    """Open the documents."""
    return Records(job.place.parts("texts", PLACES), job.place.work / "texts" / "lookup.npy", Document)
