"""Bytes of a source in order, with a look ahead: what the records of a web archive are read from.

In: a range of the file, or a source. Out: heads, blocks, and where the next record begins.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment.capture.expansion import Source
    from averment.capture.found import Ranges

MAX_HEAD: Final = 1 << 18
"""Bytes of a block of header fields, of a record or of HTTP: a long address with a long cookie needs a tenth."""

_SHORT_HEAD: Final = 1 << 12
_BLANK: Final = 64  # line ends between two records; the standard has four bytes of them
_AHEAD: Final = 1 << 16
_LINE_END: Final = ord("\n")
BEGINS: Final = re.compile(rb"WARC/\d\.\d+\r?\n")
_LONGEST_VERSION: Final = 16
_BLANK_LINE: Final = re.compile(rb"\r?\n\r?\n")


class Reader(ABC):
    """Reads records. `at` is the offset of the next byte: in the file where it is not compressed, else in the frame."""

    at: int

    @abstractmethod
    def peek(self, count: int) -> bytes:
        """Give the next `count` bytes, fewer at the end, and stay before them."""

    @abstractmethod
    def skip(self, count: int) -> int:
        """Pass over `count` bytes; say how many there were."""

    def read(self, count: int) -> bytes:
        """Give the next `count` bytes, fewer at the end."""
        found = self.peek(count)
        self.skip(len(found))
        return found

    def head(self) -> bytes | None:
        """Give a block of header fields with the blank line after it; None where none ends within `MAX_HEAD`."""
        length = head_length(self.peek(_SHORT_HEAD)) or head_length(self.peek(MAX_HEAD))
        return self.read(length) if length else None

    def blank(self) -> None:
        """Pass over the line ends between two records."""
        while ahead := self.peek(_BLANK):
            blank = len(ahead) - len(ahead.lstrip(b"\r\n"))
            self.skip(blank)
            if blank < len(ahead):
                return

    def ended(self) -> bool:
        """Tell whether nothing is left."""
        return not self.peek(1)

    def begins(self) -> bool:
        """Tell whether a record begins here."""
        return BEGINS.match(self.peek(_LONGEST_VERSION)) is not None

    def seek_record(self) -> None:
        """Go to the next line that begins a record, or to the end."""
        line_begins = True
        while ahead := self.peek(_AHEAD):
            for found in BEGINS.finditer(ahead):
                if ahead[found.start() - 1] == _LINE_END if found.start() else line_begins:
                    self.skip(found.start())
                    return
            passed = len(ahead) - _LONGEST_VERSION if len(ahead) == _AHEAD else len(ahead)
            line_begins = ahead[passed - 1] == _LINE_END
            self.skip(passed)


class FileReader(Reader):
    """Reads what is not compressed: a range of the file, in which it may go to and fro."""

    def __init__(self, data: Ranges, start: int, end: int) -> None:
        self._data = data
        self._end = end
        self.at = start

    def peek(self, count: int) -> bytes:
        """Give the next bytes."""
        return self._data[self.at : min(self.at + count, self._end)]

    def skip(self, count: int) -> int:
        """Pass over bytes, at no cost."""
        there = max(0, min(count, self._end - self.at))
        self.at += there
        return there


class FrameReader(Reader):
    """Reads what comes out of a source; holds what was asked for, and a piece more."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._buffer = bytearray()
        self.at = 0

    def peek(self, count: int) -> bytes:
        """Give the next bytes."""
        while len(self._buffer) < count:
            piece = self._source.piece()
            if not piece:
                break
            self._buffer += piece
        with memoryview(self._buffer) as held:
            return bytes(held[:count])

    def read(self, count: int) -> bytes:
        """Give the next bytes; what is given is no longer held."""
        found = self.peek(count)
        del self._buffer[: len(found)]
        self.at += len(found)
        return found

    def skip(self, count: int) -> int:
        """Pass over bytes, unpacking them."""
        left = count = max(0, count)
        while left and self.peek(1):
            taken = min(left, len(self._buffer))
            del self._buffer[:taken]
            left -= taken
        self.at += count - left
        return count - left


def head_length(data: bytes) -> int:
    """Give the length of the header fields that `data` begins with, the blank line counted; 0 where none ends."""
    found = _BLANK_LINE.search(data)
    return found.end() if found else 0
