"""Values by number on the disk, each had by itself: texts to compare, what is known of a document.

In: values with the numbers of their documents, part by part. Out: the value of a number. They are compressed one by
one: a comparison needs two texts from anywhere in the corpus, and would read whole row groups of Parquet for them.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, Self, TypeVar

import msgspec
import numpy as np
import zstandard

from averment.scale.weighing.place import whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

Value = TypeVar("Value", bound=msgspec.Struct)
PLACES = "places.npy"
_DATA = "data"
_OPEN: Final = 64  # files at a time


class Writer:
    """Writes the values of one part. Used in `with`; what was written is there when that ends, `path` last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: list[tuple[int, int, int]] = []
        self._at = 0
        self._compressor = zstandard.ZstdCompressor(level=1)

    def __enter__(self) -> Self:
        """Open the files."""
        self._stack = ExitStack()
        part = self._stack.enter_context(whole(_data_of(self._path)))
        self._file = self._stack.enter_context(part.open("wb"))
        return self

    def write(self, number: int, value: msgspec.Struct) -> None:
        """Write the value of a number."""
        data = self._compressor.compress(msgspec.msgpack.encode(value))
        self._file.write(data)
        self._places.append((number, self._at, len(data)))
        self._at += len(data)

    def __exit__(self, *error: object) -> None:
        """Close the files; where something failed there are none."""
        self._stack.__exit__(*error)  # type: ignore[arg-type]
        if error[0] is None:
            with whole(self._path) as part, part.open("wb") as file:
                np.save(file, np.array(self._places, np.uint64).reshape(-1, 3))


def write_lookup(paths: list[Path], path: Path, documents: int) -> None:
    """Write where each value of some parts is, by number: (documents, 3), the part, the byte in it, the length."""
    found = np.zeros((documents, 3), np.uint64)
    for number, one in enumerate(paths):
        places = np.load(one)
        found[places[:, 0]] = np.stack([np.full(len(places), number, np.uint64), places[:, 1], places[:, 2]], axis=1)
    with whole(path) as part, part.open("wb") as file:
        np.save(file, found)


class Records(Generic[Value]):
    """The values of all parts, by number. For one thread; some files stay open until `close`."""

    def __init__(self, paths: list[Path], lookup: Path, kind: type[Value]) -> None:
        self._paths = [_data_of(path) for path in paths]
        self._places: NDArray[np.uint64] = np.load(lookup, mmap_mode="r")
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._decompressor = zstandard.ZstdDecompressor()
        self._open: OrderedDict[int, int] = OrderedDict()

    def __getitem__(self, number: int) -> Value:
        """Give the value of a number."""
        part, at, size = map(int, self._places[number])
        return self._read(os.pread(self._descriptor(part), size, at))

    def all(self) -> Iterator[Value]:
        """Give all values in the order of their numbers."""
        for number in range(len(self._places)):
            yield self[number]

    def close(self) -> None:
        """Close the files."""
        while self._open:
            os.close(self._open.popitem()[1])

    def _read(self, data: bytes) -> Value:
        return self._decoder.decode(self._decompressor.decompress(data))

    def _descriptor(self, part: int) -> int:
        if part not in self._open:
            if len(self._open) >= _OPEN:
                os.close(self._open.popitem(last=False)[1])
            self._open[part] = os.open(self._paths[part], os.O_RDONLY)
        self._open.move_to_end(part)
        return self._open[part]


def _data_of(path: Path) -> Path:
    return path.with_name(path.name.replace(PLACES, _DATA))
