"""The objects of a case for several threads at once: what many wait for a disk to do, it does together.

In: bytes or open files. Out: digests. A store is for one thread, so each thread has its own; `sync` is for all of them.
Eight files brought to the disk at once take a third of the time that one after the other take (ext4, measured).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from averment.custody.objects import Objects

THREADS: Final = 8
"""Threads that wait for the disk, or for a parser."""

Given = TypeVar("Given")
Result = TypeVar("Result")


class Shelf:
    """The store of one case. All methods but those of `Objects` that it passes on are for the thread that made it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine = threading.local()
        self._all: list[Objects] = []
        self._pool: ThreadPoolExecutor | None = None

    @contextmanager
    def many(self) -> Iterator[None]:
        """Keep threads meanwhile, for `each`."""
        pool = self._pool = ThreadPoolExecutor(THREADS)
        try:
            yield
        finally:
            pool.shutdown(cancel_futures=True)
            self._pool = None

    def each(self, work: Callable[[Given], Result], of: Iterable[Given]) -> list[Result]:
        """Do a piece of work on each of several things, several at once; give the results in order."""
        return list((self._pool.map if self._pool else map)(work, of))

    def sync(self) -> None:
        """Make all that was put since the last time, by whatever thread, outlast a loss of power."""
        self.each(Objects.sync, self._all)

    def put(self, data: bytes) -> str:
        """Keep bytes, as `Objects.put`."""
        return self._store.put(data)

    def put_file(self, file: BinaryIO, limit: int) -> tuple[str, int]:
        """Keep what a file holds, as `Objects.put_file`."""
        return self._store.put_file(file, limit)

    def get(self, digest: str) -> bytes:
        """Give the bytes of an object, as `Objects.get`."""
        return self._store.get(digest)

    def open(self, digest: str) -> BinaryIO:
        """Open an object, as `Objects.open`."""
        return self._store.open(digest)

    def size(self, digest: str) -> int:
        """Give the bytes of an object, as `Objects.size`."""
        return self._store.size(digest)

    def __contains__(self, digest: str) -> bool:
        """Tell whether the bytes are here."""
        return digest in self._store

    def redact(self, digest: str, placeholder: bytes) -> None:
        """Put a placeholder in place of an object, as `Objects.redact`."""
        self._store.redact(digest, placeholder)

    def sweep(self) -> None:
        """Delete what killed writers left half written, as `Objects.sweep`."""
        self._store.sweep()

    @property
    def _store(self) -> Objects:
        store: Objects | None = getattr(self._mine, "store", None)
        if store is None:
            store = self._mine.store = Objects(self._folder)
            self._all.append(store)
        return store
