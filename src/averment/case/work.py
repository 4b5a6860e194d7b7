"""What is still to be done in a case, as the index tells: originals to parse, captures to read, members of a container.

In: an open index. Out: `Item`s: an original, what is known of it from outside, how deep it was nested.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import msgspec

from averment.capture.found import Given, Place
from averment.capture.limits import Budget
from averment.case.index import Index
from averment.case.index.connections import explained
from averment.values import Published
from averment.values.cases import BETWEEN

_TOGETHER: Final = 16
_LATEST: Final = 1 << 62  # no log has so many entries
_DEEPEST: Final = 32  # containers above a member that are looked at: there are fewer than the limit of nesting


@dataclass(frozen=True)
class Item:
    """An original to be worked on. `capture` is set where it has only to be read; `budget` is that of its file."""

    number: int
    digest: str
    name: str
    given: Given
    depth: int = 0
    capture: str | None = None
    budget: Budget = field(default_factory=lambda: Budget())  # noqa: PLW0108  # looked up when made


@dataclass(frozen=True)
class Within:
    """A member of a container: what it is called there, where it stood, whether there is work to do on it."""

    seq: int
    number: int
    digest: str
    name: str
    place: Place
    state: str


def unfinished(index: Index, *, after: int | None = None) -> list[int]:
    """Give the numbers of documents to parse or to read, the last of the case first; those below `after` if given.

    From the last, because another process may be working on the same ones from the first.
    """
    with explained(index.path):
        rows = index.db.execute(
            "SELECT number FROM documents WHERE (state = 'pending' OR (state = 'captured' AND error IS NULL)) "
            "AND (? IS NULL OR number < ?) ORDER BY number DESC LIMIT ?",
            (after, after, _TOGETHER),
        )
        return [number for (number,) in rows]


def item(index: Index, number: int) -> Item | None:
    """Give a document as an item; nothing where there is no more to do on it."""
    with explained(index.path):
        row = index.db.execute(
            "SELECT digest, state, capture, error FROM documents WHERE number = ?", (number,)
        ).fetchone()
        digest, state, capture, error = row
        if state not in {"pending", "captured"} or (state == "captured" and error == "DamagedError"):
            return None
        name, place, published, depth = _origin(index.db, number, _LATEST)
    given = Given.of(name, place, published)
    to_read = capture if state == "captured" else None
    return Item(number=number, digest=digest, name=name, given=given, depth=depth, capture=to_read)


def members(index: Index, container: int) -> Iterator[Within]:
    """Give the members of a container in order, each once, a few at a time from the index as it is by then."""
    last = -1
    while True:
        with explained(index.path):
            rows = index.db.execute(
                "SELECT m.seq, d.number, d.digest, m.name, m.place, d.state FROM members AS m "
                "JOIN documents AS d ON d.number = m.document WHERE m.container = ? AND m.seq > ? AND NOT EXISTS ("
                "SELECT 1 FROM members AS e WHERE e.document = m.document AND e.container = m.container "
                "AND e.name = m.name AND e.seq < m.seq) ORDER BY m.seq LIMIT ?",
                (container, last, _TOGETHER),
            ).fetchall()
        if not rows:
            return
        for seq, number, digest, name, place, state in rows:
            decoded = msgspec.json.decode(place, type=Place)
            yield Within(seq=seq, number=number, digest=digest, name=name, place=decoded, state=state)
        last = rows[-1][0]


def given_for(index: Index, number: int, seq: int) -> Given:
    """Give what was known from outside of a document when the log had come to entry `seq`."""
    with explained(index.path):
        name, place, published, _ = _origin(index.db, number, seq)
    return Given.of(name, place, published)


def _origin(
    db: sqlite3.Connection, number: int, before: int, most: int = _DEEPEST
) -> tuple[str, Place, Published | None, int]:
    """Give the name of a document, its place in its container, the date given for it, and how deep it is nested.

    Looked at are the entries before number `before`, and after the one that last withdrew it.
    """
    stretch = (number, before, number, before)
    since = "AND seq < ? AND seq > (SELECT coalesce(max(seq), -1) FROM removals WHERE document = ? AND seq < ?)"
    row = db.execute(
        f"SELECT path, published_start, published_end FROM paths WHERE document = ? {since} "  # noqa: S608  # ours
        "ORDER BY published_start IS NULL, seq DESC",
        stretch,
    ).fetchone()
    if row is not None:
        return row[0], {}, _published(row[1], row[2]), 0
    row = db.execute(
        f"SELECT container, name, place FROM members WHERE document = ? {since} ORDER BY seq",  # noqa: S608  # the same
        stretch,
    ).fetchone()
    if row is None or not most:
        return "", {}, None, 0
    name, _, published, depth = _origin(db, row[0], before, most - 1)
    return f"{name}{BETWEEN}{row[1]}", msgspec.json.decode(row[2], type=Place), published, depth + 1


def _published(start: str | None, end: str | None) -> Published | None:
    if start is None or end is None:
        return None
    return Published(start=date.fromisoformat(start), end=date.fromisoformat(end), how="given")
