"""The bytes of a data set in order: as they stand in the file, or out of its gzip members or zstd frames.

In: a file. Out: chunks, a few hundred kilobytes each, and how much of the file they took. What packs more than 200
times, and what is damaged, raises an `InputError`: see `averment.capture.expansion`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.capture.expansion import PIECE
from averment.capture.warc.frames import Frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.scale.inputs.disk import OnDisk

_PACKED: Final = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
_MARK: Final = b"\xef\xbb\xbf"


class Unpacked:
    """The bytes of one file; `at` are those of the file that were used."""

    def __init__(self, data: OnDisk, step: int = PIECE) -> None:
        self._data = data
        self._step = step
        self.at = 0

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes in order, without a byte order mark. Raises `InputError` where no more can be had."""
        chunks = self._packed() if self._data[0:4].startswith(_PACKED) else self._stored()
        first = b""
        for chunk in chunks:
            first += chunk
            if len(first) >= len(_MARK):
                break
        yield first.removeprefix(_MARK)
        yield from chunks

    def _stored(self) -> Iterator[bytes]:
        while chunk := self._data[self.at : self.at + self._step]:
            self.at += len(chunk)
            yield chunk

    def _packed(self) -> Iterator[bytes]:
        frames = Frames(self._data, 0, len(self._data))
        while (frame := frames.open(self.at)) is not None:
            while chunk := frame.reader.read(self._step):
                self.at = frame.reached()
                yield chunk
            self.at = frame.finish()
