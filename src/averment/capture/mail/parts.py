"""The parts of a message, as ranges of its bytes: nothing is copied, and an attached message stays as it came.

In: the bytes. Out: a tree of `Part`. The standard library's parser is not used for this: it takes eight times the size
of a message in memory, goes as deep as it is led, and gives an attached message written anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.capture.limits import LIMITS
from averment.capture.mail.headers import Header
from averment.errors import HostileInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Bytes

MAX_DEPTH: Final = 20
"""Of multiparts in multiparts: mail programs make four at most."""

MAX_HEADER: Final = 1 << 18
"""Bytes of the header fields of one part: mail that has passed many servers has a tenth of it."""

_BLANK_LINE: Final = re.compile(rb"(?:\A|\n)\r?\n")
_CLOSES: Final = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_LONGEST_END: Final = 512  # of a delimiter line, after the boundary
_LONGEST_BOUNDARY: Final = 256  # RFC 2046 has 70


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part: its number ("2.1", empty for the message itself), its fields, the range of its body, the parts in it.

    `cut` says that the message ended before the part did.
    """

    number: str
    header: Header
    start: int
    end: int
    children: tuple[Part, ...] = ()
    cut: bool = False

    @property
    def media(self) -> str:
        """The media type; of what is in no parts, although it says so, plain text."""
        media = self.header.media
        return "text/plain" if media.startswith("multipart/") and not self.children else media

    def leaves(self) -> Iterator[Part]:
        """Give the parts that hold something, in order."""
        for child in self.children:
            yield from child.leaves()
        if not self.children:
            yield self


def open_part(data: Bytes) -> Part:
    """Open a message. Raises `HostileInputError` for one in more parts, or deeper, than any honest one."""
    return _Opener(data).part("", 0, len(data), 0)


class _Opener:
    """Opens parts, and counts them."""

    def __init__(self, data: Bytes) -> None:
        self._data = data
        self._left = LIMITS.members

    def part(self, number: str, start: int, end: int, depth: int) -> Part:
        self._left -= 1
        if depth > MAX_DEPTH or not self._left:
            msg = f"It is in more than {LIMITS.members} parts, or more than {MAX_DEPTH} deep."
            raise HostileInputError(msg)
        header, body = self._header(start, end)
        if not header.media.startswith("multipart/"):
            return Part(number=number, header=header, start=body, end=end)
        ranges, cut = self._split(body, end, header.parameter("boundary"))
        children = tuple(
            self.part(f"{number}.{at}" if number else str(at), *inner, depth + 1) for at, inner in enumerate(ranges, 1)
        )
        return Part(number=number, header=header, start=body, end=end, children=children, cut=cut)

    def _header(self, start: int, end: int) -> tuple[Header, int]:
        """Read the fields; say where the body begins."""
        head = self._data[start : min(end, start + MAX_HEADER)]
        found = _BLANK_LINE.search(head)
        if found is None and end - start > MAX_HEADER:
            msg = f"Its header fields are more than {MAX_HEADER // 1024} KiB."
            raise HostileInputError(msg)
        length = found.end() if found else len(head)
        return Header(head[:length].removeprefix(b"\xef\xbb\xbf")), start + length

    def _split(self, start: int, end: int, boundary: str) -> tuple[list[tuple[int, int]], bool]:
        """Find the ranges between the delimiters (RFC 2046, 5.1.1), and whether the last delimiter is missing."""
        mark = b"--" + boundary[:_LONGEST_BOUNDARY].rstrip().encode("utf-8", "replace")
        ranges: list[tuple[int, int]] = []
        begun = None
        at = self._data.find(mark, start, end) if boundary else -1
        while at >= 0:
            after = at + len(mark)
            rest = _CLOSES.match(self._data[after : min(end, after + _LONGEST_END)])
            if rest and (at == start or self._data[at - 1 : at] == b"\n"):
                if begun is not None:
                    ranges.append((begun, max(begun, self._before(at))))
                begun = after + rest.end()
                if rest[1]:
                    return ranges, False
            at = self._data.find(mark, after, end)
        if begun is not None and begun < end:
            ranges.append((begun, end))
        return ranges, bool(ranges)

    def _before(self, at: int) -> int:
        """Leave out the line end before a delimiter, which belongs to the delimiter."""
        return at - (2 if self._data[at - 2 : at] == b"\r\n" else 1)
