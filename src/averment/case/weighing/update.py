"""One bringing up to date: what is kept is taken, what is missing is made in batches and kept, what has left goes.

In: the open parts of a case, what counts in it. Out: what was made of each document and pair. A kill costs the batch
that was being made. Where the case cannot be written to, all goes on in memory.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias, TypeVar

import msgspec

from averment.case.index import Index
from averment.case.index.connections import explained
from averment.case.store import Store
from averment.case.weighing.kept import Kept, Pair, Row, State, Table, Whole
from averment.case.weighing.made import Compared
from averment.case.weighing.standing import Counted
from averment.errors import CaseError

Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much."""
TOGETHER: Final = 64
"""Documents in a batch."""
PAIRS_TOGETHER: Final = 512

Made = TypeVar("Made", bound=msgspec.Struct)
One = TypeVar("One")
_Names: TypeAlias = tuple[str, str]


class Update:
    """What is kept of a case, on its way to what counts now. `at` is the size of the log at which that was found.

    `tell` is told of progress.
    """

    def __init__(self, store: Store, kept: Kept, counted: Counted, at: int, progress: Progress | None) -> None:
        self._store = store
        self._kept = kept
        self._at = at
        self._readings = {name: standing.reading for name, standing in counted.documents.items()}
        self.tell = progress or (lambda *_: None)
        self._keeping = True
        self._new: defaultdict[Table, dict[str, Any]] = defaultdict(dict)

    def documents(  # noqa: PLR0913  (what is made, of what, how, and how many at a time)
        self,
        table: Table,
        kind: type[Made],
        bases: Mapping[str, str],
        make: Callable[[Sequence[str]], Mapping[str, Made]],
        what: str,
        *,
        together: int | None = None,
    ) -> dict[str, Made]:
        """Give what is made of each document: what is kept of it, or what `make` makes of a batch of documents."""
        held = self._held(table, kind, bases)
        missing = [name for name in _from_anywhere(sorted(bases)) if name not in held]
        for batch in batches(missing, together or TOGETHER, lambda done: self.tell(what, done, len(missing))):
            found = self._held(table, kind, bases, batch)  # another process may have been faster
            new = make([name for name in batch if name not in found])
            self.put(table, bases, new)
            held |= found | dict(new)
        return held

    def put(self, table: Table, bases: Mapping[str, str], new: Mapping[str, msgspec.Struct]) -> None:
        """Keep what was made of documents."""
        rows = [Row(name, bases[name], msgspec.msgpack.encode(value)) for name, value in new.items()]
        self._new[table] |= new
        self._keep(new, partial(Kept.put_rows, table=table, rows=rows))

    def pairs(
        self,
        bases: Mapping[_Names, str],
        documents: Collection[str],
        make: Callable[[str, str], Compared],
        what: str,
    ) -> list[Compared]:
        """Give what is found of each pair that some documents are in; their pairs that are no more wanted go.

        `bases` are those of all pairs that are wanted, in the order in which they are compared.
        """
        among = set(documents)
        wanted = [names for names in bases if not among.isdisjoint(names)]
        kept = self._kept.pairs(documents)
        held = {
            names: found
            for names in wanted
            if (pair := kept.get(names))
            and bases[names] == pair.basis
            and (found := _read(pair.made, Compared)) is not None
        }
        missing = [names for names in wanted if names not in held]
        for batch in batches(missing, PAIRS_TOGETHER, lambda done: self.tell(what, done, len(missing))):
            new = {names: make(*names) for names in batch}
            rows = [Pair(*names, bases[names], msgspec.msgpack.encode(found)) for names, found in new.items()]
            self._keep({name for names in batch for name in names}, partial(Kept.put_pairs, pairs=rows))
            held |= new
        if gone := kept.keys() - bases.keys():
            self._keep((), partial(Kept.forget, documents=(), pairs=gone))
        return [held[names] for names in wanted]

    def whole(self, name: Whole, kind: type[Made]) -> Made | None:
        """Give what was made of all documents together, if it can be used."""
        kept = self._kept.whole(name)
        return _read(kept[1], kind) if kept else None

    def put_whole(self, name: Whole, value: msgspec.Struct, of: Iterable[str]) -> None:
        """Keep what was made of some documents together."""
        self._keep(of, partial(Kept.put_whole, name=name, basis="", made=msgspec.msgpack.encode(value)))

    def grouping(self, state: State) -> None:
        """Keep a grouping."""
        self._keep(state.documents, partial(Kept.put_state, state=state))

    def forget(self, documents: Collection[str]) -> None:
        """Take out what was made of documents that no longer count."""
        if documents:
            self._keep((), partial(Kept.forget, documents=documents, pairs=()))

    def _held(
        self, table: Table, kind: type[Made], bases: Mapping[str, str], names: Sequence[str] | None = None
    ) -> dict[str, Made]:
        if names is not None and not self._keeping:
            return {}
        rows = self._kept.rows(table, names)
        fitting = {name: row for name, row in rows.items() if bases.get(name) == row.basis}
        found = {name: value for name, row in fitting.items() if (value := _read(row.made, kind)) is not None}
        return found | (self._new[table] if names is None else {})

    def _keep(self, of: Iterable[str], change: Callable[[Kept], None]) -> None:
        """Change what is kept, under the lock of the case, unless what it was made of has been taken away meanwhile."""
        if not self._keeping:
            return
        try:
            with self._store.writing() as session:
                if session.number == self._at or _unchanged(session.index, self._readings, of):
                    change(self._kept)
        except (CaseError, OSError, sqlite3.Error):  # it cannot be written to: what was made serves this time
            self._keeping = False


def batches(of: Sequence[One], size: int, tell: Callable[[int], None]) -> Iterator[Sequence[One]]:
    """Give things in batches; tell how many are done, before the first batch and after each."""
    for start in range(0, len(of), size):
        tell(start)
        yield of[start : start + size]
    if of:
        tell(len(of))


def _read(data: bytes, kind: type[Made]) -> Made | None:
    """Give what was kept; nothing where it is not of its kind."""
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.DecodeError, ValueError, OverflowError, RecursionError):
        return None


def _from_anywhere(names: list[str]) -> list[str]:
    """Begin anywhere: two processes that weigh the same case are then seldom at the same documents."""
    start = int.from_bytes(os.urandom(4)) % len(names) if names else 0
    return names[start:] + names[:start]


def _unchanged(index: Index, readings: Mapping[str, str], names: Iterable[str]) -> bool:
    with explained(index.path):
        now = dict(index.db.execute("SELECT digest, reading FROM documents WHERE state = 'read'").fetchall())
    return all(now.get(name) == readings.get(name) for name in names)
