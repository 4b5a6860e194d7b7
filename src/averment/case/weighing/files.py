"""Files of SQLite that are opened for moments: no write-ahead log, no link followed, deleted with what lies beside.

In: paths. Out: connections in autocommit mode. Only whoever holds the lock of the case writes or deletes; so no file is
deleted under a connection that is writing to it.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

FILE: Final = "weighing.sqlite"
"""What is kept of weighing a case, in its folder: derived, and made anew where it is missing."""
_BESIDE: Final = ("", "-journal", "-wal", "-shm")
_PATIENCE: Final = 60.0  # seconds to wait for another process, which holds the file for moments


def opened(path: Path, mode: Literal["rw", "rwc"]) -> sqlite3.Connection:
    """Open a file; with `rwc` one is made where there is none. What a kill left half written is rolled back."""
    uri = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        for pragma in ("trusted_schema = OFF", "temp_store = MEMORY", "synchronous = NORMAL"):
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def linked(path: Path) -> bool:
    """Tell whether one of the names is a link: a folder that somebody prepared is not to lead out of itself."""
    return any(path.with_name(path.name + ending).is_symlink() for ending in _BESIDE)


def delete(path: Path) -> None:
    """Delete a file and what SQLite puts beside it."""
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
