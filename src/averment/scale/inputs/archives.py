"""Records of a web archive as pieces: each that may hold a document, as an archive of its own that is not compressed.

In: a file. Out: pieces under the name of the file: a record's own name is found again where it is parsed, which is in
a process of its own, as its body is decoded there. Here records are cut out, and no more of them is looked at than
their header fields. The name of a record without an address is where it stands in the file: it is put into the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.capture.containers import kept
from averment.capture.limits import GIB, LIMITS, MIB
from averment.capture.warc.payload import address
from averment.capture.warc.walk import Met, Record, Walk
from averment.errors import EmptyInputError, HostileInputError, MalformedInputError
from averment.scale.inputs.unread import unread
from averment.scale.shards import Piece
from averment.values.cases import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Ranges

LARGEST: Final = 64 * MIB
"""Bytes of a record that is handed on: of a day's news none has a tenth; a report with pictures may."""

MAX_ERRORS: Final = LIMITS.members
"""Of one archive, after which the rest of it is left."""

_NOTHING: Final = "there is no document in it"
_NO_RECORD: Final = "There is no whole record in it."
_ERRORS: Final = f"More than {MAX_ERRORS} of its records are damaged; the rest was left."
_BOMB: Final = f"It unpacks to more than {LIMITS.ratio} times its size; the rest was left."


def record_pieces(name: str, data: Ranges, largest: int = LARGEST) -> Iterator[Piece]:
    """Give the records of an archive. Raises `InputError` where no more of it can be had, or there was nothing."""
    walk = Walk(data, 0, len(data), largest)
    given = errors = 0
    for met in walk.records():
        if met.record is not None:
            given += 1
            yield Piece.of("warc", name, _archive(met, met.record), done=walk.at)
        elif met.error is not None:
            errors += 1
            yield unread(f"{name}{BETWEEN}{kept(met.name)}", met.error, walk.at)
        _check(walk, errors)
    if not walk.whole:
        raise MalformedInputError(_NO_RECORD)
    if not given and not errors:
        raise EmptyInputError(_NOTHING)


def _archive(met: Met, record: Record) -> bytes:
    """Give an archive of one record."""
    version, fields = record.head.split(b"\n", 1)
    named = b"" if address(record.fields) else f"WARC-Target-URI: {met.name}\r\n".encode()
    return b"".join((version, b"\n", named, fields, record.block, b"\r\n\r\n"))


def _check(walk: Walk, errors: int) -> None:
    """Refuse what is made to harm; of frames that are each within the bounds of one there may be millions."""
    if errors > MAX_ERRORS:
        raise HostileInputError(_ERRORS)
    if walk.unpacked > max(GIB, LIMITS.ratio * walk.at):
        raise HostileInputError(_BOMB)
