"""One file of a corpus as pieces, by what it is: lines of JSON and rows by its ending, a web archive by its beginning.

In: a path. Out: its pieces; any other file is one. What of it could not be had is a piece too: nothing is raised.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from averment.api import opened
from averment.capture import MAX_BYTES
from averment.capture.formats import format_of
from averment.capture.kinds import refuse_binary
from averment.errors import AvermentError, InputTooLargeError, MalformedInputError, UnforeseenInputError
from averment.scale.inputs.archives import record_pieces
from averment.scale.inputs.disk import OnDisk
from averment.scale.inputs.folders import LINES, ROWS
from averment.scale.inputs.lines import line_pieces
from averment.scale.inputs.rows import row_pieces
from averment.scale.inputs.unpacked import Unpacked
from averment.scale.inputs.unread import unread, writable
from averment.scale.shards import LARGE, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.records import Fields

_STEP: Final = 1 << 20
_HEAD: Final = 1 << 16
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_IN_UTF16: Final = "It is in UTF-16: save it as UTF-8."
_NOT_WRITABLE: Final = "it is large, and its path is no UTF-8: give it another name"


def file_pieces(path: str, fields: Fields) -> Iterator[Piece]:
    """Give the pieces of a file; `done` counts from its first byte."""
    name = writable(path)
    done = 0
    try:
        with opened(path) as file:
            for piece in _pieces(name, path, file, fields):
                done = piece.done
                yield piece
    except AvermentError as error:
        yield unread(name, error, done)
    except Exception as error:  # noqa: BLE001  (a hostile file must not take the others with it)
        yield unread(name, UnforeseenInputError(f"the program failed on it ({type(error).__name__}: {error})"), done)


def _pieces(name: str, path: str, file: BinaryIO, fields: Fields) -> Iterator[Piece]:
    data = OnDisk(file)
    form = name.lower().removesuffix(".gz").removesuffix(".zst")
    if form.endswith(LINES):
        return line_pieces(name, _text(data))
    if form.endswith(ROWS):
        return row_pieces(name, _text(data), fields.text, "\t" if form.endswith(".tsv") else None)
    if format_of(data[0:_HEAD]) == "warc":
        return record_pieces(name, data)
    return _whole(name, path, data)


def _text(data: OnDisk) -> Unpacked:
    """Open a data set. Raises `BinaryInputError` for what is none, whatever its name says."""
    head = next(Unpacked(data).chunks(), b"")[:_HEAD]
    if head.startswith(_WIDE):
        raise MalformedInputError(_IN_UTF16)
    refuse_binary(head, wide=False, subject=None)
    return Unpacked(data)


def _whole(name: str, path: str, data: OnDisk) -> Iterator[Piece]:
    """Give a file as one piece: its bytes, or where they are many, its path."""
    size = len(data)
    if size > MAX_BYTES:
        message = f"it is larger than {MAX_BYTES:,} bytes"
        raise InputTooLargeError(message)
    if size <= LARGE:
        yield Piece.of("file", name, data[0:size], done=size)
        return
    where = str(Path(path).absolute())  # a worker may be at work elsewhere
    if writable(where) != where:
        raise MalformedInputError(_NOT_WRITABLE)
    digest = hashlib.sha256()
    for at in range(0, size, _STEP):
        digest.update(data[at : at + _STEP])
    yield Piece(form="file", name=name, digest=f"sha256:{digest.hexdigest()}", path=where, done=size)
