"""Documents out of a case: which go together, and which bytes must go so that nothing of them is left.

In: references. Out: the digests of what was withdrawn. A container takes with it the members that came from nowhere
else. To redact a document is to take away its bytes, all that was ever made of it, and the bytes of every container
that holds it: what else was in those stays, as originals of their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from averment.case.index.connections import explained
from averment.case.index.rows import storable
from averment.case.queries import document
from averment.case.shelf import Shelf
from averment.case.store import Session
from averment.errors import UsageError
from averment.values.log import Removed

LONGEST_WHY = 2_000
"""Code points of a reason."""
_IN_AN_ENTRY = 20_000  # digests of each kind, 3 MB: an entry has a limit


def remove(
    session: Session, objects: Shelf, references: Sequence[str], why: str, *, redact: bool = False
) -> tuple[str, ...]:
    """Withdraw documents. `UsageError` where a reference means none, or there is nothing left to do."""
    reason = storable(why).strip()
    if not reason or len(reason) > LONGEST_WHY:
        message = f"a reason is needed, of up to {LONGEST_WHY:,} characters"
        raise UsageError(message)
    db, named = session.index.db, [document(session.index, reference) for reference in references]
    with explained(session.index.path):
        numbers = _closure(db, [number for number, listed in named if redact or listed.state != "removed"])
        digests = tuple(_digest(db, number) for number in numbers)
        holding = tuple(digest for digest in _holding(db, numbers) if digest in objects) if redact else ()
    if not digests or (redact and not holding):
        message = "there is nothing left to remove: `averment list --all` shows what was"
        raise UsageError(message)
    parts = zip_longest(_parts(digests), _parts(holding), fillvalue=())
    entries = [Removed(documents=documents, why=reason, redacted=redacted) for documents, redacted in parts]
    if redact:
        session.redact(entries)
    else:
        session.append(entries)
    return digests


def _parts(digests: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [digests[start : start + _IN_AN_ENTRY] for start in range(0, len(digests), _IN_AN_ENTRY)]


def _closure(db: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Give the documents, and the members that came from nowhere but them, in the order in which they came."""
    gone = dict.fromkeys(numbers)
    waiting = list(gone)
    while waiting:
        rows = db.execute("SELECT DISTINCT document FROM members WHERE container = ?", (waiting.pop(),)).fetchall()
        for (member,) in rows:
            if member not in gone and set(_sources(db, member)) <= gone.keys():
                gone[member] = None
                waiting.append(member)
    return sorted(gone)


def _sources(db: sqlite3.Connection, number: int) -> Iterator[int]:
    """Give what brought a document since it was last withdrawn: containers, and itself where it has a path."""
    since = db.execute("SELECT coalesce(max(seq), -1) FROM removals WHERE document = ?", (number,)).fetchone()[0]
    if db.execute("SELECT 1 FROM paths WHERE document = ? AND seq > ?", (number, since)).fetchone():
        yield number
    rows = db.execute(
        "SELECT container FROM members JOIN documents ON number = container "
        "WHERE document = ? AND seq > ? AND state <> 'removed'",
        (number, since),
    )
    yield from (container for (container,) in rows.fetchall())


def _holding(db: sqlite3.Connection, numbers: list[int]) -> list[str]:
    """Give the objects that hold the documents: originals, captures, readings, and containers, however far out."""
    found = dict.fromkeys(_digest(db, number) for number in numbers)
    for number in numbers:
        for query in ("SELECT capture FROM captures", "SELECT reading FROM readings"):
            found |= dict.fromkeys(row[0] for row in db.execute(f"{query} WHERE document = ?", (number,)))
    outer = set(numbers)
    waiting = list(numbers)
    while waiting:
        rows = db.execute("SELECT DISTINCT container FROM members WHERE document = ?", (waiting.pop(),)).fetchall()
        waiting += [container for (container,) in rows if container not in outer]
        outer |= {container for (container,) in rows}
    return [*found, *(_digest(db, number) for number in sorted(outer - set(numbers)))]


def _digest(db: sqlite3.Connection, number: int) -> str:
    return str(db.execute("SELECT digest FROM documents WHERE number = ?", (number,)).fetchone()[0])
