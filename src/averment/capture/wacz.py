"""A packed web archive (WACZ 1.1.1): the web archives in it, read where they lie, and the hashes that it states.

In: the bytes. Out: what `warc` gives of each archive in it, with `archive` (its name) in the place, so that `record` is
an offset in that archive, and `package_digest_check`: whether the archive hashes to what `datapackage.json` states, or
is not checked. `Refused` for each file that is not as stated. Pages and indexes are not needed.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

import msgspec

from averment.capture.containers import Allowance, kept
from averment.capture.limits import LIMITS
from averment.capture.packed import STORED, Entry, directory, entry_bytes, refuse_overlap, stored_range
from averment.capture.warc import PASSED_OVER, PASSED_OVER_ONE
from averment.capture.warc.digests import Checked, check
from averment.capture.warc.records import Records
from averment.errors import InputError, InputTooLargeError, MalformedInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Bytes, Found, Given, Place

MAX_PACKAGE: Final = 32 * 2**20
"""Bytes of `datapackage.json`: it lists a few files of the archive, seldom more than ten."""

_PACKAGE: Final = "datapackage.json"
_SIGNED: Final = "datapackage-digest.json"
_ARCHIVE: Final = re.compile(r"archive/[^/]+\.warc(?:\.gz|\.zst)?", re.IGNORECASE)
_STEP: Final = 1 << 20
_ALGORITHMS: Final = ("sha256:", "md5:")  # those that the standard allows

_DIFFERS: Final = "Its bytes do not hash to what datapackage.json states."
_NOT_READ: Final = "It is not in the form that the standard gives it: nothing is checked against it."
_GONE: Final = "It is listed in datapackage.json, but it is not there."


class _Resource(msgspec.Struct, frozen=True):
    path: str = ""
    hash: str = ""


class _Package(msgspec.Struct, frozen=True):
    resources: list[_Resource] = []


_FORMS: Final[tuple[tuple[str, type[_Package | _Resource]], ...]] = ((_PACKAGE, _Package), (_SIGNED, _Resource))


def parse(data: Bytes, _given: Given) -> Iterator[Found]:
    """Find the documents in the archives. Raises where no record could be read, or at the end of the allowance."""
    entries = directory(data)
    refuse_overlap(data, entries)
    allowance = Allowance()
    stated, errors = _stated(data, {entry.name: entry for entry in reversed(entries)})
    for name, error in errors:
        yield allowance.refused(name, error)
    whole = 0
    for entry in entries:
        records = None
        try:
            checked = _check(data, entry, stated.get(entry.name, ""))
            more: Place = {"archive": kept(entry.name), "package_digest_check": checked}
            records = _records(data, entry, allowance, more) if _ARCHIVE.fullmatch(entry.name) else None
        except InputError as error:
            yield allowance.refused(entry.name, error)
            continue
        if checked == "failed":
            yield allowance.refused(entry.name, MalformedInputError(_DIFFERS))
        if records is not None:
            yield from records.found()
            whole += records.whole
    if not whole:
        msg = "There is no whole record in it."
        raise MalformedInputError(msg)
    rest = allowance.rest(PASSED_OVER, one=PASSED_OVER_ONE)
    if rest is not None:
        yield rest


def _stated(data: Bytes, entries: dict[str, Entry]) -> tuple[dict[str, str], list[tuple[str, InputError]]]:
    """Give the hashes that the package states, by path, and what is wrong with the statement."""
    found: dict[str, str] = {}
    errors: list[tuple[str, InputError]] = []
    for name, form in _FORMS:
        if name not in entries:
            continue
        try:
            read: _Package | _Resource = msgspec.json.decode(_bytes(data, entries[name], MAX_PACKAGE), type=form)
        except InputError as error:
            errors.append((name, error))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            errors.append((name, MalformedInputError(_NOT_READ)))
        else:
            found.update((one.path, one.hash) for one in (read.resources if isinstance(read, _Package) else [read]))
    errors += [(path, MalformedInputError(_GONE)) for path in list(found)[: LIMITS.members] if path not in entries]
    return found, errors


def _check(data: Bytes, entry: Entry, stated: str) -> Checked:
    """Compare an entry with its stated hash. Raises `InputError` where its bytes cannot be had."""
    start, end = stored_range(data, entry)
    if not stated.startswith(_ALGORITHMS):
        return "not checked"
    if entry.method != STORED:
        return check(stated, [entry_bytes(data, entry)])
    algorithm, _, wanted = stated.partition(":")
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for at in range(start, end, _STEP):
        digest.update(data[at : min(at + _STEP, end)])
    return "passed" if digest.hexdigest() == wanted.strip().lower() else "failed"


def _records(data: Bytes, entry: Entry, allowance: Allowance, more: Place) -> Records:
    """Open an archive where it lies, or, where it was packed again, unpacked."""
    if entry.method == STORED:
        return Records(data, *stored_range(data, entry), allowance, more)
    unpacked = entry_bytes(data, entry)
    return Records(unpacked, 0, len(unpacked), allowance, more)


def _bytes(data: Bytes, entry: Entry, limit: int) -> bytes:
    if entry.size > limit:
        msg = f"It is more than {limit // 2**20} MiB."
        raise InputTooLargeError(msg)
    return entry_bytes(data, entry)
