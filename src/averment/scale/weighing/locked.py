"""One process at a time works in a folder: two would take each other's parts away."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from averment.errors import BusyError

_NAME = "lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder, until the process ends, however that is. Raises `BusyError` where another has it."""
    descriptor = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = "another process is weighing this corpus"
            raise BusyError(message, subject=str(folder.parent)) from error
        yield
    finally:
        os.close(descriptor)
