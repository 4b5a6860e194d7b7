"""The log of a case: what was done, by whom, when, with which version, under a head that the key of the case signed.

In: the folder of a case. Out: heads, lines and entries, up to the head and no further; and a lock to write under.
A reader takes no lock: it reads the head first, then as many lines as the head covers, which no writer changes.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from typing import BinaryIO, Final

from msgspec.structs import replace

from averment.custody.checkpoints import Checkpoint, open_checkpoint, origin_of, sign_checkpoint
from averment.custody.entries import decode, encode
from averment.custody.files import open_file, read_file, storing, sync_folder, write_new
from averment.custody.keys import MAX_PEM, PRIVATE_FILE, PUBLIC_FILE, Signer, Verifier
from averment.custody.lines import Known, extend, holds, read_lines
from averment.custody.notes import MAX_NOTE
from averment.custody.tree import leaf_hash
from averment.custody.writing import HEAD, LOG, Stamp, Writing
from averment.errors import BusyError, DamagedError, NoCaseError, UsageError
from averment.values.log import AnyEntry, Began

__all__ = ["Known", "Log", "Writing"]

LOCK = "lock"
_PAUSE: Final = 0.02  # seconds between two looks at a lock that another has
_FILES = (LOG, HEAD, PUBLIC_FILE, PRIVATE_FILE)
_NOTHING = Known()


class Log:
    """The log of one case, as far as its head. One instance is for one thread; processes may be many."""

    def __init__(self, folder: Path, verifier: Verifier, known: Known) -> None:
        self.verifier = verifier
        self._folder = folder
        self._began = known
        self._known = known
        self._seen = 0
        self._signer: Signer | None = None

    @classmethod
    def create(cls, folder: Path, signer: Signer, began: Began) -> Log:
        """Begin a log: keys, the first entry and its head. `began` comes with its time, writer and version.

        `UsageError` where something of a case is there already. A kill in here leaves a folder without `checkpoint`.
        """
        with storing(str(folder)):
            folder.mkdir(parents=True, exist_ok=True)
            there = [name for name in _FILES if os.path.lexists(folder / name)]
            if there:
                message = f"there is something of a case here already: {there[0]}"
                raise UsageError(message, subject=str(folder))
            try:
                _write_first(folder, signer, encode(replace(began, seq=0)))
            except BaseException:
                for name in _FILES:
                    (folder / name).unlink(missing_ok=True)
                raise
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path, known: Known | None = None) -> Log:
        """Open a log: its head must be signed by the key of its first entry, which is `key.pub`, and fit its lines.

        Without `known` all lines are hashed. With it (from an index, say) only those after it, if they lead to the root
        of the head; a change before that is for `verify` to find. `NoCaseError`, `DamagedError`.
        """
        verifier = _verifier(folder)
        with open_file(folder / LOG) as file, storing(str(folder)):
            log = cls(folder, verifier, known if known and holds(file, known) else _NOTHING)
        log._reach(log.head())
        return log

    @property
    def known(self) -> Known:
        """Give how far the log is known to us, for `open` to start from another time."""
        return self._known

    def head(self) -> Checkpoint:
        """Read the head anew. `DamagedError` where it is not signed, or covers less than it did before."""
        head = open_checkpoint(self.note(), self.verifier)
        if head.size < self._seen:
            message = f"the head covers {head.size:,} entries, and covered {self._seen:,} before"
            raise DamagedError(message, subject=str(self._folder))
        return head

    def note(self) -> bytes:
        """Read the head anew as it was signed: what a person keeps elsewhere. It is not checked."""
        return _read(self._folder, HEAD, MAX_NOTE)

    def lines(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Give the lines from entry `start` up to `stop` or the head, one in memory at a time.

        They are not hashed again. `DamagedError` where there are fewer than the head says.
        """
        head = self.head()
        stop = head.size if stop is None else min(stop, head.size)
        anchor = next(known for known in (self._known, self._began, _NOTHING) if known.size <= start)
        if start < stop:
            with open_file(self._folder / LOG) as file:
                file.seek(anchor.length)
                yield from islice(read_lines(file, stop - anchor.size), start - anchor.size, None)

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[AnyEntry]:
        """Give the entries of the same lines; `DamagedError` where a line is none."""
        return map(decode, self.lines(start, stop))

    @contextmanager
    def writing(self, by: str, version: str, now: Callable[[], str], *, wait: float | None = None) -> Iterator[Writing]:
        """Lock the log against other writers, wait for them as long as it takes, and clean up after a killed one.

        `now` gives RFC 3339 in UTC with seconds. With `wait` seconds `BusyError` where another has the lock for longer.
        The lock is not for the same thread twice.
        """
        with _locked(self._folder / LOCK, wait):
            signer = self._private_key()
            self._reach(self.head())
            writing = Writing(self._folder, signer, self.known, Stamp(by=by, version=version, now=now))
            try:
                writing.recover()
                yield writing
            finally:
                self._known, self._seen = writing.known, writing.known.size

    def _reach(self, head: Checkpoint) -> None:
        """Hash on from what is known to the head, or from the start where that does not lead to its root."""
        with open_file(self._folder / LOG) as file:
            for start in (self._known, _NOTHING):
                reached = _reached(file, start, head.size)
                if reached is not None and reached.root() == head.root:
                    self._began = self._began if start is self._known else _NOTHING
                    self._known, self._seen = reached, reached.size
                    return
        message = "the entries of the log do not lead to the root that its head was signed with"
        raise DamagedError(message, subject=str(self._folder))

    def _private_key(self) -> Signer:
        if self._signer is None:
            path = self._folder / PRIVATE_FILE
            signer = Signer.load(path, self.verifier.name)
            if signer.verifier != self.verifier:
                message = "the private key is not the one that the case began with"
                raise DamagedError(message, subject=str(path))
            self._signer = signer
        return self._signer


