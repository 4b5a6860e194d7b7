"""Index files made anew from the log and the objects, put in place of one in use, and compared.

In: paths, lines of the log, the objects. What holds: an index that was written to in any batches, by any processes,
with kills at any point, and one made anew are the same bytes once the WAL is written back, but for the counters in the
header of an SQLite file (`COUNTERS`), which count transactions of a connection and changes of the schema. Another
version of SQLite may lay the same rows out otherwise; then the rows are compared, and the words with the rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path
from typing import Final

from averment.case.index.apply import Contents
from averment.case.index.connections import connect, explained
from averment.case.index.schema import WORDS
from averment.case.index.store import Index

COUNTERS: Final = ((24, 28), (40, 44), (92, 100))
"""Bytes of the file that are not compared: file change counter, schema cookie, version-valid-for and the number of the
version of SQLite that wrote last (SQLite file format, §1.3)."""

_PIECE: Final = 1 << 20
_BESIDE: Final = ("", "-wal", "-shm")


def build(
    path: Path, lines: Iterable[bytes], contents: Contents, progress: Callable[[int], None] | None = None
) -> None:
    """Make an index in a new file. It is not synced: it is to be compared, or copied to where it belongs."""
    delete(path)
    with Index(path) as index:
        index.db.execute("PRAGMA synchronous = OFF")
        for reached in index.follow(lines, contents):
            if progress is not None:
                progress(reached)


def replace(path: Path, new: Path) -> None:
    """Put a new index in place of the one at `path`, which others may be reading; then nothing is left of the old one.

    The pages are copied in one transaction, and the WAL emptied. A file that is no longer an SQLite file is deleted.
    """
    try:
        with closing(connect(path)) as db, closing(connect(new)) as source:
            source.backup(db)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            with explained(path):
                raise
        delete(path)
        new.rename(path)
    delete(new)


def snapshot(path: Path, to: Path) -> None:
    """Copy an index as it is at one moment, with what is in its WAL."""
    with explained(path), closing(connect(path)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)


def delete(path: Path) -> None:
    """Delete an index and what SQLite puts beside it."""
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def same_bytes(one: Path, other: Path) -> bool:
    """Tell whether two files that nobody has open are the same, but for `COUNTERS`."""
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        left, right = bytearray(first.read(100)), bytearray(second.read(100))
        for start, stop in COUNTERS:
            left[start:stop] = right[start:stop] = bytes(stop - start)
        while left == right:
            left, right = bytearray(first.read(_PIECE)), bytearray(second.read(_PIECE))
            if not left and not right:
                return True
    return False


def same_rows(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same tables and rows, and whether the first is sound and finds all its words."""
    with closing(connect(one)) as left, closing(connect(other)) as right, suppress(sqlite3.Error):
        if left.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return False
        for table in WORDS:
            left.execute(f"INSERT INTO {table}_words ({table}_words, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        kept = "SELECT name, sql FROM sqlite_schema WHERE name NOT GLOB '*_words_*' ORDER BY name"
        schema = right.execute(kept).fetchall()
        if left.execute(kept).fetchall() != schema:
            return False
        tables = [name for name, sql in schema if str(sql).startswith("CREATE TABLE")]
        return all(_same(left, right, f'SELECT * FROM "{name}" ORDER BY 1, 2') for name in tables)  # noqa: S608  # ours
    return False


def _same(left: sqlite3.Connection, right: sqlite3.Connection, query: str) -> bool:
    return all(one == other for one, other in zip_longest(left.execute(query), right.execute(query)))
