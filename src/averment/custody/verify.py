"""Whether a case, or a bag sealed from one, is what its log says: derived anew from the files alone, without a store.

In: a folder that somebody may have changed; heads held elsewhere; root certificates of time-stamping authorities.
Out: a `Verification`, a check for each of the rules below, in this order. Each uses only what those before it
established; where one failed, the others still say what they can.

1.  key          `key.pub` is the key that the first entry names (C2SP signed-note, verifier keys)
2.  log          every line that the head covers is an entry in its one form, numbered in order
3.  head         the key signed it (C2SP tlog-checkpoint), over the lines as they are stored (RFC 9162 §2.1.1)
4.  tail         no bytes follow those lines: no head covers them, so they count for nothing
5.  held heads   the log grew from each head that was kept elsewhere: its first lines, hashed anew, have that root
6.  objects      each object that an entry names is there, and has the bytes that its name is the SHA-256 of
7.  captures and readings    decode, are of the document that their entry names, and point into its text
8.  redacted     objects that a `remove` entry says were redacted; a placeholder for any other fails rule 6
9.  withheld     in a bag, objects of documents that were all withdrawn; a placeholder for any other fails rule 6
10. unnamed objects          none is there that no entry names
11. timestamps   each stamped head is of this log, each token of its head, signed under a given root (RFC 3161 §2.4.2)
12. bag          every file of a bag is in its manifests with its hash, and none besides (RFC 8493 §2.1.3, §2.2.1, §3)
13. copies       what a bag has twice (proofs, ledger, files for openssl) is what log and objects come to

Rules with nothing to check are left out. Bytes are never serialised again to be hashed, and nothing found in the
files is an exception. Every file is read once; held are 32 bytes for an entry and some 500 for an object.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from averment.custody.bag import DECLARATION_FILE, PAYLOAD
from averment.custody.keys import PUBLIC_FILE
from averment.custody.verifying.bags import check_bag
from averment.custody.verifying.copies import check_copies
from averment.custody.verifying.files import UnreadableError, read_small
from averment.custody.verifying.heads import (
    Head,
    check_head,
    check_held,
    check_key,
    check_tail,
    claimed_head,
    claimed_size,
)
from averment.custody.verifying.holdings import digest_of
from averment.custody.verifying.lines import LogRead, read_log
from averment.custody.verifying.objects import check_objects
from averment.custody.verifying.stamps import Stamp, check_stamps
from averment.custody.verifying.store import Progress, examine, path_of, scan
from averment.custody.writing import HEAD, LOG, OBJECTS
from averment.errors import NoCaseError
from averment.values import Check, Verification
from averment.values.log import Timestamped


def verify(
    folder: Path, *, heads: Sequence[bytes] = (), roots: Sequence[bytes] = (), progress: Progress | None = None
) -> Verification:
    """Verify a case or a bag from its files alone.

    `heads` are signed heads of it that were kept elsewhere, `roots` certificates of time-stamping authorities in PEM.
    `progress` is told how many bytes of objects were read, and of how many. Raises `NoCaseError` where the folder
    is neither; whatever else is wrong is a check that failed.
    """
    given = _given(folder, heads, roots, progress)
    head = _head(given.data)
    claimed = head.claimed
    log = read_log(given.data / LOG, claimed.size if claimed else None)
    return Verification(
        subject=str(folder),
        size=claimed.size if claimed else None,
        root=claimed.root.hex() if claimed else None,
        checks=tuple(_checks(given, head, log)),
    )


@dataclass(frozen=True)
class _Given:
    """What is verified, and what a person brought to check it with."""

    folder: Path
    data: Path
    is_bag: bool
    heads: Sequence[bytes]
    roots: Sequence[bytes]
    progress: Progress | None


def _given(folder: Path, heads: Sequence[bytes], roots: Sequence[bytes], progress: Progress | None) -> _Given:
    is_case = any(os.path.lexists(folder / name) for name in (LOG, HEAD))
    has_data = any(os.path.lexists(folder / PAYLOAD / name) for name in (LOG, HEAD))
    is_bag = os.path.lexists(folder / DECLARATION_FILE) or (has_data and not is_case)
    if not is_bag and not is_case:
        message = "there is neither a case nor a sealed bag here"
        raise NoCaseError(message, subject=str(folder))
    data = folder / PAYLOAD if is_bag else folder
    return _Given(folder, data, is_bag, heads, roots, progress)


def _checks(given: _Given, head: Head, log: LogRead) -> Iterator[Check]:
    """Follow the rules in their order."""
    key, verifier = check_key(_read(given.data / PUBLIC_FILE), log)
    yield key
    yield _lines(log)
    roots = log.roots({log.size, *map(claimed_size, given.heads), *(stamp.size for stamp in log.holdings.stamps)})
    signed = check_head(head, verifier, log, roots[log.size])
    yield signed
    yield from check_tail(log)
    yield from check_held(given.heads, verifier, log, roots)
    store = scan(given.data / OBJECTS)
    faults = examine(given.data / OBJECTS, store, log.holdings, given.progress)
    yield from check_objects(store, log.holdings, faults, bag=given.is_bag)
    stamps = [_stamp(given.data / OBJECTS, stamp) for stamp in log.holdings.stamps]
    yield from check_stamps(stamps, verifier, log, roots, given.roots)
    if given.is_bag:
        yield check_bag(given.folder, store.objects.keys() - faults.bytes.keys())
        if signed.state == "passed" and head.claimed:
            yield check_copies(given.data, head.data, head.claimed, log)


def _lines(log: LogRead) -> Check:
    if log.unreadable:
        advice = "Without its log nothing can be said of a case: look for another copy."
        return Check(name="log", state="failed", found=f"log.jsonl: {log.unreadable}", advice=advice)
    if log.faults:
        advice = "Compare these lines with another copy of the case. A newer version may have entries of its own."
        return log.faults.check("log", "failed", f"of {log.size:,} entries", advice)
    return Check(name="log", state="passed", found=f"{log.size:,} entries, each in its place and its one form")


def _head(data: Path) -> Head:
    found = _read(data / HEAD)
    return Head(fault=f"checkpoint: {found}") if isinstance(found, str) else claimed_head(found)


def _stamp(objects: Path, entry: Timestamped) -> Stamp:
    checkpoint, token = (_read(objects / path_of(digest_of(name))) for name in (entry.checkpoint, entry.token))
    return Stamp(entry, checkpoint, token)


def _read(path: Path) -> bytes | str:
    """Read a small file; a `str` says why it could not be read."""
    try:
        return read_small(path)
    except UnreadableError as error:
        return str(error)
