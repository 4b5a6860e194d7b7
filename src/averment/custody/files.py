"""Files of a case, opened so that no link is followed and written so that they stay: what log and objects share.

In: paths and bytes. Out: open files; `StorageError` where the disk is full or cannot be written or read,
`DamagedError` where a link, a folder or a device stands where a file should.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from averment.errors import DamagedError, StorageError

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_NOT_PLAIN = {errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.ENXIO}


@contextmanager
def storing(subject: str) -> Iterator[None]:
    """Turn what the system says of a disk into a `StorageError`."""
    try:
        yield
    except OSError as error:
        raise refusal(error, subject) from error


def refusal(error: OSError, subject: str) -> StorageError:
    """Say in a sentence what the system said of a disk."""
    return StorageError(f"the disk refused: {(error.strerror or str(error)).lower()}", subject=subject)


def open_file(path: Path | str, *, folder: int | None = None) -> BinaryIO:
    """Open a plain file for reading. FileNotFoundError where there is nothing.

    A link or a pipe in its place could lead out of the case or block for ever: it is a `DamagedError`.
    """
    with opening(str(path)):
        descriptor = os.open(path, _READ, dir_fd=folder)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise OSError(errno.ELOOP, "not a plain file")
        return os.fdopen(descriptor, "rb")


@contextmanager
def opening(subject: str) -> Iterator[None]:
    """Let FileNotFoundError through, and tell what is no plain file or folder from a disk that refuses."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in _NOT_PLAIN:
            message = "there should be a plain file or folder here, and there is a link or something else"
            raise DamagedError(message, subject=subject) from error
        raise refusal(error, subject) from error


def read_file(path: Path, limit: int) -> bytes:
    """Read a small file whole; `DamagedError` where it holds more than `limit` bytes."""
    with open_file(path) as file, storing(str(path)):
        data = file.read(limit + 1)
    if len(data) > limit:
        message = f"it holds more than {limit:,} bytes"
        raise DamagedError(message, subject=str(path))
    return data


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of it, in as many pieces as the system wants."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def write_new(path: Path, data: bytes, mode: int) -> None:
    """Make a file that was not there, and bring it to the disk. FileExistsError where something is there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    try:
        os.fchmod(descriptor, mode)
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_beside(path: Path, data: bytes) -> Path:
    """Write `data` to a file beside `path`, on the disk and ready to take its place."""
    beside = path.with_name(f"{path.name}.tmp")
    with suppress(FileNotFoundError):
        beside.unlink()
    write_new(beside, data, 0o644)
    return beside


def sync_folder(path: Path | str, *, folder: int | None = None) -> None:
    """Bring the names in a folder to the disk."""
    descriptor = os.open(path, FOLDER, dir_fd=folder)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
