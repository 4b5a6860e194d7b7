"""Log to index: what each kind of entry changes in the tables. Nothing else ever writes to them.

In: an entry and the objects. One entry is one transaction, whatever batch it was written in: so the file is a function
of the log and the objects alone, and a kill leaves it at the end of an entry. No clock, no names of this machine.
"""

from __future__ import annotations

import sqlite3
from typing import Final, Protocol, TypeVar

import msgspec

from averment.case.index.rows import forget, put_reading, put_text, storable
from averment.errors import DamagedError, WithdrawnError
from averment.values import Capture, Published, Reading, from_json
from averment.values.log import (
    Added,
    AnyEntry,
    Captured,
    Extracted,
    Failed,
    Judged,
    Removed,
    Unpacked,
    WasRead,
)

Made = TypeVar("Made", Capture, Reading)

_AS_IT_STANDS: Final = "CASE WHEN capture IS NULL THEN 'failed' WHEN reading IS NULL THEN 'captured' ELSE 'read' END"


class Contents(Protocol):
    """Where the bytes of objects are."""

    def get(self, digest: str) -> bytes:
        """Give the bytes; raises `DamagedError` where they are missing or changed, `WithdrawnError` if redacted."""


def apply(db: sqlite3.Connection, entry: AnyEntry, contents: Contents) -> None:
    """Change the tables as one entry says. Kinds that change none are those that no table is about."""
    match entry:
        case Added():
            _added(db, entry)
        case Extracted():
            _extracted(db, entry)
        case Unpacked():
            _unpacked(db, entry)
        case Captured():
            _captured(db, entry, contents)
        case WasRead():
            _was_read(db, entry, contents)
        case Failed():
            _failed(db, entry)
        case Judged():
            _judged(db, entry)
        case Removed():
            _removed(db, entry)


