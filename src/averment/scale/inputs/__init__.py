"""The inputs of a corpus as pieces, in an order that depends on them alone: files, records of archives and data sets.

In: paths of files and folders. Out: `Piece`s, one at a time, for `averment.scale.shards`. A line of JSON, a row of CSV
and a record of a web archive are pieces, any other file is one; what could not be had is a piece that says so. Nothing
is raised, whatever the bytes, and little is held, however large the input: a record, and the names in a folder.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from averment.scale.inputs.files import file_pieces
from averment.scale.inputs.folders import Lost, paths
from averment.scale.inputs.unread import error_row, unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.capture.records import Fields
    from averment.scale.shards import Piece

__all__ = ["Lost", "error_row", "paths", "pieces", "total", "unread"]


def pieces(arguments: Iterable[str], fields: Fields) -> Iterator[Piece]:
    """Give the pieces of all inputs, in the order of the arguments; `done` counts bytes from the first of them on."""
    done = 0
    for found in paths(arguments):
        if isinstance(found, Lost):
            yield unread(found.name, found.error, done)
            continue
        for piece in file_pieces(found, fields):
            yield msgspec.structs.replace(piece, done=done + piece.done)
        done += _size(found)


def total(arguments: Iterable[str]) -> int:
    """Count the bytes of all inputs, as they lie on the disk; of what cannot be looked into none."""
    return sum(_size(found) for found in paths(arguments) if not isinstance(found, Lost))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116  (a name may hold a NUL)
    except (OSError, ValueError):
        return 0
