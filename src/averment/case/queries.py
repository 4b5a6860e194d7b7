"""Look-ups in the index: the documents of a case, what a person means by a reference, judgements, entries.

In: an open index. Out: values. A reference is a digest or the beginning of one (six digits or more), or a path.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, get_args

import msgspec

from averment.case.index import Index
from averment.case.index.connections import explained
from averment.case.index.rows import storable
from averment.errors import NewerError, UsageError, WithdrawnError
from averment.values import Judgement, Listed, Published, Target
from averment.values.cases import BETWEEN, DocumentState
from averment.values.fields import unknown
from averment.values.judgements import Verdict
from averment.weighing.upheld import standing

_DIGEST: Final = re.compile(r"(?:sha256:)?([0-9a-f]{6,64})", re.ASCII)
_SHOWN: Final = 3  # documents that a message names
_DEEPEST: Final = 8  # containers in a name: there are fewer, by the limit of nesting


def documents(index: Index, *, withdrawn: bool = False) -> list[Listed]:
    """Give the documents of a case in the order in which they came, with those that were withdrawn if asked for."""
    with explained(index.path):
        names = _Names(index.db)
        state = "" if withdrawn else "WHERE state <> 'removed'"
        return [_listed(row, names) for row in index.db.execute(f"{_SELECT} {state} ORDER BY number")]


def document(index: Index, reference: str) -> tuple[int, Listed]:
    """Give the one document that a reference means, and its number; `UsageError` where it means none, or several."""
    with explained(index.path):
        found = sorted({*_by_digest(index.db, reference), *_by_path(index.db, storable(reference))})
        rows = [_row(index.db, number) for number in found]
        standing = [row for row in rows if row[2] != "removed"]
        rows = standing if len(standing) == 1 else rows
        if len(rows) != 1:
            raise UsageError(_not_one(rows), subject=reference[:200])
        return rows[0][0], _listed(rows[0], _Names(index.db))


def without(listed: Listed, reference: str) -> UsageError | WithdrawnError:
    """Give the error that says why there is no text, or no reading, of a document."""
    kind = WithdrawnError if listed.state == "removed" else UsageError
    return kind(_WITHOUT[listed.state], subject=reference[:200])


def capture_of(index: Index, number: int) -> str | None:
    """Give the digest of the current capture of a document."""
    with explained(index.path):
        row = index.db.execute("SELECT capture FROM documents WHERE number = ?", (number,)).fetchone()
        return None if row[0] is None else str(row[0])


def entries_about(index: Index, number: int) -> list[int]:
    """Give the numbers of the log entries that concern a document."""
    with explained(index.path):
        rows = index.db.execute("SELECT seq FROM concerns WHERE document = ? ORDER BY seq", (number,))
        return [seq for (seq,) in rows]


def judgements(index: Index, *, superseded: bool = False) -> list[Judgement]:
    """Give the judgements that stand, in the order in which they were made; with `superseded` all of them."""
    with explained(index.path):
        found = [_judgement(row) for row in index.db.execute(f"{_JUDGED} ORDER BY seq")]
    return found if superseded else standing(found)


def judgements_on(index: Index, documents: Iterable[str]) -> list[Judgement]:
    """Give all judgements, the superseded ones too, on some documents or on anything in them."""
    digests = sorted(set(documents))
    among = ", ".join("?" * len(digests))
    with explained(index.path):
        rows = index.db.execute(
            f"{_JUDGED} WHERE seq IN (SELECT seq FROM concerns JOIN documents ON number = document "  # noqa: S608  # ours
            f"WHERE digest IN ({among})) ORDER BY seq",
            digests,
        )
        return [_judgement(row) for row in rows]


def judgement(index: Index, name: str) -> Judgement | None:
    """Give a judgement by its id."""
    with explained(index.path):
        row = index.db.execute(f"{_JUDGED} WHERE id = ?", (name,)).fetchone()
    return None if row is None else _judgement(row)


def readings(index: Index) -> dict[str, str]:
    """Give the digest of the current reading of each document that is read."""
    with explained(index.path):
        rows = index.db.execute("SELECT digest, reading FROM documents WHERE state = 'read' AND reading IS NOT NULL")
        return dict(rows.fetchall())


_WITHOUT: Final[dict[DocumentState, str]] = {
    "captured": "it was not read: `averment list` says why",
    "container": "it holds other documents and has no text of its own",
    "failed": "no text could be had of it: `averment list` says why",
    "pending": "it has not been parsed yet: `averment add CASE` goes on",
    "read": "it has no capture",
    "removed": "it was withdrawn from the case",
}

_SELECT: Final = (
    "SELECT number, digest, state, size, media_type, title, outlet, url, published_start, published_end, "
    "published_how, attributions, reading, error, message, added FROM documents"
)


_JUDGED: Final = "SELECT id, verdict, targets, changes, note, by, at, supersedes FROM judgements"


class _Names:
    """The names that documents came under, looked up once each."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[int, tuple[str, ...]] = {}

    def of(self, number: int, most: int = _DEEPEST) -> tuple[str, ...]:
        """Give the paths of a document and, for each container it was in, the container's first name and its own."""
        if number not in self._known:
            paths = self._db.execute("SELECT path FROM paths WHERE document = ? ORDER BY seq", (number,))
            names = [path for (path,) in paths]
            within = self._db.execute("SELECT container, name FROM members WHERE document = ? ORDER BY seq", (number,))
            for container, name in within.fetchall() if most else ():
                outer = self.of(container, most - 1)
                names.append(f"{outer[0] if outer else ''}{BETWEEN}{name}")
            self._known[number] = tuple(dict.fromkeys(names))
        return self._known[number]


