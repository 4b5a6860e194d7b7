"""The schema of an index, brought about in numbered steps, and which of them a file has.

In: a connection. A step and the row that records it are one transaction. An index of fewer steps than we know is made
anew rather than changed: its bytes must be those that a rebuild gives, and all that is in it can be had again.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from averment.case.index.schema import MIGRATIONS

_STEPS: Final = "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file."""
    for number, (name, statements) in enumerate(MIGRATIONS, start=1):
        first = _STEPS if number == 1 else ""
        connection.executescript(f"BEGIN IMMEDIATE;\n{first}{statements}")
        connection.execute("INSERT INTO migrations VALUES (?, ?)", (number, name))
        connection.execute("COMMIT")


def version(connection: sqlite3.Connection) -> int:
    """Give the number of the last step that a file has; 0 where it is empty."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").fetchone():
        return 0
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()[0])
