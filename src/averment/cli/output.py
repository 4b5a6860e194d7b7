"""Standard output, one whole piece at a time, and what it can show.

A piece is written and flushed before the next is made, so that a program reading it never waits for a buffer to fill.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from averment.cli.failures import ReaderGoneError
from averment.errors import UsageError

if TYPE_CHECKING:
    from averment.render.look import Look


def write(piece: str | bytes) -> None:
    """Write a piece of output. Raises `UsageError` where it cannot be, `ReaderGoneError` where nobody reads it."""
    if sys.stdout is None:
        message = "standard output is closed"
        raise UsageError(message)
    data = piece if isinstance(piece, bytes) else piece.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        message = f"standard output cannot be written: {error.strerror}"
        raise UsageError(message) from error


def look() -> Look:
    """Give the look of standard output: that of the terminal, or plain text 80 wide where it is none.

    Honours NO_COLOR (https://no-color.org) and TERM=dumb.
    """
    from averment.render.look import Look

    if not is_terminal():
        return Look()
    width = shutil.get_terminal_size((80, 24)).columns
    if os.environ.get("TERM", "dumb") in {"dumb", "unknown"}:
        return Look(width=width)
    return Look(width=width, style="mono" if os.environ.get("NO_COLOR") else "colour")


def is_terminal() -> bool:
    """Say whether a person is looking at standard output as it is written."""
    return sys.stdout is not None and sys.stdout.isatty()
