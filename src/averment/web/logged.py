"""The log of a case as a page shows it: entries in words, the documents in them as links, a page at a time.

In: entries of the log. Out: values for a template. The newest stand first.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

import msgspec

from averment.render.custody import done
from averment.render.header import when
from averment.render.names import instant, short
from averment.render.visible import one_line
from averment.values.log import Added, Captured, Entry, Extracted, Failed, Judged, Removed, Unpacked, WasRead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An entry: its number, the time of day (UTC), who, and what was done: pieces, with the document each links to."""

    number: int
    time: str
    by: str
    what: tuple[tuple[str, str | None], ...]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of one day."""

    name: str
    rows: tuple[Row, ...]


def days(entries: Iterable[Entry], documents: Collection[str]) -> list[Day]:
    """Put entries into days, in their order. `documents` are the digests that have a page to link to."""
    found: list[tuple[str, list[Row]]] = []
    for entry in entries:
        at = instant(entry.at)
        name = when(at.date(), at.date()) if at else one_line(entry.at)
        if not found or found[-1][0] != name:
            found.append((name, []))
        found[-1][1].append(
            Row(
                number=entry.seq,
                time=f"{at:%H:%M:%S}" if at else "",
                by=entry.by,
                what=linked(done(entry), [one for one in concerned(entry) if one in documents]),
            )
        )
    return [Day(name=name, rows=tuple(rows)) for name, rows in found]


def linked(words: str, documents: Iterable[str]) -> tuple[tuple[str, str | None], ...]:
    """Cut words into pieces: where one is the head of the digest of a document, that document stands beside it."""
    pieces: list[tuple[str, str | None]] = [(words, None)]
    for digest in dict.fromkeys(documents):
        head = short(digest)
        for number, (piece, document) in enumerate(pieces):
            before, found, after = piece.partition(head)
            if document is None and found:
                pieces[number : number + 1] = [(before, None), (head, digest), (after, None)]
                break
    return tuple((piece, document) for piece, document in pieces if piece)


@singledispatch
def concerned(entry: Entry) -> tuple[str, ...]:
    """Give the digests that an entry names, and that may be documents."""
    del entry
    return ()


@concerned.register
def _(entry: Added | Unpacked | Captured | Failed) -> tuple[str, ...]:
    return (entry.object,)


@concerned.register
def _(entry: Extracted) -> tuple[str, ...]:
    return (entry.container, entry.object)


@concerned.register
def _(entry: WasRead) -> tuple[str, ...]:
    return (entry.document,)


@concerned.register
def _(entry: Judged) -> tuple[str, ...]:
    return tuple(target.document for target in entry.judgement.targets)


@concerned.register
def _(entry: Removed) -> tuple[str, ...]:
    return entry.documents
