"""The objects as they lie on the disk: which there are, and whether the bytes of each are those of its name.

In: the folder `objects`. Out: what is in it, and for each object what is wrong with it in a few words, or nothing.
Files are hashed a block at a time, large ones on threads; captures and readings are held whole to be decoded.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from averment.custody.objects import REDACTED, WITHHELD
from averment.custody.verifying.contents import fault
from averment.custody.verifying.files import UnreadableError, opened, walk
from averment.custody.verifying.holdings import Digest, Holdings, is_hex
from averment.custody.verifying.tallies import Tally

UNFINISHED: Final = "tmp"
"""The folder in `objects` where bytes are written before they have a name; a killed write leaves some there."""

Progress: TypeAlias = Callable[[int, int], None]
Item = TypeVar("Item")
Result = TypeVar("Result")

_BLOCK: Final = 1 << 20
_DECODED: Final = 1 << 28  # bytes of a capture or a reading: the most that a text of the largest size comes to
_LARGE: Final = 1 << 18  # bytes of a file that is worth a thread: hashing it takes longer than opening it
_AHEAD: Final = 4  # files waiting for each thread


@dataclass
class Store:
    """What lies in `objects`: sizes of the objects, placeholders, bytes left by an interrupted write, what is odd."""

    objects: dict[Digest, int] = field(default_factory=dict)
    redacted: set[Digest] = field(default_factory=set)
    withheld: set[Digest] = field(default_factory=set)
    unfinished: list[str] = field(default_factory=list)
    odd: Tally = field(default_factory=Tally)


def path_of(digest: Digest) -> str:
    """Give the place of an object in the folder `objects`."""
    name = digest.hex()
    return f"{name[:2]}/{name}"


def scan(folder: Path) -> Store:
    """Look at all names in a store, and at no bytes."""
    store = Store()
    if folder.is_symlink():
        store.odd.add("no folder (link)", folder.name)
        return store
    for met in walk(folder) if folder.exists() else ():
        inner, _, name = met.path.rpartition("/")
        stem, dot, ending = name.partition(".")
        if inner == UNFINISHED and not met.odd:
            store.unfinished.append(met.path)
        elif met.odd:
            store.odd.add(f"no file ({met.odd})", met.path)
        elif not is_hex(stem) or inner != stem[:2] or dot + ending not in ("", REDACTED, WITHHELD):
            store.odd.add("with a name that is none of an object", met.path)
        elif dot:
            (store.redacted if dot + ending == REDACTED else store.withheld).add(bytes.fromhex(stem))
        else:
            store.objects[bytes.fromhex(stem)] = met.size
    return store


@dataclass(frozen=True)
class Faults:
    """What is wrong with objects, in a few words: with the bytes of each, or with what these say."""

    bytes: dict[Digest, str] = field(default_factory=dict)
    contents: dict[Digest, str] = field(default_factory=dict)


def examine(folder: Path, store: Store, holdings: Holdings, progress: Progress | None) -> Faults:
    """Hash every object there is, named by an entry or not, and decode captures and readings."""

    def look(digest: Digest) -> tuple[str | None, str | None]:
        return _faults(folder / path_of(digest), digest, holdings)

    total, done, faults = sum(store.objects.values()), 0, Faults()
    for digest, (wrong_bytes, wrong_contents) in each(look, store.objects):
        if wrong_bytes:
            faults.bytes[digest] = wrong_bytes
        if wrong_contents:
            faults.contents[digest] = wrong_contents
        done += store.objects[digest]
        if progress:
            progress(done, total)
    return faults


def each(work: Callable[[Item], Result], sizes: Mapping[Item, int]) -> Iterator[tuple[Item, Result]]:
    """Do something to each of several files, whose sizes are given: to small ones here, to large ones on threads.

    Threads gain where the bytes are hashed, which leaves the interpreter to others, and lose where files are opened and
    decoded: thousands of a few kilobytes take twice as long on two threads as on one.
    """
    yield from ((item, work(item)) for item, size in sizes.items() if size < _LARGE)
    yield from _threaded(work, (item for item, size in sizes.items() if size >= _LARGE))


def _threaded(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
    """Use as many threads as there are cores; give the results in order, never far ahead of who takes them."""
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    threads = min(8, os.cpu_count() or 1)
    with ThreadPoolExecutor(threads) as pool:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) > threads * _AHEAD:
                first, result = waiting.popleft()
                yield first, result.result()
        while waiting:
            first, result = waiting.popleft()
            yield first, result.result()


def hash_file(path: Path) -> Digest:
    """Hash a file, a block at a time. Raises `UnreadableError`."""
    with opened(path) as file:
        digest = hashlib.sha256()
        while block := file.read(_BLOCK):
            digest.update(block)
        return digest.digest()


def _faults(path: Path, digest: Digest, holdings: Holdings) -> tuple[str | None, str | None]:
    role = holdings.roles.get(digest)
    try:
        if role is None:
            return None if hash_file(path) == digest else "changed", None
        with opened(path) as file:
            data = file.read(_DECODED + 1)
    except UnreadableError as error:
        return f"unreadable ({error})", None
    if hashlib.sha256(data).digest() != digest:
        return "changed", None
    return None, fault(data, role, [owner for owner in holdings.owners[digest] if owner != digest])
