"""Reading a log that somebody may have changed: every line as it is stored, nothing trusted before it is looked at.

In: the file and how many entries its head covers. Out: what the entries hold, a leaf hash for each line, what is wrong.
It is read once, a line at a time; what is kept is 32 bytes a line and the holdings.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from averment.custody.entries import MAX_LINE, decode
from averment.custody.tree import Frontier, leaf_hash
from averment.custody.verifying.files import UnreadableError, opened
from averment.custody.verifying.holdings import Holdings
from averment.custody.verifying.tallies import Tally
from averment.errors import AvermentError
from averment.values import Judgement
from averment.values.log import AnyEntry, Began, Judged

_HASH: Final = 32  # bytes of a SHA-256
_canonical: Final = msgspec.json.Encoder(order="sorted")


@dataclass
class LogRead:
    """What the lines of a log are and hold. `tail` counts the bytes that no head covers."""

    began: Began | None = None
    size: int = 0
    tail: int = 0
    unreadable: str | None = None
    leaves: bytearray = field(default_factory=bytearray)
    holdings: Holdings = field(default_factory=Holdings)
    judgements: list[Judgement] = field(default_factory=list)
    faults: Tally = field(default_factory=Tally)

    def leaf(self, number: int) -> bytes:
        """Give the hash of a line."""
        return bytes(self.leaves[number * _HASH : (number + 1) * _HASH])

    def roots(self, sizes: set[int]) -> dict[int, bytes]:
        """Derive the roots of the tree at some sizes, RFC 9162 §2.1.1, in one pass over the leaves."""
        tree, roots = Frontier(), {}
        for size in range(max((size for size in sizes if size <= self.size), default=-1) + 1):
            if size:
                tree.append(self.leaf(size - 1))
            if size in sizes:
                roots[size] = tree.root()
        return roots


def read_log(path: Path, covered: int | None) -> LogRead:
    """Read as many lines as the head covers (all of them where there is no telling)."""
    read = LogRead()
    try:
        with opened(path) as file:
            for line in _lines(file, covered, read):
                _take(line, read)
            read.tail = os.fstat(file.fileno()).st_size - file.tell()
    except UnreadableError as error:
        read.unreadable = str(error)
    return read


def _lines(file: BinaryIO, covered: int | None, read: LogRead) -> Iterator[bytes]:
    """Give the lines without their ends, up to the covered one or to one that is no line."""
    while covered is None or read.size < covered:
        line = file.readline(MAX_LINE + 1)
        if not line:
            return
        if not line.endswith(b"\n"):
            long = len(line) > MAX_LINE
            read.faults.add("longer than any entry" if long else "not ended", f"entry {read.size}")
            if long:
                return
        yield line.removesuffix(b"\n")


def _take(line: bytes, read: LogRead) -> None:
    """Look at a line and take what it holds. Its leaf is over the bytes as stored (RFC 9162 §2.1)."""
    number = read.size
    read.leaves += leaf_hash(line)
    read.size += 1
    try:
        entry = decode(line)
        if _canonical.encode(msgspec.json.decode(line)) != line:
            read.faults.add("not as it is written by the program", f"entry {number}")
        if entry.seq != number:
            read.faults.add("out of place", f"entry {number}, which says {entry.seq}")
        if isinstance(entry, Began) != (number == 0):
            read.faults.add("not the beginning of a case, or a second one", f"entry {number}")
        _hold(entry, read)
    except (AvermentError, msgspec.MsgspecError, UnicodeError, RecursionError):
        read.faults.add("not readable", f"entry {number}")
    except ValueError:
        read.faults.add("naming objects by what is no digest", f"entry {number}")


def _hold(entry: AnyEntry, read: LogRead) -> None:
    if isinstance(entry, Began) and read.size == 1:
        read.began = entry
    if isinstance(entry, Judged):
        read.judgements.append(entry.judgement)
    read.holdings.take(entry)
