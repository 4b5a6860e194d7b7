"""The parts of a case that are open, kept in step: the log, the objects, and the index, which follows the log.

In: a folder. Out: the index to read, at the head of the log; a session to write in, under the lock. A reader that finds
the index behind, after a kill say, waits for the lock and brings it up itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from averment.case.carrying import Carrying
from averment.case.index import Index, build, entry_of, replace
from averment.case.index.connections import PATIENCE
from averment.case.shelf import Shelf
from averment.case.weighing.files import FILE as WEIGHED
from averment.case.weighing.files import delete
from averment.custody.files import storing
from averment.custody.log import Known, Log, Writing
from averment.errors import CaseError, DamagedError
from averment.values import Judgement
from averment.values.log import AnyEntry, Removed

INDEX: Final = "index.sqlite"
_NEW: Final = ".index.new"


class Session:
    """A case that is locked for writing by us, its index at the head of its log. `by` is who the entries name."""

    def __init__(self, store: Store, writing: Writing, index: Index, by: str) -> None:
        self.index = index
        self.by = by
        self._store = store
        self._writing = writing

    def carried(self, judgements: Iterable[Judgement]) -> list[Judgement]:
        """Give judgements as they are on the current readings."""
        return self._store.carrying.all(self.index, judgements)

    @property
    def number(self) -> int:
        """Give the number that the next entry will have."""
        return self._writing.head.size

    def append(self, entries: Sequence[AnyEntry]) -> list[AnyEntry]:
        """Commit entries, and the objects put before; give them as they stand in the log."""
        self._store.objects.sync()
        written = self._writing.append(entries)
        try:
            self._store.follow(self.index)
        except CaseError as error:
            error.recorded = True  # the index is brought up from the log when it can be
            raise
        return written

    def redact(self, entries: Sequence[Removed]) -> None:
        """Commit entries that take bytes away, then take them away, and the text of them out of the index.

        In this order: an index that has not come to the entries tells whoever opens the case after a kill to go on.
        """
        self._writing.append(entries)
        self._store.rebuild_locked()
        self.index.refresh()


class Store:
    """The log, the objects and the index of one case, and the name under which we write. For one thread.

    `wait` is how many seconds to wait for another process that writes; null, as long as it takes.
    """

    def __init__(self, folder: Path, by: str, wait: float | None = None) -> None:
        self.folder = folder
        self.by = by
        self.wait = wait
        self.objects = Shelf(folder / "objects")
        self.carrying = Carrying(self.objects)
        self.log = Log.open(folder, _known(folder / INDEX))
        self._held: Index | None = None
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the index if it is held open."""
        if self._held is not None:
            self._held.close()
            self._held = None

    @contextmanager
    def reading(self) -> Iterator[Index]:
        """Give the index, at the head of the log as it is now."""
        with self._index() as index:
            if index.outdated or not self._agrees(index):
                with self.writing():  # behind, or another process is just going on: under the lock it is sure
                    pass
            yield index

    @contextmanager
    def writing(self, *, by: str | None = None) -> Iterator[Session]:
        """Lock the case; give a session to write in, under another name than the store's if one is given.

        `BusyError` where another process has it locked for longer than is to be waited.
        """
        who = by or self.by
        with self._lock, self.log.writing(who, version(), now, wait=self.wait) as writing, self._index() as index:
            self._catch_up(index)
            yield Session(self, writing, index, who)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep the index open meanwhile: to open it for each of many steps would write the WAL back each time."""
        if self._held is not None:
            yield
            return
        with self._opened() as index:
            self._held = index
            try:
                yield
            finally:
                self._held = None

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[AnyEntry]:
        """Give the entries from number `start` up to `stop` or the head; `NewerError` for one of a newer version."""
        return (entry_of(line, self.folder, shown=True) for line in self.log.lines(start, stop))

    def follow(self, index: Index) -> None:
        """Bring the index up to the head, the lock held."""
        for _ in index.follow(self.log.lines(index.known.size), self.objects):
            pass
        if not self._agrees(index):
            message = f"its index is not that of its log; `averment rebuild {self.folder}` makes it anew"
            raise DamagedError(message, subject=str(self.folder / INDEX))

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the index anew, as a function of the log and the objects, and leave nothing of the old one.

        What was kept of weighing goes with it.
        """
        with self._lock, self.log.writing(self.by, version(), now, wait=self.wait):
            self.close()  # what an `add` that stands still holds: it will open the new one
            self.rebuild_locked(progress)

    def rebuild_locked(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the index anew, the lock held."""
        self._finish_redactions(0)
        with storing(str(self.folder)):
            delete(self.folder / WEIGHED)  # what was derived of the texts, too
        size, new = self.log.head().size, self.folder / _NEW
        build(new, self.log.lines(), self.objects, progress and (lambda reached: progress(reached, size)))
        replace(self.folder / INDEX, new)

    @contextmanager
    def _index(self) -> Iterator[Index]:
        if self._held is not None:
            yield self._held
        else:
            with self._opened() as index:
                yield index

    def _opened(self) -> Index:
        return Index(self.folder / INDEX, PATIENCE if self.wait is None else min(self.wait, PATIENCE))

    def _catch_up(self, index: Index) -> None:
        """Bring the index up to the head; make it anew where its tables are old, or a text has to vanish from it."""
        index.refresh()  # while we waited for the lock another may have made it
        known = index.known
        old = index.outdated and index.version
        if old or (known.size != self.log.known.size and self._finish_redactions(known.size)):
            self.rebuild_locked()
            index.refresh()
        self.follow(index)

    def _agrees(self, index: Index) -> bool:
        """Tell whether the index has come to the head of the log, and by the entries of this log."""
        known, head = index.known, self.log.head()
        return known.size == head.size and known.root() == head.root

    def _finish_redactions(self, start: int) -> bool:
        """Redact what entries from `start` on say is redacted, and may not be after a kill; tell whether any does."""
        found = False
        for line in self.log.lines(start):
            entry = entry_of(line, self.folder)
            if isinstance(entry, Removed) and entry.redacted:
                found = True
                redact(self.objects, entry)
        if found:
            self.objects.sweep()
        return found


def redact(objects: Shelf, entry: Removed) -> None:
    """Put placeholders, which say who took the bytes away and why, in place of what an entry says is redacted."""
    for digest in entry.redacted:
        if digest in objects:
            objects.redact(digest, _placeholder(digest, objects.size(digest), entry))


def now() -> str:
    """Give the time as the log writes it: RFC 3339 in UTC, with seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def version() -> str:
    """Give the version of the package, which each entry names."""
    from importlib.metadata import version as installed

    return installed("averment")


def _placeholder(digest: str, size: int, entry: Removed) -> bytes:
    said = {"at": entry.at, "by": entry.by, "entry": entry.seq, "object": digest, "size": size, "why": entry.why}
    return msgspec.json.encode({"format": "averment.redacted/1", **said}, order="sorted") + b"\n"


def _known(path: Path) -> Known | None:
    """Give how far the log is known; nothing where the index cannot say: whoever needs it will be told why."""
    if not path.exists():
        return None
    try:
        with Index(path) as index:
            return index.known
    except CaseError:
        return None