def _row(db: sqlite3.Connection, number: int) -> tuple[int, str, str]:
    found: tuple[int, str, str] = db.execute(f"{_SELECT} WHERE number = ?", (number,)).fetchone()
    return found


def _listed(row: tuple[object, ...], names: _Names) -> Listed:
    keys = ("digest", "state", "size", "media_type", "title", "outlet", "url", "published", "attributions", "reading")
    number, *about = row
    published = _published(*about[7:10])
    values = dict(zip((*keys, "error", "message", "added"), [*about[:7], published, *about[10:]], strict=True))
    assert isinstance(number, int)  # noqa: S101  # the primary key
    return msgspec.convert({**values, "paths": names.of(number)}, Listed)


def _published(start: object, end: object, how: object) -> Published | None:
    if not (isinstance(start, str) and isinstance(end, str)):
        return None
    return Published(start=date.fromisoformat(start), end=date.fromisoformat(end), how=str(how))


def _by_digest(db: sqlite3.Connection, reference: str) -> Iterator[int]:
    found = _DIGEST.fullmatch(reference)
    if found:
        first = f"sha256:{found[1]}"
        rows = db.execute("SELECT number FROM documents WHERE digest BETWEEN ? AND ?", (first, f"{first}g"))
        yield from (number for (number,) in rows.fetchall())


def _by_path(db: sqlite3.Connection, path: str) -> set[int]:
    """Find a path, or `container » name`, wherever the name of the container ends."""
    found = {number for (number,) in db.execute("SELECT document FROM paths WHERE path = ?", (path,))}
    parts = path.split(BETWEEN)
    for cut in range(1, len(parts)) if len(parts) <= _DEEPEST else ():
        name = BETWEEN.join(parts[cut:])
        for container in _by_path(db, BETWEEN.join(parts[:cut])):
            rows = db.execute("SELECT document FROM members WHERE container = ? AND name = ?", (container, name))
            found |= {number for (number,) in rows}
    return found


def _not_one(rows: list[tuple[int, str, str]]) -> str:
    if not rows:
        return "the case has no document with this path, or with a digest that begins so (six hex digits at least)"
    named = ", ".join(row[1][:19] for row in rows[:_SHOWN])
    more = f" and {len(rows) - _SHOWN:,} more" if len(rows) > _SHOWN else ""
    return f"{len(rows):,} documents are meant: {named}{more}"


def _judgement(row: tuple[str, ...]) -> Judgement:
    """Read a row. `NewerError` for what a newer version wrote there, or into the log."""
    name, verdict, targets, changes, note, by, at, supersedes = row
    if verdict not in get_args(Verdict):
        raise NewerError(_NEWER.format(verdict[:60]))
    made = Judgement(
        id=name,
        verdict=verdict,  # type: ignore[arg-type]  # it is one of them
        targets=msgspec.json.decode(targets, type=tuple[Target, ...]),
        changes=msgspec.json.decode(changes, type=dict[str, str]),
        note=note,
        by=by,
        at=at,
        supersedes=supersedes,
    )
    if (what := unknown(made)) is not None:
        raise NewerError(_NEWER.format(what[:60]))
    return made


_NEWER: Final = "it has a judgement that a newer version of averment made ({})"
