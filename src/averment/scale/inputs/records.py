"""The records of delimited text, one after the other, each within a bound.

In: the bytes of a file in order. Out: records without their line ends, or what stands in the place of one: one that is
too long, or one in which a quotation mark opens and never closes. What comes out does not depend on how the bytes come.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from averment.capture.delimited import DELIMITERS, delimiter_of, record_end

if TYPE_CHECKING:
    from collections.abc import Iterator

Record: TypeAlias = bytes | Literal["open", "long"]

_HEAD: Final = 1 << 16  # bytes in which the first line is looked at
_LINE_END: Final = re.compile(rb"\r\n?|\n")
_SAID: Final = re.compile(rb"\"?sep=([,;|\t])\"?(?:\r\n?|\n)")  # a line of spreadsheets, before the header


class Records:
    """Reads records; holds little more than the longest, in bytes.

    The first line tells the delimiter where it is not given, and what ends a line: an LF, with or without a CR, or in
    old files a CR. In files of the one kind the other is a character as any other.
    """

    def __init__(self, chunks: Iterator[bytes], delimiter: str | None, longest: int) -> None:
        self._chunks = chunks
        self._longest = longest
        self._held = b""
        self._at = 0
        self._ended = False
        self._end = "\n"
        self.delimiter = self._told(delimiter)

    def next(self) -> Record | None:
        """Give the next record; None at the end. Raises what the chunks raise."""
        while True:
            window = self._at + self._longest + 1
            stop = min(window, len(self._held))
            end = record_end(self._held, self._at, stop, self.delimiter, self._end)
            if end < stop and self._held[end] == ord(self._end):
                return self._give(end, end + 1)
            if not self._ended and stop < window:
                self._more()
            elif end < stop:
                self._drop(self._at)
                return "open"
            elif stop == window:
                self._drop(stop)
                return "long"
            else:
                return self._give(stop, stop) if self._at < stop else None

    def _told(self, given: str | None) -> str:
        while len(self._held) < _HEAD and not self._ended:
            self._more()
        found = _LINE_END.search(self._held, 0, _HEAD + 1)
        if found and found[0] == b"\r":
            self._end = "\r"
        said = _SAID.match(self._held)
        if said:
            self._at = said.end()
            return said[1].decode()
        lines = self._held[:_HEAD].lstrip(b"\r\n").splitlines()
        return given or (delimiter_of(lines[0].decode("latin-1")) if lines else DELIMITERS[0])

    def _give(self, end: int, behind: int) -> bytes:
        record = self._held[self._at : end]
        self._at = behind
        return record.removesuffix(b"\r")

    def _drop(self, start: int) -> None:
        """Go behind the first line end from `start` on."""
        self._at = start
        while (found := self._held.find(self._end.encode(), self._at)) < 0 and not self._ended:
            self._at = len(self._held)
            self._more()
        self._at = found + 1 if found >= 0 else len(self._held)

    def _more(self) -> None:
        """Read on, about as much again as is held: so that what is looked at twice is not more than all of it."""
        pieces = [self._held[self._at :]]
        held = len(pieces[0])
        wanted = max(1, min(held, self._longest + 1 - held))
        self._held = b""  # before they are joined, so that it is not held three times
        for chunk in self._chunks:
            pieces.append(chunk)
            wanted -= len(chunk)
            if wanted <= 0:
                break
        else:
            self._ended = True
        self._held, self._at = b"".join(pieces), 0
