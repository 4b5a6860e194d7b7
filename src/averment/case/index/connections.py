"""Connections to an index file, and the errors of SQLite in our words.

In: a path. Out: a connection in autocommit mode. Deleted rows are overwritten (`secure_delete`); a commit is not synced
to the disk (WAL, `synchronous = NORMAL`): what is lost with the power is caught up from the log, which is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from averment.errors import BusyError, DamagedError, StorageError

PATIENCE: Final = 60.0
"""Seconds to wait for another process; one that writes holds the file for moments."""
_FULL: Final = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def connect(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open an index file, or make an empty one. One that may not be written is opened for reading alone."""
    readable = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    mode = "mode=ro&immutable=1" if readable else "mode=rwc"
    uri = f"file:{quote(os.fsencode(path.absolute()))}?{mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        if not readable:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of SQLite into ours: the disk, another process, or a damaged file, which can be made anew."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _FULL:
            message = f"its index cannot be written or opened ({error})"
            raise StorageError(message, subject=str(path.parent)) from error
        if code in _BUSY:
            message = "another process has held its index for longer than was to be waited"
            raise BusyError(message, subject=str(path.parent)) from error
        raise _damaged(path, error) from error
    except UnicodeDecodeError as error:  # a row, or SQLite's own message, which quotes what it found in the file
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> DamagedError:
    message = f"its index is damaged ({error}); `averment rebuild {path.parent}` makes it anew"
    return DamagedError(message, subject=str(path))
