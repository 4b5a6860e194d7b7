"""The objects of a case: bytes under the name of their SHA-256, written once, never changed.

In: bytes or open files. Out: digests (`sha256:` and 64 hex digits), and the bytes again, hashed anew.
A name from outside becomes a path only when it is a digest, and no link in the store is followed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from averment.custody.files import FOLDER, open_file, opening, storing, sync_folder, write_all
from averment.errors import DamagedError, InputTooLargeError, MissingInputError, UsageError, WithdrawnError

REDACTED = ".redacted"
"""Ends the name of the placeholder of an object whose bytes were taken out of the case."""
WITHHELD = ".withheld"
"""The same of an object that stayed in the case and was left out of a bag."""
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PIECE = 1 << 20
_NEW = "tmp"


class Objects:
    """A store in one folder. Several processes may use it at once; one instance is for one thread.

    What is put is whole under its name or not there; it stays there after a loss of power once `sync` returned.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._touched: set[str] = set()

    def put(self, data: bytes) -> str:
        """Keep bytes; give their digest. One fsync: 0.4 ms for 3 kB on a local disk with little else to do (ext4).

        What is there already costs a look at its size, 0.05 ms. `WithdrawnError` where they were redacted from this
        case, `DamagedError` where another size is under the name.
        """
        name = hashlib.sha256(data).hexdigest()
        if not self._known(name, len(data)):
            with self._new() as (descriptor, new), storing(str(self._folder)):
                write_all(descriptor, data)
                self._name(descriptor, new, name)
        return f"sha256:{name}"

    def put_file(self, file: BinaryIO, limit: int = sys.maxsize) -> tuple[str, int]:
        """Keep what a file holds from where it stands; give digest and size. Memory stays at 1 MiB.

        `InputTooLargeError` above `limit` bytes, `MissingInputError` where it cannot be read; else as `put`.
        """
        digest, size = hashlib.sha256(), 0
        with self._new() as (descriptor, new):
            for piece in _pieces(file):
                size += len(piece)
                if size > limit:
                    message = f"it holds more than {limit:,} bytes"
                    raise InputTooLargeError(message)
                digest.update(piece)
                with storing(str(self._folder)):
                    write_all(descriptor, piece)
            name = digest.hexdigest()
            if not self._known(name, size):
                with storing(str(self._folder)):
                    self._name(descriptor, new, name)
        return f"sha256:{name}", size

    def sync(self) -> None:
        """Make all that was put since the last time outlast a loss of power: one fsync for each folder touched.

        At most 257 of them, 27 ms where 1,000 objects went into 256 folders.
        """
        with storing(str(self._folder)):
            for name in sorted(self._touched):
                sync_folder(self._folder / name)
        self._touched.clear()

    def get(self, digest: str) -> bytes:
        """Give the bytes, hashed anew: `DamagedError` where missing or changed, `WithdrawnError` where redacted."""
        with self.open(digest) as file, storing(digest):
            data = file.read()
        if f"sha256:{hashlib.sha256(data).hexdigest()}" != digest:
            message = "the bytes under this name are not those that were put there"
            raise DamagedError(message, subject=digest)
        return data

    def open(self, digest: str) -> BinaryIO:
        """Open an object; errors as `get`, but the bytes are not hashed."""
        name = _named(digest)
        self._refuse_withdrawn(name)
        try:
            with self._at(name[:2]) as folder:
                return open_file(name, folder=folder)
        except FileNotFoundError as error:
            message = "the object is missing"
            raise DamagedError(message, subject=digest) from error

    def size(self, digest: str) -> int:
        """Give the bytes of an object; errors as `open`."""
        with self.open(digest) as file:
            return os.fstat(file.fileno()).st_size

    def __contains__(self, digest: str) -> bool:
        """Tell whether the bytes are here: not redacted, not missing."""
        name = _named(digest)
        return self._status(name) is not None and not self.redacted(digest)

    def redacted(self, digest: str) -> bool:
        """Tell whether a placeholder stands for the object."""
        return self._status(_named(digest) + REDACTED) is not None

    def digests(self) -> Iterator[str]:
        """Give each object whose bytes are here, in order. Other files in the store are passed over."""
        for number in range(256):
            try:
                with self._at(f"{number:02x}") as folder:
                    names = set(os.listdir(folder))  # noqa: PTH208  # a path has no descriptor
            except FileNotFoundError:
                continue
            for name in sorted(names):
                if _NAME.fullmatch(name) and name.startswith(f"{number:02x}") and name + REDACTED not in names:
                    yield f"sha256:{name}"

    def redact(self, digest: str, placeholder: bytes) -> None:
        """Put a placeholder in place of an object and delete its bytes, on the disk when this returns.

        The placeholder comes first, so that a kill in between leaves nothing that looks like a loss. What has
        a placeholder keeps it. `DamagedError` where there is no such object.
        """
        name = _named(digest)
        if not self.redacted(digest):
            if self._status(name) is None:
                message = "the object is missing"
                raise DamagedError(message, subject=digest)
            with self._new() as (descriptor, new), storing(digest):
                write_all(descriptor, placeholder)
                self._name(descriptor, new, name, REDACTED)
            self.sync()
        with storing(digest), self._at(name[:2]) as folder:
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=folder)
            os.fsync(folder)

    def sweep(self) -> None:
        """Delete what killed writers left half written. What another process is writing now is left alone."""
        with suppress(FileNotFoundError), self._at(_NEW) as folder:
            for name in os.listdir(folder):  # noqa: PTH208  # the same
                with suppress(OSError, DamagedError), open_file(name, folder=folder) as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.unlink(name, dir_fd=folder)

    def _known(self, name: str, size: int) -> bool:
        """Tell whether an object is there. Whoever put it may not have synced its folder yet: we shall."""
        self._refuse_withdrawn(name)
        status = self._status(name)
        if status is None:
            return False
        if status.st_size != size:
            message = f"there are {status.st_size:,} bytes under this name, and there should be {size:,}"
            raise DamagedError(message, subject=f"sha256:{name}")
        self._touched.add(name[:2])
        return True

    def _refuse_withdrawn(self, name: str) -> None:
        for ending, what in ((REDACTED, "redacted from this case"), (WITHHELD, "withheld from this bag")):
            if self._status(name + ending) is not None:
                message = f"these bytes were {what}: they are not given out, and not taken in again"
                raise WithdrawnError(message, subject=f"sha256:{name}")

    def _status(self, name: str) -> os.stat_result | None:
        """Look at a file of the store; null where there is none."""
        try:
            with self._at(name[:2]) as folder, opening(name):
                status = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(status.st_mode):
            message = "there should be a plain file here, and there is a link or something else"
            raise DamagedError(message, subject=name)
        return status

    @contextmanager
    def _at(self, name: str, *, make: bool = False) -> Iterator[int]:
        """Open a folder of the store without following links; FileNotFoundError where it is not there."""
        with ExitStack() as stack:
            with opening(str(self._folder)):
                if make:
                    self._make()
                root = os.open(self._folder, FOLDER)
                stack.callback(os.close, root)
                if make:
                    with suppress(FileExistsError):
                        os.mkdir(name, dir_fd=root)
                        self._touched.add(".")
                folder = os.open(name, FOLDER, dir_fd=root)
                stack.callback(os.close, folder)
            yield folder

    def _make(self) -> None:
        with suppress(FileExistsError):
            self._folder.mkdir()
            sync_folder(self._folder.parent)

    @contextmanager
    def _new(self) -> Iterator[tuple[int, str]]:
        """Open a new file that has no name of an object yet. The lock on it tells `sweep` that its writer lives."""
        name = secrets.token_hex(16)
        with self._at(_NEW, make=True) as folder:
            with storing(str(self._folder)):
                descriptor = _locked(name, folder)
            try:
                yield descriptor, name
            finally:
                with suppress(OSError):
                    os.unlink(name, dir_fd=folder)
                os.close(descriptor)

    def _name(self, descriptor: int, new: str, name: str, ending: str = "") -> None:
        """Bring a new file to the disk and give it its name."""
        os.fchmod(descriptor, 0o444)
        os.fsync(descriptor)
        with self._at(_NEW) as source, self._at(name[:2], make=True) as folder:
            os.replace(new, name + ending, src_dir_fd=source, dst_dir_fd=folder)
            self._touched.add(name[:2])
            if not ending and self.redacted(f"sha256:{name}"):  # by another process, since we looked
                os.unlink(name, dir_fd=folder)
                self._refuse_withdrawn(name)


def _named(digest: str) -> str:
    """Give the hex digits of a digest, which are safe in a path. `UsageError` for anything else."""
    found = _DIGEST.fullmatch(digest)
    if found is None:
        message = "a digest is `sha256:` and 64 hex digits in lower case"
        raise UsageError(message, subject=digest[:100])
    return found[1]


def _locked(name: str, folder: int) -> int:
    """Make a file and lock it, anew where `sweep` took it in between."""
    while True:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=folder)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    try:
        while piece := file.read(_PIECE):
            yield piece
    except OSError as error:
        message = f"it could not be read: {(error.strerror or str(error)).lower()}"
        raise MissingInputError(message) from error
