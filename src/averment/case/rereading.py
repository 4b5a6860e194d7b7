"""The documents of a case read anew with today's model, from the texts that were captured. The order of steps.

In: the open parts of a case, a reader. Out: which documents come out otherwise: the log has their new readings. What
today's model read before is passed over (it would come out the same), so what was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from averment.api import TOGETHER, Reads, read_all
from averment.case.index import Index
from averment.case.index.connections import explained
from averment.case.store import Store
from averment.errors import CaseError, InputError, LanguageError
from averment.values import Capture, Document, Model, Reading, Reread, Skipped, from_json, to_json
from averment.values.log import WasRead

Had = TypeVar("Had")


@dataclass(frozen=True)
class _Standing:
    """A document that is read: its number and digest, its current capture and reading."""

    number: int
    document: str
    capture: str
    reading: str


class _Kept(msgspec.Struct):
    """What is asked of a reading that is kept."""

    model: Model
    skipped: tuple[Skipped, ...] = ()


class Rereading:
    """Reads one case anew, once. With `everything` also what today's model has read."""

    def __init__(self, store: Store, reader: Reads, *, everything: bool = False) -> None:
        self._store = store
        self._reader = reader
        self._everything = everything
        self._today: Model | None = None
        self._read = 0
        self._changed: list[str] = []
        self._failed: dict[str, str] = {}

    def run(self, progress: Callable[[int, int], None] | None = None) -> Reread:
        """Read in groups, each committed together; `progress` is told of documents done, and of all."""
        tell = progress or (lambda *_: None)
        with self._store.objects.many(), self._store.holding():
            with self._store.reading() as index:
                every = _standing(index)
            for start in range(0, len(every), TOGETHER):
                tell(start, len(every))
                self._group(every[start : start + TOGETHER])
            tell(len(every), len(every))
        return Reread(documents=len(every), read=self._read, changed=tuple(self._changed), failed=dict(self._failed))

    def _group(self, group: Sequence[_Standing]) -> None:
        wanted = []
        for one in group:
            kept = self._kept(one)
            if kept is not None and (self._everything or kept.model != self._today):
                document = self._document(one)
                wanted += [(one, kept, document)] if document is not None else []
        made = self._readings([(kept, document) for _, kept, document in wanted])
        new = [(one, reading) for (one, _, _), reading in zip(wanted, made, strict=True) if reading is not None]
        self._read += len(new)
        self._commit(self._store.objects.each(self._put, new))

    def _readings(self, texts: Sequence[tuple[_Kept, Document]]) -> list[Reading | None]:
        """Read documents as they were read before: those with what is not English in them, if that was read."""
        outcomes = read_all([document for _, document in texts], self._reader, force=False)
        made: list[Reading | None] = []
        for (kept, document), first in zip(texts, outcomes, strict=True):
            outcome = first if _is_as_before(first, kept) else read_all([document], self._reader, force=True)[0]
            if isinstance(outcome, Reading):
                self._today = outcome.model
                made.append(outcome)
            else:
                self._failed[document.digest] = outcome.message
                made.append(None)
        return made

    def _put(self, read: tuple[_Standing, Reading]) -> tuple[_Standing, WasRead]:
        one, reading = read
        digest = self._store.objects.put(to_json(reading))
        return one, WasRead(document=one.document, capture=one.capture, reading=digest, model=reading.model.reader)

    def _commit(self, made: Sequence[tuple[_Standing, WasRead]]) -> None:
        """Write the readings that came out otherwise, of documents that are as they were."""
        changed = [(one, entry) for one, entry in made if entry.reading != one.reading]
        if not changed:
            return
        with self._store.writing() as session:
            now = {one.number: one for one in _standing(session.index)}
            entries = [entry for one, entry in changed if now.get(one.number) == one]
            session.append(entries)
        self._changed += [entry.document for entry in entries]

    def _kept(self, one: _Standing) -> _Kept | None:
        return self._had(one, lambda: msgspec.json.decode(self._store.objects.get(one.reading), type=_Kept))

    def _document(self, one: _Standing) -> Document | None:
        return self._had(one, lambda: from_json(self._store.objects.get(one.capture), Capture).document)

    def _had(self, one: _Standing, get: Callable[[], Had]) -> Had | None:
        """Give what is kept of a document; nothing where it is damaged or gone: what was read stays as it is."""
        try:
            return get()
        except (CaseError, msgspec.DecodeError) as error:
            damaged = "what was made of it is damaged: `averment verify` says more"
            self._failed[one.document] = error.message if isinstance(error, CaseError) else damaged
            return None


def _is_as_before(outcome: Reading | InputError, kept: _Kept) -> bool:
    """Tell whether what is not English was passed over before, if it is now."""
    if isinstance(outcome, Reading):
        return bool(kept.skipped) or not outcome.skipped
    return not isinstance(outcome, LanguageError)


def _standing(index: Index) -> list[_Standing]:
    with explained(index.path):
        rows = index.db.execute(
            "SELECT number, digest, capture, reading FROM documents WHERE state = 'read' AND reading IS NOT NULL "
            "ORDER BY number"
        )
        return [_Standing(*row) for row in rows]