def _write_first(folder: Path, signer: Signer, line: bytes) -> None:
    """Write all that a case begins with, the head last."""
    signer.save(folder)
    write_new(folder / LOG, line + b"\n", 0o644)
    head = Checkpoint(origin=signer.name, size=1, root=leaf_hash(line))
    write_new(folder / HEAD, sign_checkpoint(head, signer), 0o644)
    sync_folder(folder)
    sync_folder(folder.absolute().parent)


def _reached(file: BinaryIO, start: Known, size: int) -> Known | None:
    """Hash on from `start` to `size` entries; null where the file or `start` does not allow it."""
    if start.size > size:
        return None
    try:
        return extend(file, start, size)
    except (DamagedError, ValueError):
        return None


@contextmanager
def _locked(path: Path, wait: float | None) -> Iterator[None]:
    with storing(str(path)):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        with storing(str(path)):
            _lock(descriptor, path, wait)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path, wait: float | None) -> None:
    """Wait for the lock; with a limit by asking again and again, for a lock of a file knows none."""
    if wait is None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return
    until = monotonic() + wait
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        left = until - monotonic()
        if left <= 0:
            message = f"another process has been writing to it for {wait:g} seconds and more"
            raise BusyError(message, subject=str(path.parent))
        sleep(min(_PAUSE, left))


def _verifier(folder: Path) -> Verifier:
    """Give the key that the log began with."""
    if not any(os.path.lexists(folder / name) for name in (LOG, HEAD)):
        message = "there is no case here"
        raise NoCaseError(message, subject=str(folder))
    try:
        with open_file(folder / LOG) as file:
            began = decode(next(read_lines(file, 1)))
    except FileNotFoundError as error:
        raise _missing(folder, LOG) from error
    if not isinstance(began, Began):
        message = "the log does not begin with the making of a case"
        raise DamagedError(message, subject=str(folder))
    verifier = Verifier.parse(began.key)
    if verifier.name != origin_of(began.case):
        message = f"the key is that of another case: {verifier.name}"
        raise DamagedError(message, subject=str(folder))
    if Verifier.from_pem(_read(folder, PUBLIC_FILE, MAX_PEM), verifier.name) != verifier:
        message = f"{PUBLIC_FILE} is not the key that the case began with"
        raise DamagedError(message, subject=str(folder))
    return verifier


def _read(folder: Path, name: str, limit: int) -> bytes:
    try:
        return read_file(folder / name, limit)
    except FileNotFoundError as error:
        raise _missing(folder, name) from error


def _missing(folder: Path, name: str) -> DamagedError:
    return DamagedError(f"{name} is missing", subject=str(folder))
