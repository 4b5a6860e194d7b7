"""The directory at the end of a ZIP archive (PKWARE APPNOTE 6.3.10), read in bounds and checked as a whole.

In: the bytes of an archive. Out: its entries in order, or an `InputError`. `zipfile` is not used: up to 3.12 it takes
entries that overlap, it reads a directory of any length into memory, refuses all of an archive for one name that is no
UTF-8, and cannot read a map.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.capture.limits import LIMITS
from averment.errors import EncryptedInputError, HostileInputError, MalformedInputError

if TYPE_CHECKING:
    from averment.capture.found import Bytes

MAX_DIRECTORY: Final = 64 * 2**20
"""Bytes of a directory: over six hundred for each of the most entries there may be."""

ENCRYPTED: Final = 1 << 0
_STRONG: Final = 1 << 6
_UTF8: Final = 1 << 11
_MASKED: Final = 1 << 13  # the directory itself is encrypted

_END: Final = struct.Struct("<4s4H2LH")  # 4.3.16
_END64: Final = struct.Struct("<4sQ2H2L4Q")  # 4.3.14
_LOCATOR: Final = struct.Struct("<4sLQL")  # 4.3.15
_CENTRAL: Final = struct.Struct("<4s2B5H3L5H2L")  # 4.3.12
_LONGEST_COMMENT: Final = 0xFFFF
_IN_EXTRA: Final = 0xFFFFFFFF  # the value stands in the ZIP64 extra field
_EXTRA64: Final = 1

_NO_END: Final = "It is cut short: a ZIP archive has its directory at the end."
_DAMAGED: Final = "Its directory is damaged."


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What the directory says of an entry.

    `number` counts from 1; `raw` is its name undecoded, `modified` a DOS date and time, `at` the offset of its local
    header.
    """

    number: int
    name: str
    raw: bytes
    system: int
    flags: int
    method: int
    modified: tuple[int, int]
    checksum: int
    packed: int
    size: int
    attributes: int
    at: int

    @property
    def encrypted(self) -> bool:
        """Tell whether it is locked with a password."""
        return bool(self.flags & (ENCRYPTED | _STRONG | _MASKED))


def directory(data: Bytes) -> list[Entry]:
    """Give the entries. Raises `MalformedInputError`, `EncryptedInputError`, or `HostileInputError` for a bomb."""
    start, size, count = _place(data)
    if size > MAX_DIRECTORY or count > LIMITS.members:
        msg = f"It has more than {LIMITS.members} entries, or a directory to fit."
        raise HostileInputError(msg)
    if start + size > len(data):
        raise MalformedInputError(_DAMAGED)
    return _entries(data[start : start + size], count)


def _place(data: Bytes) -> tuple[int, int, int]:
    """Find where the directory starts, its size and the number of entries."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(data):
        raise MalformedInputError(_NO_END)
    _, disk, first, here, count, size, start, _ = _END.unpack(data[at : at + _END.size])
    located = data[max(0, at - _LOCATOR.size) : at]
    if len(located) == _LOCATOR.size and located.startswith(b"PK\x06\x07"):
        at = _LOCATOR.unpack(located)[2]
        end = data[at : at + _END64.size]
        if len(end) < _END64.size or not end.startswith(b"PK\x06\x06"):
            raise MalformedInputError(_DAMAGED)
        _, _, _, _, disk, first, here, count, size, start = _END64.unpack(end)
    if disk or first or here != count:
        msg = "It is one part of an archive in several files."
        raise MalformedInputError(msg)
    return start, size, count


def _entries(listing: bytes, count: int) -> list[Entry]:
    entries: list[Entry] = []
    at = 0
    while at + _CENTRAL.size <= len(listing) and len(entries) < count:
        fields = _CENTRAL.unpack_from(listing, at)
        if fields[0] != b"PK\x01\x02":
            raise MalformedInputError(_DAMAGED)
        ends = [at := at + _CENTRAL.size, *(at := at + length for length in fields[11:14])]
        if at > len(listing):
            raise MalformedInputError(_DAMAGED)
        name, extra = (listing[slice(*ends[piece : piece + 2])] for piece in (0, 1))
        entries.append(_entry(len(entries) + 1, fields, name, extra))
    if len(entries) != count or at != len(listing):
        if entries and entries[0].encrypted:
            msg = "Its directory is locked with a password."
            raise EncryptedInputError(msg)
        raise MalformedInputError(_DAMAGED)
    return entries


def _entry(number: int, fields: tuple[int, ...], raw: bytes, extra: bytes) -> Entry:
    size, packed, at = _sizes(fields[10], fields[9], fields[17], extra)
    flags = fields[4]
    return Entry(
        number=number,
        name=raw.decode("utf-8", "replace") if flags & _UTF8 else raw.decode("cp437"),
        raw=raw,
        system=fields[2],
        flags=flags,
        method=fields[5],
        modified=(fields[7], fields[6]),
        checksum=fields[8],
        packed=packed,
        size=size,
        attributes=fields[16],
        at=at,
    )


def _sizes(size: int, packed: int, at: int, extra: bytes) -> tuple[int, int, int]:
    """Give size, packed size and offset; each may stand in the ZIP64 extra field instead (4.5.3)."""
    values = [size, packed, at]
    wide = iter(struct.iter_unpack("<Q", _field(extra, _EXTRA64)))
    for place, value in enumerate(values):
        if value == _IN_EXTRA:
            (values[place],) = next(wide, (value,))
    return values[0], values[1], values[2]


def _field(extra: bytes, wanted: int) -> bytes:
    """Find an extra field by its number; whole units of eight bytes of it."""
    at = 0
    while at + 4 <= len(extra):
        number, length = struct.unpack_from("<2H", extra, at)
        at += 4
        if number == wanted:
            found = extra[at : at + length]
            return found[: len(found) - len(found) % 8]
        at += length
    return b""
