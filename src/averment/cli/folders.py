"""The files in a folder that was named on the command line, and in the folders below it, in order of their paths.

In: the folder, and which files and folders in it are meant. Out: paths, or for what cannot be looked into an `Input`
that raises when it is loaded. Links to folders are not followed: they may lead round. Nor are links to files that lie
elsewhere: whoever made the folder could have any file of this machine read, and handed over in a bag.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from averment.api import Input
from averment.errors import InputError, MissingInputError


def files_below(
    folder: str, wanted: Callable[[str], bool], nothing: str, *, aside: Callable[[Path], bool] = lambda _: False
) -> Iterator[str | Input]:
    """Give the files whose names are `wanted`, hidden ones never; folders that are `aside` are passed over.

    `nothing` is the sentence for a folder without any.
    """
    failures: list[OSError] = []
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = [name for name in folders if not name.startswith(".") and not aside(Path(place, name))]
        found += [Path(place, name) for name in names if not name.startswith(".") and wanted(name)]
    whole = os.path.realpath(folder)
    for path in sorted(found):
        yield _elsewhere(path) if _leads_out(path, whole) else os.fspath(path)
    for failure in sorted(failures, key=lambda failure: str(failure.filename)):
        yield _unreadable(str(failure.filename), MissingInputError(str(failure.strerror)))
    if not found and not failures:
        yield _unreadable(folder, MissingInputError(nothing))


def _leads_out(path: Path, folder: str) -> bool:
    """Say whether a path is a link to something that is not in the folder."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(folder)


def _elsewhere(path: Path) -> Input:
    message = "it is a link out of the folder: name the file itself if you mean it"
    return _unreadable(str(path), MissingInputError(message))


def _unreadable(name: str, error: InputError) -> Input:
    def load() -> NoReturn:
        raise error

    return Input(name, load)
