"""The objects of a case on their way into a bag: copied, hashed on the way, left out where they were withdrawn.

In: what the log says the case holds, its folder of objects. Out: objects and placeholders below `data/objects/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from averment.custody.files import open_file
from averment.custody.objects import REDACTED, WITHHELD
from averment.custody.sealing.payload import Payload
from averment.custody.verifying.holdings import Digest, Holdings, name_of
from averment.custody.verifying.store import Progress, each, path_of
from averment.errors import DamagedError

OBJECTS: Final = "data/objects/"
_PIECE: Final = 1 << 20
_ENCODER: Final = msgspec.json.Encoder(order="sorted")


class Stock:
    """The objects in the case and in the bag. Copying again copies what came since, and drops what went."""

    def __init__(self, objects: Path, payload: Payload) -> None:
        self._objects = objects
        self._payload = payload
        self.placeholders: dict[Digest, str] = {}

    def copy(self, holdings: Holdings, progress: Progress | None) -> None:
        """Copy the objects that the log names. `DamagedError` where one is missing or has other bytes than its name."""
        coming = {digest: self._size(digest) for digest in holdings.owners if self._settle(digest, holdings)}
        for done, _ in enumerate(each(self._copy, coming), start=1):
            if progress:
                progress(done, len(coming))

    def bytes_of(self, digest: Digest) -> bytes:
        """Give the bytes of an object in the bag."""
        return (self._payload.folder / OBJECTS / path_of(digest)).read_bytes()

    def _settle(self, digest: Digest, holdings: Holdings) -> bool:
        """Put a placeholder for what does not go into the bag; say whether the object is still to be copied."""
        path = OBJECTS + path_of(digest)
        ending = _placeholder(digest, holdings)
        if ending and self.placeholders.get(digest) != ending:
            self._drop(path, digest)
            self._payload.put(path + ending, [_ENCODER.encode({"object": name_of(digest), "placeholder": ending[1:]})])
            self.placeholders[digest] = ending
        return not ending and path not in self._payload

    def _drop(self, path: str, digest: Digest) -> None:
        stale = path + self.placeholders.pop(digest, "")
        if stale in self._payload:
            self._payload.take_out(stale)

    def _size(self, digest: Digest) -> int:
        try:
            return (self._objects / path_of(digest)).lstat().st_size
        except OSError:  # to copy it will say what is wrong
            return 0

    def _copy(self, digest: Digest) -> None:
        try:
            found = self._payload.put(OBJECTS + path_of(digest), _pieces(self._objects / path_of(digest)), 0o444)
        except FileNotFoundError as error:
            message = "an object that the log names is missing, and no placeholder says why"
            raise DamagedError(message, subject=name_of(digest)) from error
        if found != digest.hex():
            message = "the bytes under this name are not those that were put there"
            raise DamagedError(message, subject=name_of(digest))


def _placeholder(digest: Digest, holdings: Holdings) -> str | None:
    if digest in holdings.redacted:
        return REDACTED
    return WITHHELD if holdings.is_withheld(digest) else None


def _pieces(path: Path) -> Iterator[bytes]:
    with open_file(path) as file:
        while piece := file.read(_PIECE):
            yield piece