def number_of(db: sqlite3.Connection, digest: str) -> int | None:
    """Give the number of a document, or null where the case has none with that digest."""
    row = db.execute("SELECT number FROM documents WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else int(row[0])


def as_json(value: object) -> str:
    """Give a value as the tables hold it: JSON, its keys in one order."""
    return msgspec.json.encode(value, order="deterministic").decode()


def _added(db: sqlite3.Connection, entry: Added) -> None:
    document = _present(db, entry.object, entry.size, entry)
    start, end = _days(entry.published)
    row = (entry.seq, document, storable(entry.path), entry.modified, start, end)
    db.execute("INSERT INTO paths VALUES (?, ?, ?, ?, ?, ?)", row)
    if entry.published is not None:  # a date for what has none of its own: it is captured and read anew
        db.execute(
            "UPDATE documents SET state = 'pending', error = NULL, message = NULL WHERE number = ? "
            "AND capture IS NOT NULL AND coalesce(published_how, 'given') = 'given' "
            "AND (published_start IS NOT ? OR published_end IS NOT ?)",
            (document, start, end),
        )


def _extracted(db: sqlite3.Connection, entry: Extracted) -> None:
    container = _number(db, entry.container)
    document = _present(db, entry.object, entry.size, entry)
    row = (entry.seq, container, document, storable(entry.name), as_json(entry.place))
    db.execute("INSERT INTO members VALUES (?, ?, ?, ?, ?)", row)


def _unpacked(db: sqlite3.Connection, entry: Unpacked) -> None:
    document = _concerned(db, entry.object, entry.seq)
    db.execute(
        "UPDATE documents SET state = 'container', error = NULL, message = NULL WHERE number = ? AND capture IS NULL",
        (document,),
    )


def _captured(db: sqlite3.Connection, entry: Captured, contents: Contents) -> None:
    document = _concerned(db, entry.object, entry.seq)
    row = (entry.seq, document, entry.capture, entry.isolation, as_json(entry.notes))
    db.execute("INSERT INTO captures VALUES (?, ?, ?, ?, ?)", row)
    forget(db, document)
    db.execute(
        "UPDATE documents SET state = 'captured', capture = ?, reading = NULL, attributions = NULL, error = NULL, "
        "message = NULL WHERE number = ?",
        (entry.capture, document),
    )
    capture = _made(db, document, entry.capture, Capture, contents)
    if capture is not None:
        _described(db, document, capture)
        put_text(db, entry.seq, document, capture)


def _described(db: sqlite3.Connection, document: int, capture: Capture) -> None:
    made = capture.document
    start, end = _days(made.published)
    how = made.published.how if made.published else None
    about = [None if part is None else storable(part) for part in (made.media_type, made.title, made.outlet, made.url)]
    db.execute(
        "UPDATE documents SET media_type = ?, title = ?, outlet = ?, url = ?, published_start = ?, published_end = ?, "
        "published_how = ? WHERE number = ?",
        (*about, start, end, how, document),
    )


def _was_read(db: sqlite3.Connection, entry: WasRead, contents: Contents) -> None:
    document = _concerned(db, entry.document, entry.seq)
    row = (entry.seq, document, entry.capture, entry.reading, entry.model)
    db.execute("INSERT INTO readings VALUES (?, ?, ?, ?, ?)", row)
    current = db.execute("SELECT capture FROM documents WHERE number = ?", (document,)).fetchone()
    if current[0] != entry.capture:
        return
    db.execute(
        "UPDATE documents SET state = 'read', reading = ?, error = NULL, message = NULL WHERE number = ?",
        (entry.reading, document),
    )
    reading = _made(db, document, entry.reading, Reading, contents)
    if reading is not None:
        count = (len(reading.attributions), document)
        db.execute("UPDATE documents SET attributions = ? WHERE number = ?", count)
        put_reading(db, entry.seq, document, reading)


def _failed(db: sqlite3.Connection, entry: Failed) -> None:
    document = _concerned(db, entry.object, entry.seq)
    message, name = storable(entry.message), None if entry.name is None else storable(entry.name)
    row = (entry.seq, document, entry.stage, entry.error, message, name)
    db.execute("INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?)", row)
    if entry.stage != "extract":
        _set_error(db, document, entry.error, message)


def _judged(db: sqlite3.Connection, entry: Judged) -> None:
    made = entry.judgement
    text = (as_json(made.targets), as_json(made.changes), made.note and storable(made.note))
    row = (entry.seq, made.id, made.verdict, *text, made.by, made.at, made.supersedes)
    db.execute("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    for digest in {target.document: None for target in made.targets}:
        _concerned(db, digest, entry.seq)


def _removed(db: sqlite3.Connection, entry: Removed) -> None:
    for digest in entry.documents:
        document = _concerned(db, digest, entry.seq)
        row = (entry.seq, document, storable(entry.why), int(bool(entry.redacted)))
        db.execute("INSERT INTO removals VALUES (?, ?, ?, ?)", row)
        forget(db, document)
        db.execute(
            "UPDATE documents SET state = 'removed', capture = NULL, reading = NULL, attributions = NULL, "
            "error = NULL, message = NULL WHERE number = ?",
            (document,),
        )


def _present(db: sqlite3.Connection, digest: str, size: int, entry: Added | Extracted) -> int:
    """Give the number of a document that an entry brings, or brings back after it was withdrawn."""
    number = number_of(db, digest)
    if number is None:
        row = (entry.seq, digest, size, entry.at)
        db.execute("INSERT INTO documents (number, digest, size, added, state) VALUES (?, ?, ?, ?, 'pending')", row)
    elif db.execute("SELECT state FROM documents WHERE number = ?", (number,)).fetchone()[0] == "removed":
        db.execute("UPDATE documents SET state = 'pending' WHERE number = ?", (number,))
    return _concerned(db, digest, entry.seq)


def _concerned(db: sqlite3.Connection, digest: str, seq: int) -> int:
    """Note that an entry is about a document; give the document's number."""
    document = _number(db, digest)
    db.execute("INSERT OR IGNORE INTO concerns VALUES (?, ?)", (document, seq))
    return document


def _number(db: sqlite3.Connection, digest: str) -> int:
    number = number_of(db, digest)
    if number is None:
        message = "an entry is about a document that none before it brings"
        raise DamagedError(message, subject=digest)
    return number


def _made(db: sqlite3.Connection, document: int, digest: str, kind: type[Made], contents: Contents) -> Made | None:
    """Give a capture or a reading. One that was redacted is passed over; one that is damaged is so listed."""
    try:
        return from_json(contents.get(digest), kind)
    except WithdrawnError:
        return None
    except (DamagedError, msgspec.DecodeError):  # said without the words of a library, which may change
        _set_error(db, document, DamagedError.__name__, "What was made of it is damaged: `averment verify` says more.")
        return None


def _set_error(db: sqlite3.Connection, document: int, error: str, message: str) -> None:
    db.execute(
        f"UPDATE documents SET state = {_AS_IT_STANDS}, error = ?, message = ? WHERE number = ?",  # noqa: S608  # ours
        (error, message, document),
    )


def _days(published: Published | None) -> tuple[str | None, str | None]:
    return (published.start.isoformat(), published.end.isoformat()) if published else (None, None)
