"""The bytes of a file on the disk, by offset, read when they are asked for: what is large is never held or mapped.

In: an open file. Out: slices, as `bytes` gives them. A map would do it in fewer calls, but its pages count as memory of
this process until they are dropped, and a file that is cut short while it is mapped ends the process.
"""

from __future__ import annotations

import os
from typing import BinaryIO, Final

from averment.errors import MissingInputError

_STEP: Final = 1 << 20  # bytes searched at a time


class OnDisk:
    """A file as a sequence of bytes; its length is that at the beginning."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file.fileno()
        self._length = os.fstat(self._file).st_size

    def __len__(self) -> int:
        """Count the bytes."""
        return self._length

    def __getitem__(self, key: slice, /) -> bytes:
        """Read a stretch; fewer bytes where the file became shorter. Raises `MissingInputError`."""
        start, stop, _ = key.indices(self._length)
        pieces: list[bytes] = []
        try:
            while start < stop and (piece := os.pread(self._file, stop - start, start)):
                pieces.append(piece)
                start += len(piece)
        except OSError as error:
            raise MissingInputError(str(error.strerror)) from error
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def find(self, sub: bytes, start: int, end: int) -> int:
        """Find the first `sub` in a stretch; -1 where there is none."""
        end = min(end, self._length)
        while start < end:
            held = self[start : min(start + _STEP + len(sub) - 1, end)]
            at = held.find(sub)
            if at >= 0:
                return start + at
            if not held:
                break
            start += _STEP
        return -1
