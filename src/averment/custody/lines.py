"""The lines of a log as a file: read one by one, and hashed onto what is known of the log so far.

In: an open `log.jsonl`. Out: lines without their newline; `Known`, how far the log is known and what its tree is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from averment.custody.entries import MAX_LINE
from averment.custody.files import storing
from averment.custody.tree import Frontier, leaf_hash
from averment.errors import DamagedError

_PIECE = 1 << 20


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A prefix of a log: entries, bytes, and the roots of the complete subtrees (`tree.Frontier`)."""

    size: int = 0
    length: int = 0
    hashes: tuple[bytes, ...] = ()

    def root(self) -> bytes:
        """Give the root of the tree over the prefix."""
        return Frontier(self.size, self.hashes).root()


def read_lines(file: BinaryIO, count: int) -> Iterator[bytes]:
    """Give the next `count` lines; `DamagedError` where the file has fewer, or one is longer than `MAX_LINE`."""
    with storing("log.jsonl"):
        for _ in range(count):
            line = file.readline(MAX_LINE + 1)
            if not line.endswith(b"\n"):
                message = "the log has fewer entries than its head says, or one that is too long"
                raise DamagedError(message)
            yield line[:-1]


def holds(file: BinaryIO, known: Known) -> bool:
    """Tell whether the first `length` bytes of the file are `size` whole lines. About 0.4 ms a MB."""
    left, lines, last = known.length, 0, b"\n"
    file.seek(0)
    while left > 0 and (piece := file.read(min(left, _PIECE))):
        left, lines, last = left - len(piece), lines + piece.count(b"\n"), piece[-1:]
    return left == 0 and lines == known.size and last == b"\n"


def extend(file: BinaryIO, known: Known, size: int) -> Known:
    """Hash the lines after what is known, up to `size` entries. About 2 µs an entry of 400 bytes."""
    frontier = Frontier(known.size, known.hashes)
    length = known.length
    file.seek(length)
    for line in read_lines(file, size - known.size):
        frontier.append(leaf_hash(line))
        length += len(line) + 1
    return Known(size=size, length=length, hashes=tuple(frontier.hashes))
