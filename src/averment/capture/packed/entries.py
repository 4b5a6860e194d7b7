"""The bytes of an entry of a ZIP archive: its local header compared with the directory, its data unpacked and checked.

In: the archive and an `Entry`. Out: bytes, or an `InputError` for that entry alone. Nothing is ever written to disk.
"""

from __future__ import annotations

import struct
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Final

from averment.capture.expansion import DEFLATE, Inflated, Stored, Unbzipped, whole
from averment.capture.limits import LIMITS
from averment.errors import (
    BinaryInputError,
    EncryptedInputError,
    HostileInputError,
    InputTooLargeError,
    MalformedInputError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.capture.expansion import Source
    from averment.capture.found import Bytes, Place
    from averment.capture.packed.directory import Entry

STORED: Final = 0
DEFLATED: Final = 8
BZIPPED: Final = 12

_DESCRIBED: Final = 1 << 3  # sizes and checksum stand after the data, not in the local header
_LOCAL: Final = struct.Struct("<4s5H3L2H")  # APPNOTE 4.3.7
_IN_EXTRA: Final = 0xFFFFFFFF

_MISMATCH: Final = "What stands before its data differs from the directory of the archive."
_CHECKSUM: Final = "Its bytes are not those that were packed: the checksum differs."
_LOCKED: Final = "It is locked with a password."


def refuse_overlap(data: Bytes, entries: Sequence[Entry]) -> None:
    """Raise `HostileInputError` where two entries share bytes, as the bombs do that unpack one block many times."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.at):
        if entry.at < end:
            msg = "Its entries lie over each other: a bomb."
            raise HostileInputError(msg)
        header = data[entry.at : entry.at + _LOCAL.size]
        names = sum(_LOCAL.unpack(header)[9:11]) if len(header) == _LOCAL.size else 0
        end = entry.at + _LOCAL.size + names + entry.packed


def entry_bytes(data: Bytes, entry: Entry) -> bytes:
    """Unpack an entry. Raises `InputError`."""
    start, end = stored_range(data, entry)
    if entry.size > LIMITS.member:
        msg = f"It is {entry.size / 2**20:.0f} MiB, more than the limit of {LIMITS.member // 2**20} MiB."
        raise InputTooLargeError(msg)
    unpacked = whole(_source(data, start, end, entry.method))
    if len(unpacked) != entry.size or zlib.crc32(unpacked) != entry.checksum:
        raise MalformedInputError(_CHECKSUM)
    return unpacked


def stored_range(data: Bytes, entry: Entry) -> tuple[int, int]:
    """Find where the packed bytes of an entry stand. Raises `InputError` where the archive contradicts itself."""
    if entry.encrypted:
        raise EncryptedInputError(_LOCKED)
    header = data[entry.at : entry.at + _LOCAL.size]
    if len(header) < _LOCAL.size:
        raise MalformedInputError(_MISMATCH)
    signature, _, flags, method, _, _, checksum, packed, size, named, extra = _LOCAL.unpack(header)
    start = entry.at + _LOCAL.size + named + extra
    stated = [] if flags & _DESCRIBED else [(checksum, entry.checksum), (packed, entry.packed), (size, entry.size)]
    differ = any(here not in (there, _IN_EXTRA) for here, there in stated)
    differ = differ or data[entry.at + _LOCAL.size : start - extra] != entry.raw
    if signature != b"PK\x03\x04" or method != entry.method or differ or start + entry.packed > len(data):
        raise MalformedInputError(_MISMATCH)
    return start, start + entry.packed


def _source(data: Bytes, start: int, end: int, method: int) -> Source:
    if method == STORED:
        return Stored(data, start, end)
    if method == DEFLATED:
        return Inflated(data, start, end, DEFLATE)
    if method == BZIPPED:
        return Unbzipped(data, start, end)
    msg = f"It is packed in a way that is not read (method {method})."
    raise BinaryInputError(msg)


def place_of(entry: Entry) -> Place:
    """Say where an entry stands: `entry`, its number from 1, and `modified`, in no stated zone, where it is a time."""
    day, time = entry.modified
    try:
        written = datetime(  # noqa: DTZ001  (the form has no zone)
            1980 + (day >> 9), day >> 5 & 15, day & 31, time >> 11, time >> 5 & 63, 2 * (time & 31)
        )
    except ValueError:
        return {"entry": entry.number}
    return {"entry": entry.number, "modified": written.isoformat()}
