"""Lines of JSON as pieces: a line a record.

In: the bytes of a file in order. Out: a piece a line, its bytes without the line end; blank lines are passed over but
counted. A line that is too long is told of and passed over: no more of it is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.capture.limits import MIB
from averment.capture.records import LONGEST
from averment.errors import InputTooLargeError, MalformedInputError
from averment.scale.inputs.unread import unread
from averment.scale.shards import Piece
from averment.values.cases import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.scale.inputs.unpacked import Unpacked

_TOO_LONG: Final = "The line is more than {} MiB."
_ARRAY: Final = "It is a list in JSON, and not a record a line."


def line_pieces(name: str, source: Unpacked, longest: int = LONGEST) -> Iterator[Piece]:
    """Give the lines of a file; `longest` is in bytes. Raises `InputError` where no more of it can be had."""
    begun = False
    for number, line in enumerate(_lines(source.chunks(), longest), 1):
        where = f"{name}{BETWEEN}line {number}"
        if line is None:
            yield unread(where, InputTooLargeError(_TOO_LONG.format(longest // MIB)), source.at)
        elif words := line.strip(b" \t\r"):
            if not begun and words.startswith(b"["):
                raise MalformedInputError(_ARRAY)
            begun = True
            yield Piece.of("json", where, line.removesuffix(b"\r"), done=source.at)


def _lines(chunks: Iterator[bytes], longest: int) -> Iterator[bytes | None]:
    """Give the lines without their ends; None for one that is too long."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            yield b"".join((*held, part)) if size + len(part) <= longest else None
            held, size = [], 0
        size += len(rest)
        if size <= longest:
            held.append(rest)
        else:
            held.clear()
    if size:
        yield b"".join(held) if size <= longest else None
