"""Opening files that somebody may have prepared: only regular ones, never through a link, never waiting.

In: paths below a folder that a person named. Out: bytes, bounded; or `UnreadableError` with why not, in a few words.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from averment.custody.files import open_file, read_file
from averment.errors import AvermentError

SMALL: Final = 1 << 20
"""The most that a head, a key, a token or a file about a bag may have: a thousand times what they do have."""


class UnreadableError(Exception):
    """A file could not be read. The message says why in a few words; it never leaves this package."""


@dataclass(frozen=True)
class Met:
    """A file met in a folder: its path from there, its size, and in a word what it is where it is no regular file."""

    path: str
    size: int = 0
    odd: str | None = None


@contextmanager
def explained() -> Iterator[None]:
    """Turn what goes wrong with a file into an `UnreadableError`."""
    try:
        yield
    except FileNotFoundError as error:
        message = "missing"
        raise UnreadableError(message) from error
    except AvermentError as error:
        raise UnreadableError(error.message) from error
    except OSError as error:
        raise UnreadableError(_why(error)) from error


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a plain file; whatever goes wrong until it is closed is an `UnreadableError`."""
    with explained(), open_file(path) as file:
        yield file


def read_small(path: Path, limit: int = SMALL) -> bytes:
    """Read a file that has no business being large. Raises `UnreadableError`."""
    with explained():
        return read_file(path, limit)


def walk(folder: Path, below: str = "", *, but: str | None = None) -> Iterator[Met]:
    """Give everything below a folder but the folders themselves, and but the folder `but`; links are not followed."""
    waiting = [below]
    while waiting:
        inner = waiting.pop()
        try:
            entries = list(os.scandir(folder / inner))
        except OSError as error:
            yield Met(inner or ".", odd=_why(error))
            continue
        for entry in entries:
            path = f"{inner}/{entry.name}" if inner else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting += [path] if path != but else []
            else:
                yield _met(entry, path)


def _met(entry: os.DirEntry[str], path: str) -> Met:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Met(path, odd=_why(error))
    return Met(path, status.st_size, _odd(status.st_mode))


def _odd(mode: int) -> str | None:
    """Say in a word what a file is that is no regular file."""
    if stat.S_ISREG(mode):
        return None
    kinds = {stat.S_IFDIR: "folder", stat.S_IFLNK: "link", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
    return kinds.get(stat.S_IFMT(mode), "device")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
