"""What of a case can be made again: the index, from the log and the objects; captures and readings, from the originals.

In: the open parts of a case. Out: a `Check` each. The index is compared with one made in a temporary folder, captures
and readings by their bytes: the same version, model and word lists must give the same.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from averment import api
from averment.capture.found import Made
from averment.case.index import Index, build, same_bytes, same_rows, snapshot
from averment.case.index.connections import explained
from averment.case.parsing import Parses
from averment.case.store import INDEX, Store, version
from averment.case.work import given_for
from averment.errors import CaseError, InputError, LanguageError
from averment.values import Capture, Check, Reading, from_json, to_json
from averment.values.log import Captured

Kept = TypeVar("Kept", Capture, Reading)

_NAMED: Final = 100  # subjects of a check
_INDEX: Final = "index"
_AGAIN: Final = "captures and readings made again"
_SAME: Final = "the same"
_OTHER: Final = "not the same"


def check_index(store: Store, *, quick: bool = False) -> Check:
    """Check that the index is what the log and the objects come to."""
    rebuild = f"Type `averment rebuild {store.folder}`: the index is made from the log and the objects."
    if quick:
        return Check(name=_INDEX, state="not checked", found="left out, as asked", advice="Verify without `--quick`.")
    try:
        compared = _compared(store)
    except CaseError as error:
        return Check(name=_INDEX, state="failed", found=error.message, advice=rebuild)
    if compared is None:
        found = "there is none; it is made when it is needed"
        return Check(name=_INDEX, state="not checked", found=found, advice=rebuild)
    size, same = compared
    if same is None:
        found = "it does not hold what the log and the objects come to"
        return Check(name=_INDEX, state="failed", found=found, advice=rebuild)
    return Check(name=_INDEX, state="passed", found=f"made anew from {size:,} entries: {same}")


def check_readings(store: Store, reader: api.Reads) -> Check:
    """Check that each original, captured and read anew, gives what the log says was captured and read."""
    from averment.capture.sandbox import default_sandbox

    sandbox = default_sandbox()
    outcomes: defaultdict[str, list[str]] = defaultdict(list)
    with store.reading() as index:
        made = iter(list(_made(index, store)))
        while group := list(islice(made, api.TOGETHER)):
            for one, outcome in zip(group, _again(group, store, sandbox, reader), strict=True):
                outcomes[outcome].append(one.digest)
    total = sum(map(len, outcomes.values()))
    others = {outcome: found for outcome, found in outcomes.items() if outcome not in {_SAME, _OTHER}}
    if _OTHER in outcomes:
        found = f"{len(outcomes[_OTHER]):,} of {total:,} documents come out otherwise"
        advice = "Compare what `averment show --json` and `averment read --json` say of them, and please report it."
        return Check(name=_AGAIN, state="failed", found=found, advice=advice, subjects=_first(outcomes[_OTHER]))
    if others:
        found = "; ".join(f"{len(names):,} of {total:,}: {outcome}" for outcome, names in sorted(others.items()))
        subjects = _first([name for names in others.values() for name in names])
        advice = "Install what they were made with, and verify again."
        return Check(name=_AGAIN, state="not checked", found=found, advice=advice, subjects=subjects)
    return Check(name=_AGAIN, state="passed", found=f"{total:,} documents, the same bytes")


@dataclass(frozen=True)
class _Document:
    """A document, its current capture and reading, and by which version it was captured, at which entry."""

    number: int
    digest: str
    capture: str
    reading: str | None
    seq: int
    version: str


def _compared(store: Store) -> tuple[int, str | None] | None:
    """Compare the index, as far as it has come, with one made anew; give how far, and what is the same if it is.

    `None` where there is none: no file, one that a killed process left without tables, or tables of an older version.
    """
    if not (store.folder / INDEX).exists():
        return None
    with tempfile.TemporaryDirectory(prefix="averment-") as folder:
        kept, new = Path(folder, "kept"), Path(folder, "new")
        snapshot(store.folder / INDEX, kept)
        with Index(kept) as index:
            if index.outdated:
                return None
            size = index.known.size
        build(new, store.log.lines(0, size), store.objects)
        with explained(store.folder / INDEX):
            same = "the same bytes" if same_bytes(kept, new) else "the same rows" if same_rows(kept, new) else None
    return size, same


def _made(index: Index, store: Store) -> Iterator[_Document]:
    with explained(index.path):
        rows = index.db.execute(
            "SELECT d.number, d.digest, d.capture, d.reading, max(c.seq) FROM documents AS d JOIN captures AS c "
            "ON c.document = d.number AND c.capture = d.capture GROUP BY d.number ORDER BY d.number"
        ).fetchall()
    versions = {entry.seq: entry.version for entry in store.log.entries() if isinstance(entry, Captured)}
    for number, digest, capture, reading, seq in rows:
        yield _Document(number, digest, capture, reading, seq, versions.get(seq, ""))


def _again(group: Sequence[_Document], store: Store, sandbox: Parses, reader: api.Reads) -> Iterator[str]:
    captures: list[Capture | None] = []
    outcomes = []
    for one in group:
        outcomes.append(_captured(one, store, sandbox))
        captures.append(_kept(one.capture, store, Capture))
    readable = [capture for one, capture in zip(group, captures, strict=True) if capture and one.reading]
    results = iter(api.read_all([capture.document for capture in readable], reader, force=False))
    for one, capture, outcome in zip(group, captures, outcomes, strict=True):
        if capture is not None and one.reading is not None:
            read = _read(one.reading, capture, next(results), store, reader)
            yield outcome if outcome != _SAME else read
        else:
            yield outcome


def _captured(one: _Document, store: Store, sandbox: Parses) -> str:
    """Capture an original anew and compare."""
    if one.version != version():
        return f"captured by version {one.version}, this is {version()}"
    with store.reading() as index:
        given = given_for(index, one.number, one.seq)
    try:
        with store.objects.open(one.digest) as file:
            found = [part.capture for part in sandbox.parse(file, given) if isinstance(part, Made)]
    except CaseError as error:
        return f"the original cannot be had ({type(error).__name__})"
    except InputError:
        return _OTHER
    return _SAME if [_digest(capture) for capture in found] == [one.capture] else _OTHER


def _read(digest: str, capture: Capture, result: Reading | InputError, store: Store, reader: api.Reads) -> str:
    """Compare a reading made anew; what is not in English may have been read with `force`."""
    if isinstance(result, LanguageError) or (isinstance(result, Reading) and _digest(result) != digest):
        (forced,) = api.read_all([capture.document], reader, force=True)
        result = forced if isinstance(forced, Reading) and _digest(forced) == digest else result
    if isinstance(result, Reading) and _digest(result) == digest:
        return _SAME
    kept = _kept(digest, store, Reading)
    if kept is None:
        return "the reading cannot be had"
    if isinstance(result, Reading) and result.model != kept.model:
        return f"read by another model, other word lists or version {kept.model.version}"
    return _OTHER


def _kept(digest: str, store: Store, kind: type[Kept]) -> Kept | None:
    try:
        return from_json(store.objects.get(digest), kind)
    except (CaseError, msgspec.DecodeError):  # the checks of objects tell of it
        return None


def _digest(value: msgspec.Struct) -> str:
    return "sha256:" + sha256(to_json(value)).hexdigest()


def _first(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names[:_NAMED])
