"""Rows of the tables back to the reading they were made from.

In: the `Rows` of one reading. Out: the `Reading`, equal to the first. `ValueError` for rows that make none.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec

from averment.values import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.tables.rows import DateRow, Days, DocumentRow, Range, Rows


class ByReading:
    """The rows of one table, in the order of their readings, handed out by the reading that they belong to."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._groups = groupby(rows, key=attrgetter("reading"))
        self._next = next(self._groups, None)

    def of(self, key: str) -> tuple[Any, ...]:
        """Give the rows of a reading, whose turn it is."""
        if self._next is None or self._next[0] != key:
            return ()
        found = tuple(self._next[1])
        self._next = next(self._groups, None)
        return found


def reading_of(rows: Rows) -> Reading:
    """Give the reading that some rows were made from. Raises `ValueError` where a row is not of this form."""
    (document,) = rows.documents
    parts = {
        "document": _document(document),
        "attributions": [
            {
                "id": one.id,
                "source": _spans(one.source),
                "cue": _spans(one.cue),
                "content": _spans(one.content),
                "act": one.act,
                "certainty": one.certainty,
                "about": one.about,
                "speaker": one.speaker,
                "evidence": one.evidence,
                "said": (one.said.start, one.said.end) if one.said else None,
                "score": one.score,
            }
            for one in rows.attributions
        ],
        "speakers": [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "role": one.role,
                "affiliation": one.affiliation,
                "party": one.party,
                "mentions": _spans(one.mentions),
            }
            for one in rows.speakers
        ],
        "evidence": [
            {
                "id": one.id,
                "span": (one.start, one.end),
                "type": one.type,
                "polarity": one.polarity,
                "for": one.attributions,
            }
            for one in rows.evidence
        ],
        "figures": [
            {
                "id": one.id,
                "span": (one.start, one.end),
                "what": one.what,
                "unit": one.unit,
                "low": one.low,
                "high": one.high,
                "approximate": one.approximate,
                "per": one.per,
                "by": one.attribution,
            }
            for one in rows.figures
        ],
        "dates": [_date(one) for one in rows.dates],
        "skipped": [
            {"span": (one.start, one.end), "why": one.why, "language": one.language} for one in document.skipped
        ],
        "model": {
            "reader": document.reader,
            "lexicons": document.lexicons,
            "replaced": document.replaced,
            "version": document.version,
        },
    }
    return msgspec.convert(parts, Reading)


def _document(row: DocumentRow) -> dict[str, Any]:
    days = {"start": row.published_from, "end": row.published_to, "how": row.published_how}
    return {
        "digest": row.document,
        "media_type": row.media_type,
        "title": row.title,
        "outlet": row.outlet,
        "url": row.url,
        "authors": row.authors,
        "published": days if row.published_from else None,
        "captured": row.captured,
        "how": msgspec.json.decode(row.how),
        "charset": {"name": row.charset, "how": row.charset_how} if row.charset else None,
        "text": row.text,
        "segments": [{"kind": one.kind, "span": (one.start, one.end)} for one in row.segments],
    }


def _date(row: DateRow) -> dict[str, Any]:
    return {
        "span": (row.start, row.end),
        "start": row.from_day,
        "end": row.to_day,
        "granularity": row.granularity,
        "anchor": row.anchor,
        "candidates": [_interval(days) for days in row.candidates],
    }


def _interval(days: Days) -> dict[str, Any]:
    return {"start": days.from_day, "end": days.to_day}


def _spans(ranges: Iterable[Range]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in ranges]
