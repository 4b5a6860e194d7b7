"""What could not be read, as a row of the table of errors, and as a piece where it is an input that could not be had.

In: the name it was found under, and the error. Out: `ErrorRow`, `Piece`. All of it can be written as UTF-8.
"""

from __future__ import annotations

import msgspec

from averment.errors import AvermentError
from averment.scale.shards import Piece
from averment.tables.rows import ErrorRow


def error_row(name: str, error: AvermentError) -> ErrorRow:
    """Give what a person is told: of what, the kind of error, what is wrong and what to do."""
    return ErrorRow(
        name=writable(name), error=type(error).__name__, message=writable(error.message), advice=error.diagnostics()
    )


def unread(name: str, error: AvermentError, done: int = 0) -> Piece:
    """Give the piece that stands for what of an input could not be had."""
    return Piece.of("unread", writable(name), msgspec.json.encode(error_row(name, error)), done=done)


def writable(name: str) -> str:
    """Give a name as UTF-8 can write it: that of a file may hold bytes that are none."""
    return name.encode(errors="backslashreplace").decode()
