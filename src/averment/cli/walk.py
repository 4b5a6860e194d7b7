"""What was typed after `averment add CASE`, as paths in order: files, all the files of a folder, a list of paths.

In: the arguments, and the case, whose own files are passed over. Out: paths, or an `Input` that raises when loaded
for what cannot be looked into.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from averment.api import Input
from averment.cli.folders import files_below
from averment.errors import UsageError


def sources(arguments: Iterable[str], case: Path, *, null: bool = False) -> Iterator[str | Input]:
    """Give what the arguments stand for, in the order typed; of a folder, the files in it in order of their paths.

    `-` stands for paths on standard input, one a line, or with `null` each ended by a NUL.
    """
    for argument in arguments:
        for path in _listed(null=null) if argument == "-" else [argument]:
            if os.path.isdir(path):  # noqa: PTH112  # False, not an error, for a name with a NUL in it
                yield from _folder(path, case)
            else:
                yield path


def _folder(folder: str, case: Path) -> Iterator[str | Input]:
    """Give the files in a folder and in those below it, the case itself aside: its private key is no report."""
    if _same(Path(folder), case):
        message = "this is the case itself"
        raise UsageError(message, subject=folder)
    return files_below(
        folder, lambda _: True, "there is no file in this folder", aside=lambda place: _same(place, case)
    )


def _listed(*, null: bool) -> list[str]:
    """Read paths from standard input. Bytes that are no UTF-8 stay what they are: a path may hold any."""
    if sys.stdin is None:
        message = "standard input is closed"
        raise UsageError(message)
    try:
        data = sys.stdin.buffer.read()
    except (OSError, ValueError) as error:  # ValueError: closed since we started
        message = "standard input cannot be read"
        raise UsageError(message) from error
    return [os.fsdecode(path) for path in (data.split(b"\0") if null else data.splitlines()) if path]


def _same(folder: Path, case: Path) -> bool:
    try:
        return folder.samefile(case)
    except OSError:
        return False
