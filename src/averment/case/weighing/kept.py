"""What was derived in weighing a case, in a file beside it that may be deleted at any time: `weighing.sqlite`.

In: rows of documents and pairs, the state of the grouping. Out: the same rows, later. A file of another maker (other
model, word lists or program) or a damaged one counts as none, and is made anew when it is written to.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import msgspec

from averment.case.weighing.files import FILE, delete, linked, opened

_PIECE: Final = 64 << 20  # bytes of the state in a row: SQLite takes no blob of a gigabyte
_OF_DOCUMENTS: Final = ("prints", "related", "speakers", "sayings")
_MANY: Final = 1_000  # documents whose pairs are looked up by name: for more all are read
_MADE: Final = "basis TEXT NOT NULL, made BLOB NOT NULL, sum INTEGER NOT NULL"
_TABLES: Final = (
    "CREATE TABLE maker (maker TEXT NOT NULL) STRICT",
    *(f"CREATE TABLE {name} (document TEXT PRIMARY KEY, {_MADE}) STRICT" for name in _OF_DOCUMENTS),
    f"CREATE TABLE pairs (a TEXT NOT NULL, b TEXT NOT NULL, {_MADE}, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID",
    "CREATE INDEX pairs_by_b ON pairs (b)",
    f"CREATE TABLE whole (name TEXT PRIMARY KEY, {_MADE}) STRICT",
    "CREATE TABLE state (number INTEGER PRIMARY KEY, piece BLOB NOT NULL, sum INTEGER NOT NULL) STRICT",
)
_UNUSABLE: Final = (sqlite3.Error, UnicodeDecodeError, TypeError, ValueError, OverflowError)
"""What comes of a file that is not ours or damaged, beside errors of the disk."""

Table: TypeAlias = Literal["prints", "related", "speakers", "sayings"]
Whole: TypeAlias = Literal["near"]


class Row(msgspec.Struct, frozen=True):
    """What was made of one document, on the basis of its reading as people corrected it."""

    document: str
    basis: str
    made: bytes


class Pair(msgspec.Struct, frozen=True):
    """What was found of two documents, `a` before `b`, on the bases of both; nothing where they share nothing."""

    a: str
    b: str
    basis: str
    made: bytes


class State(msgspec.Struct, frozen=True, array_like=True):
    """A grouping as it was kept: the documents in it with their bases, and its bytes."""

    documents: dict[str, str]
    grouping: bytes


class Kept:
    """The file of one case. Whoever writes holds the lock of the case; connections are open for moments.

    What is read is what was there and whole; nothing where the file is missing or unusable.
    """

    def __init__(self, folder: Path, maker: str) -> None:
        self._path = folder / FILE
        self._maker = maker

    def rows(self, table: Table, documents: Sequence[str] | None = None) -> dict[str, Row]:
        """Give what is held of some documents, or of all."""
        among = "" if documents is None else f"WHERE document IN ({', '.join('?' * len(documents))})"
        query = f"SELECT document, basis, made, sum FROM {table} {among}"  # noqa: S608  # ours, and question marks
        return {found[0]: Row(*found[:3]) for found in self._whole(query, documents or ())}

    def documents(self) -> set[str]:
        """Name the documents of which anything is held, but for the grouping."""
        queries = (self._all(f"SELECT document FROM {name}") for name in _OF_DOCUMENTS)  # noqa: S608  # ours
        return {name for rows in queries for (name,) in rows}

    def pairs(self, documents: Collection[str]) -> dict[tuple[str, str], Pair]:
        """Give what is held of the pairs that some documents are in; where these are many, of all."""
        query = "SELECT a, b, basis, made, sum FROM pairs"
        names: Sequence[str] = ()
        if len(documents) <= _MANY:
            marks = ", ".join("?" * len(documents))
            query, names = f"{query} WHERE a IN ({marks}) UNION {query} WHERE b IN ({marks})", (*documents, *documents)
        return {(row[0], row[1]): Pair(*row[:4]) for row in self._whole(query, names)}

    def whole(self, name: Whole) -> tuple[str, bytes] | None:
        """Give what was made of all documents together, and its basis."""
        found = self._whole("SELECT basis, made, sum FROM whole WHERE name = ?", (name,))
        return (found[0][0], found[0][1]) if found else None

    def state(self) -> State | None:
        """Give the grouping that is held."""
        pieces = self._whole("SELECT number, piece, sum FROM state ORDER BY number")
        with suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(b"".join(piece for _, piece, _ in pieces), type=State)
        return None

    def put_rows(self, table: Table, rows: Iterable[Row]) -> None:
        """Keep what was made of documents."""
        values = ((row.document, row.basis, row.made, zlib.crc32(row.made)) for row in rows)
        with self._writing() as db:
            db.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", values)  # noqa: S608  # ours

    def put_pairs(self, pairs: Iterable[Pair]) -> None:
        """Keep what was found of pairs."""
        values = ((pair.a, pair.b, pair.basis, pair.made, zlib.crc32(pair.made)) for pair in pairs)
        with self._writing() as db:
            db.executemany("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?, ?)", values)

    def put_whole(self, name: Whole, basis: str, made: bytes) -> None:
        """Keep what was made of all documents together."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO whole VALUES (?, ?, ?, ?)", (name, basis, made, zlib.crc32(made)))

    def put_state(self, state: State) -> None:
        """Keep a grouping in place of the one before, and of the sayings that are in it."""
        whole = memoryview(msgspec.msgpack.encode(state))
        with self._writing() as db:
            db.executemany("DELETE FROM sayings WHERE document = ?", ((name,) for name in state.documents))
            db.execute("DELETE FROM state")
            for number, start in enumerate(range(0, len(whole), _PIECE)):
                piece = whole[start : start + _PIECE]
                db.execute("INSERT INTO state VALUES (?, ?, ?)", (number, piece, zlib.crc32(piece)))

    def forget(self, documents: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        """Take out what was made of documents, and pairs. The grouping is put anew by itself."""
        gone = [(name,) for name in documents]
        with self._writing() as db:
            for column in (*(f"{name} WHERE document" for name in _OF_DOCUMENTS), "pairs WHERE a", "pairs WHERE b"):
                db.executemany(f"DELETE FROM {column} = ?", gone)  # noqa: S608  # ours
            db.executemany("DELETE FROM pairs WHERE a = ? AND b = ?", pairs)

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        with suppress(*_UNUSABLE), self._reading() as db:
            return db.execute(query).fetchall()
        return []

    def _whole(self, query: str, names: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """Give the rows whose blob, the last column but one, has the sum that stands behind it."""
        with suppress(*_UNUSABLE), self._reading() as db:
            return [row for row in db.execute(query, tuple(names)) if zlib.crc32(row[-2]) == row[-1]]
        return []

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Open the file; raises what is in `_UNUSABLE` where it is none of ours."""
        if linked(self._path):
            message = "a link"
            raise sqlite3.DatabaseError(message)
        with closing(opened(self._path, "rw")) as db:
            if db.execute("SELECT maker FROM maker").fetchall() != [(self._maker,)]:
                message = "of another maker"
                raise sqlite3.DatabaseError(message)
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Open the file to write, made anew where it cannot be used; what is done within is one transaction."""
        if not self._usable():
            delete(self._path)
        with closing(opened(self._path, "rwc")) as db:
            db.execute("BEGIN IMMEDIATE")
            if not db.execute("SELECT 1 FROM sqlite_schema").fetchone():
                for statement in _TABLES:
                    db.execute(statement)
                db.execute("INSERT INTO maker VALUES (?)", (self._maker,))
            yield db
            db.execute("COMMIT")

    def _usable(self) -> bool:
        try:
            with self._reading() as db:
                names = {name for (name,) in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
                return names == set(_TABLES)
        except _UNUSABLE as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            return False
