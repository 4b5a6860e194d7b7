"""What may be written, decided under the lock by the index as it is then: what another process did is not done again.

In: files that were kept, entries that are to be committed. Out: the entries that are still to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from averment.case.index import Index
from averment.case.index.apply import as_json, number_of
from averment.case.index.connections import explained
from averment.case.index.rows import storable
from averment.case.sources import Kept
from averment.case.store import Session
from averment.case.work import Item, item
from averment.values import Addition, Published
from averment.values.log import Added, AnyEntry, Extracted


def register(
    session: Session, kept: Sequence[Kept], published: Published | None, *, force: bool
) -> list[Item | Addition]:
    """Log the files that are new, or have a new path or date; give the work on each, or that it is known.

    With `force` there is work on what was refused for its language, too.
    """
    index, entries, new = session.index, [], []
    seen: set[tuple[str, str]] = set()
    begun: set[str] = set()
    for one in kept:
        fresh = one.digest not in begun and _is_new(index, one, published, force=force)
        if (one.digest, one.name) not in seen and (fresh or not _has_path(index, one)):
            entries.append(_added(one, published))
        seen.add((one.digest, one.name))
        begun.add(one.digest)
        new.append(fresh)
    session.append(entries)
    return [_told(index, one) if fresh else _known(one) for one, fresh in zip(kept, new, strict=True)]


def fresh_entries(index: Index, one: Item, entries: Iterable[AnyEntry]) -> list[AnyEntry] | None:
    """Give what is still to be written of what came out of an original; nothing at all where another was faster."""
    if _state(index, one.number) != "pending":
        return None
    return [entry for entry in entries if not (isinstance(entry, Extracted) and _is_out(index, one.number, entry))]


def is_to_read(index: Index, one: Item, capture: str) -> bool:
    """Tell whether a document is still without a reading of this capture."""
    with explained(index.path):
        row = index.db.execute("SELECT capture, reading FROM documents WHERE number = ?", (one.number,)).fetchone()
    return bool(row == (capture, None))


def _is_new(index: Index, one: Kept, published: Published | None, *, force: bool) -> bool:
    """Tell whether there is work on a file: it is not in the case, it gets a date, or it may now be read."""
    with explained(index.path):
        row = index.db.execute(
            "SELECT state, capture, error, published_how, published_start, published_end FROM documents "
            "WHERE digest = ?",
            (one.digest,),
        ).fetchone()
    if row is None or row[0] == "removed":
        return True
    if force and row[0] == "captured" and row[2] == "LanguageError":
        return True
    if published is None or row[1] is None or row[3] not in {None, "given"}:
        return False
    return bool((published.start.isoformat(), published.end.isoformat()) != row[4:])


def _has_path(index: Index, one: Kept) -> bool:
    with explained(index.path):
        query = "SELECT 1 FROM paths JOIN documents ON number = document WHERE digest = ? AND path = ?"
        return index.db.execute(query, (one.digest, storable(one.name))).fetchone() is not None


def _is_out(index: Index, container: int, entry: Extracted) -> bool:
    """Tell whether a member was taken out before, and has not been withdrawn since."""
    with explained(index.path):
        query = (
            "SELECT 1 FROM members JOIN documents ON number = document WHERE digest = ? AND container = ? "
            "AND name = ? AND place = ? AND state <> 'removed'"
        )
        row = (entry.object, container, storable(entry.name), as_json(entry.place))
        return index.db.execute(query, row).fetchone() is not None


def _state(index: Index, number: int) -> str:
    with explained(index.path):
        return str(index.db.execute("SELECT state FROM documents WHERE number = ?", (number,)).fetchone()[0])


def _added(one: Kept, published: Published | None) -> Added:
    return Added(path=one.name, object=one.digest, size=one.size, modified=one.modified, published=published)


def _told(index: Index, one: Kept) -> Item | Addition:
    with explained(index.path):
        number = number_of(index.db, one.digest)
    found = None if number is None else item(index, number)
    return _known(one) if found is None else replace(found, name=one.name)


def _known(one: Kept) -> Addition:
    return Addition(name=one.name, document=one.digest, state="known")
