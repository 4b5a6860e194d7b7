"""Where the frames of a web archive stand: gzip members, zstd frames, or one for a file that is not compressed.

In: a range of bytes. Out: a `Frame` with a reader, by its offset; or the offset of the next one after damage. A zstd
archive may begin with a dictionary in a skippable frame (IIPC, "WARC zstd", draft 2021).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.capture.expansion import GZIP, Inflated, Stored, Unzstd, whole
from averment.capture.warc.reader import FileReader, FrameReader, Reader
from averment.errors import HostileInputError, InputError, MalformedInputError

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict

    from averment.capture.found import Ranges

MAX_DICTIONARY: Final = 32 * 2**20
"""Bytes of a dictionary: those in use have a hundredth of it."""

MAX_TRIES: Final = 10_000
"""Places tried, in one archive, for a frame after damage: three bytes that look like one are soon found anywhere."""

MAX_BLOCKS: Final = 10_000_000
"""Of zstd frames, in one archive, those looked at in vain counted: a block holds up to 128 KiB."""

_TRIED: Final = 1 << 12  # bytes unpacked to see whether a record begins in a frame

_GZIP: Final = b"\x1f\x8b\x08"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_SKIPPABLE: Final = b"\x2a\x4d\x18"
_SKIP_HEAD: Final = 8
_BLOCK_HEAD: Final = 3
_RLE: Final = 1
_RESERVED: Final = 3
_LONGEST_HEAD: Final = 18  # of a zstd frame
_CHECKSUM: Final = 1 << 2

_CUT: Final = "It is cut short."
_NO_FRAME: Final = "There is no record here."


@dataclass(kw_only=True, slots=True)
class Frame:
    """A frame: its offset, a reader of what is in it, where it ends where that is known, and whether it was damaged."""

    at: int
    reader: Reader
    packed: Inflated | Unzstd | None = None
    end: int | None = None
    broken: bool = False

    @property
    def bare(self) -> bool:
        """Tell whether the bytes of the file are the bytes of the records."""
        return isinstance(self.reader, FileReader)

    def finish(self) -> int:
        """Say where it ends in the file, once its last byte was read."""
        return self.packed.end if self.end is None and self.packed else self.end or self.at

    def reached(self) -> int:
        """Say how far the file was read."""
        return self.packed.end if self.packed else self.reader.at


class Frames:
    """Opens the frames in `data[start:end]`; knows the dictionary once it was met."""

    def __init__(self, data: Ranges, start: int, end: int) -> None:
        self._data = data
        self._start = start
        self._end = min(end, len(data))
        self._dictionary: ZstdCompressionDict | None = None
        self._magic = _GZIP
        self._tries = 0
        self._blocks = 0

    def open(self, at: int) -> Frame | None:
        """Open the frame at `at`, or the first after skippable ones; None at the end. Raises `InputError`."""
        while at < self._end:
            head = self._data[at : min(at + _SKIP_HEAD, self._end)]
            if head[1:4] == _SKIPPABLE and head[0] >> 4 == 5:  # noqa: PLR2004  (0x184D2A50 to 5F, RFC 8878, 3.1.2)
                at = self._skip(at, head)
            elif head.startswith(_GZIP):
                inflated = Inflated(self._data, at, self._end, GZIP)
                return Frame(at=at, reader=FrameReader(inflated), packed=inflated)
            elif head.startswith(_ZSTD):
                self._magic = _ZSTD
                end = self._zstd_end(at)
                unpacked = Unzstd(self._data, at, end, self._dictionary)
                return Frame(at=at, reader=FrameReader(unpacked), packed=unpacked, end=end)
            elif head.startswith(b"WARC/"):
                return Frame(at=at, reader=FileReader(self._data, at, self._end), end=self._end)
            elif not head.strip(b"\r\n\x00"):
                at += len(head)
            else:
                raise MalformedInputError(_NO_FRAME)
        return None

    def next_after(self, at: int) -> int | None:
        """Find the next compressed frame after damage at `at`; None where there is none."""
        while (at := self._data.find(self._magic, at + 1, self._end)) >= 0:
            self._tries += 1
            if self._tries > MAX_TRIES:
                msg = "It is damaged in too many places; the rest was left."
                raise MalformedInputError(msg)
            if self._begins(at):
                return at
        return None

    def _begins(self, at: int) -> bool:
        """Tell whether a frame at `at` begins with a record; no more than its beginning is looked at."""
        try:
            if self._magic == _GZIP:
                return FrameReader(Inflated(self._data, at, min(at + _TRIED, self._end), GZIP)).begins()
            return FrameReader(Unzstd(self._data, at, self._zstd_end(at), self._dictionary)).begins()
        except InputError:
            return False

    def _skip(self, at: int, head: bytes) -> int:
        """Pass over a skippable frame; the first of the file holds the dictionary."""
        if len(head) < _SKIP_HEAD:
            raise MalformedInputError(_CUT)
        size: int = struct.unpack_from("<L", head, 4)[0]
        begun, end = at + _SKIP_HEAD, at + _SKIP_HEAD + size
        if end > self._end:
            raise MalformedInputError(_CUT)
        if at == self._start and head[0] == 0x5D:  # noqa: PLR2004  (the magic of a dictionary: 0x184D2A5D)
            self._dictionary = self._learn(begun, end)
        return end

    def _learn(self, start: int, end: int) -> ZstdCompressionDict:
        import zstandard

        packed = self._data[start : start + 4] == _ZSTD
        words = whole(Unzstd(self._data, start, end) if packed else Stored(self._data, start, end), MAX_DICTIONARY)
        try:
            return zstandard.ZstdCompressionDict(words)
        except (zstandard.ZstdError, ValueError):
            msg = "The dictionary that it is packed with is damaged."
            raise MalformedInputError(msg) from None

    def _zstd_end(self, at: int) -> int:
        """Find the end of a zstd frame by the sizes of its blocks (RFC 8878, 3.1.1), without unpacking any."""
        import zstandard

        head = self._data[at : at + _LONGEST_HEAD]
        try:
            size: int = zstandard.frame_header_size(head)
        except (zstandard.ZstdError, ValueError):
            raise MalformedInputError(_CUT) from None
        end = at + size
        last = False
        while not last:
            self._blocks += 1
            if self._blocks > MAX_BLOCKS:
                msg = f"It is in more than {MAX_BLOCKS} blocks; the rest was left."
                raise HostileInputError(msg)
            block = int.from_bytes(self._data[end : end + _BLOCK_HEAD], "little")
            last, kind, size = bool(block & 1), block >> 1 & 3, block >> 3
            end += _BLOCK_HEAD + (1 if kind == _RLE else size)
            if end > self._end or kind == _RESERVED:
                raise MalformedInputError(_CUT)
        end += 4 if head[4] & _CHECKSUM else 0
        if end > self._end:
            raise MalformedInputError(_CUT)
        return end
