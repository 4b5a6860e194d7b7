"""Compressed bytes to what they were, piece by piece, within bounds of ratio and size.

In: a range of a file. Out: sources, whose `piece()` gives the next bytes, none at the end. Each holds a few hundred
kilobytes at a time, whatever the ratio. Raises `MalformedInputError` or `HostileInputError`, never a codec's own error.
"""

from __future__ import annotations

import bz2
import io
import zlib
from typing import TYPE_CHECKING, Final, Protocol

from averment.capture.limits import LIMITS, MIB
from averment.errors import HostileInputError, InputTooLargeError, MalformedInputError

if TYPE_CHECKING:
    from zstandard import ZstdCompressionDict

    from averment.capture.found import Ranges

PIECE: Final = 1 << 18
"""The most bytes that a piece has."""

_SILENT: Final = 1 << 20
"""Packed bytes without any that come out: a gzip member may have a file name without end, or blocks without bytes."""

_FED: Final = 1 << 15  # packed bytes read ahead: a web archive has millions of members shorter than this

MAX_WINDOW: Final = 1 << 27
"""The largest window of a zstd frame, in bytes: the one the `zstd` command takes without being told to take more."""

GZIP: Final = 31
ZLIB: Final = 15
DEFLATE: Final = -15
"""Window sizes as zlib has them, which also name the wrapper around the deflated data."""

_CUT: Final = "Its compressed data are cut short."
_DAMAGED: Final = "Its compressed data are damaged."


class Source(Protocol):
    """Gives bytes in order; an empty piece is the end."""

    def piece(self) -> bytes:
        """Give the next bytes, `PIECE` of them at most."""
        ...


class Stored:
    """Bytes as they stand in `data[start:end]`; `at` is the offset of the next."""

    def __init__(self, data: Ranges, start: int, end: int, step: int = PIECE) -> None:
        self._data = data
        self._step = step
        self.at = start
        self.end = min(end, len(data))

    def piece(self) -> bytes:
        """Give the next bytes."""
        start = self.at
        self.at = max(start, min(start + self._step, self.end))
        return self._data[start : self.at]


class Inflated:
    """One deflated stream (RFC 1950, 1951 or 1952, as `wbits` says) from `start` on; `end` is where it ended."""

    def __init__(self, data: Ranges, start: int, end: int, wbits: int) -> None:
        self._packed = Stored(data, start, end, _FED)
        self._ratio = _Ratio(start)
        self._object = zlib.decompressobj(wbits=wbits)
        self._silent = 0

    @property
    def end(self) -> int:
        """Say where what was read of the packed bytes ends; once a piece was empty, where the stream ends."""
        found = self._object  # at the end of its stream, `unconsumed_tail` is still what it was before
        return self._packed.at - len(found.unused_data if found.eof else found.unconsumed_tail)

    def piece(self) -> bytes:
        """Give the next bytes."""
        while not self._object.eof:
            fed = self._object.unconsumed_tail or self._packed.piece()
            try:
                out = self._object.decompress(fed, PIECE)
            except zlib.error:
                raise MalformedInputError(_DAMAGED) from None
            if out:
                self._silent = 0
                return self._ratio.checked(out, self.end)
            self._silent += len(fed)
            if self._silent > _SILENT:
                raise MalformedInputError(_DAMAGED)
            if not fed and not self._object.eof:
                raise MalformedInputError(_CUT)
        return b""


class Unbzipped:
    """One bzip2 stream."""

    def __init__(self, data: Ranges, start: int, end: int) -> None:
        self._packed = Stored(data, start, end, _FED)
        self._ratio = _Ratio(start)
        self._object = bz2.BZ2Decompressor()

    def piece(self) -> bytes:
        """Give the next bytes."""
        while not self._object.eof:
            fed = self._packed.piece() if self._object.needs_input else b""
            try:
                out = self._object.decompress(fed, PIECE)
            except (OSError, ValueError):
                raise MalformedInputError(_DAMAGED) from None
            if out:
                return self._ratio.checked(out, self._packed.at)
            if not fed and self._object.needs_input and not self._object.eof:
                raise MalformedInputError(_CUT)
        return b""


class Unbrotli:
    """One brotli stream (RFC 7932)."""

    def __init__(self, data: Ranges, start: int, end: int) -> None:
        import brotli

        self._error: type[Exception] = brotli.error
        self._packed = Stored(data, start, end, _FED)
        self._ratio = _Ratio(start)
        self._object = brotli.Decompressor()

    def piece(self) -> bytes:
        """Give the next bytes."""
        while not self._object.is_finished():
            fed = self._packed.piece() if self._object.can_accept_more_data() else b""
            try:
                out: bytes = self._object.process(fed, output_buffer_limit=PIECE)
            except (self._error, MemoryError):
                raise MalformedInputError(_DAMAGED) from None
            if out:
                return self._ratio.checked(out, self._packed.at)
            if not fed and self._object.can_accept_more_data() and not self._object.is_finished():
                raise MalformedInputError(_CUT)
        return b""


class Unzstd:
    """One whole zstd frame (RFC 8878), which stands in `data[start:end]`."""

    def __init__(self, data: Ranges, start: int, end: int, dictionary: ZstdCompressionDict | None = None) -> None:
        import zstandard

        self._error: type[Exception] = zstandard.ZstdError
        self._packed = Stored(data, start, end, _FED)
        self._ratio = _Ratio(start)
        opened = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=MAX_WINDOW)
        self._reader = opened.stream_reader(_Pieces(self._packed), read_size=PIECE)  # type: ignore[arg-type]  # it only reads

    @property
    def end(self) -> int:
        """Say where what was read of the packed bytes ends."""
        return self._packed.at

    def piece(self) -> bytes:
        """Give the next bytes."""
        try:
            out = self._reader.read(PIECE)
        except (self._error, MemoryError):
            raise MalformedInputError(_DAMAGED) from None
        return self._ratio.checked(out, self._packed.at) if out else b""


class _Pieces(io.RawIOBase):
    """A source as the file that `zstandard` reads from."""

    def __init__(self, source: Stored) -> None:
        super().__init__()
        self._source = source

    def read(self, _size: int = -1, /) -> bytes:
        return self._source.piece()


class _Ratio:
    """Watches how much came out for what went in."""

    def __init__(self, start: int) -> None:
        self._start = start
        self._out = 0

    def checked(self, out: bytes, at: int) -> bytes:
        self._out += len(out)
        if self._out > LIMITS.ratio_from and self._out > LIMITS.ratio * max(1, at - self._start):
            msg = f"It unpacks to more than {LIMITS.ratio} times its size."
            raise HostileInputError(msg)
        return out


def whole(source: Source, limit: int = LIMITS.member) -> bytes:
    """Collect all of a source. Raises `InputTooLargeError` past `limit` bytes."""
    pieces: list[bytes] = []
    size = 0
    while piece := source.piece():
        size += len(piece)
        if size > limit:
            msg = f"It is more than {limit // MIB} MiB."
            raise InputTooLargeError(msg)
        pieces.append(piece)
    return b"".join(pieces)
