"""An index file that is open: how far it has come in the log, and the entries that take it further.

In: lines of the log and the objects. Out: `Known`, the tables as a connection to read. The caller holds the lock of the
log while it applies entries; readers need none. About 2 ms a document of 400 words, whatever the size of the case.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from averment.case.index.apply import Contents, apply
from averment.case.index.connections import PATIENCE, connect, explained
from averment.case.index.migrations import migrate, version
from averment.case.index.schema import MIGRATIONS
from averment.custody.entries import decode, newer
from averment.custody.log import Known
from averment.custody.tree import Frontier, leaf_hash
from averment.errors import DamagedError, NewerError
from averment.values.fields import unknown
from averment.values.log import AnyEntry, Judged


class Index:
    """One connection to an index file, for one thread. A file that is empty gets its tables when it is written to."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        with explained(path):
            self.db = connect(path, patience)
        try:
            self.refresh()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Give the index itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file. The last to do so writes what is in the WAL back and deletes it."""
        self.db.close()

    def refresh(self) -> None:
        """Look at what tables the file has: another may have been copied in its place."""
        with explained(self.path):
            self.version = _version(self.db, self.path)

    @property
    def outdated(self) -> bool:
        """Tell whether the tables are those of an older version, or none: a rebuild makes them."""
        return self.version < len(MIGRATIONS)

    @property
    def known(self) -> Known:
        """Give how far in the log the index has come; the beginning where it has no tables yet."""
        if self.outdated:
            return Known()
        with explained(self.path):
            row = self.db.execute("SELECT size, length, frontier FROM meta").fetchone()
        if row is None:
            return Known()
        try:
            hashes = tuple(map(bytes.fromhex, row[2].split()))
            Frontier(row[0], hashes)
        except (ValueError, AttributeError) as error:
            message = f"its index is damaged (what it knows of the log); `averment rebuild {self.path.parent}` helps"
            raise DamagedError(message, subject=str(self.path)) from error
        return Known(size=row[0], length=row[1], hashes=hashes)

    def follow(self, lines: Iterable[bytes], contents: Contents) -> Iterator[int]:
        """Apply the entries after those that are known, each in a transaction; give the size reached after each."""
        with explained(self.path):
            if self.outdated:
                migrate(self.db)
                self.version = len(MIGRATIONS)
            known = self.known
            frontier, length = Frontier(known.size, known.hashes), known.length
            for line in lines:
                frontier.append(leaf_hash(line))
                length += len(line) + 1
                with _transaction(self.db):
                    apply(self.db, entry_of(line, self.path.parent), contents)
                    reached = (frontier.size, length, " ".join(part.hex() for part in frontier.hashes))
                    self.db.execute("INSERT OR REPLACE INTO meta VALUES (1, ?, ?, ?)", reached)
                yield frontier.size


def entry_of(line: bytes, folder: Path, *, shown: bool = False) -> AnyEntry:
    """Read a line of the log; `NewerError` for what a newer version has brought.

    A correction that we do not know is such, too, unless it is only `shown`: to pass over what a person decided would
    give the case as nobody left it.
    """
    try:
        entry = decode(line)
    except DamagedError:
        what = newer(line)
        if what is None:
            raise
    else:
        what = unknown(entry.judgement) if isinstance(entry, Judged) and not shown else None
        if what is None:
            return entry
    message = f"its log has entries that a newer version of averment made ({what[:60]})"
    raise NewerError(message, subject=str(folder))


def _version(db: sqlite3.Connection, path: Path) -> int:
    found = version(db)
    if found > len(MIGRATIONS):
        message = "its index was made by a newer version of averment"
        raise NewerError(message, subject=str(path.parent))
    return found


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite has ended it itself where the disk is full
            db.execute("ROLLBACK")
        raise
