"""The files in a folder that was named on the command line, and in the folders below it, in order of their paths.

In: the folder, and which files and folders in it are meant. Out: paths, or for what cannot be looked into an `Input`
that raises when it is loaded. `averment.scale.inputs.folders` says which links are followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from averment.api import Input
from averment.scale.inputs import folders


def files_below(
    folder: str, wanted: Callable[[str], bool], nothing: str, *, aside: Callable[[Path], bool] = lambda _: False
) -> Iterator[str | Input]:
    """Give the files whose names are `wanted`, hidden ones never; folders that are `aside` are passed over.

    `nothing` is the sentence for a folder without any.
    """
    for found in folders.files_below(folder, wanted, nothing, aside=aside):
        yield _unreadable(found) if isinstance(found, folders.Lost) else found


def _unreadable(lost: folders.Lost) -> Input:
    def load() -> NoReturn:
        raise lost.error

    return Input(lost.name, load)
