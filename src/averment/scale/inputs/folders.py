"""The files that arguments stand for: files as named, and of folders those with known endings, in order of their paths.

In: paths. Out: paths of files, or `Lost` for what cannot be looked into. Links to folders are not followed: they may
lead round. Nor are links to files that lie elsewhere: whoever made the folder could have any file of this machine read.
Holds the names in one folder, and in those it is in.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from averment.errors import InputError, MissingInputError

REPORTS: Final = (
    ".docx", ".eml", ".htm", ".html", ".mht", ".mhtml", ".pdf", ".txt", ".wacz", ".warc", ".warc.gz", ".warc.zst",
    ".xhtml", ".zip",
)  # fmt: skip
"""Endings of reports, and of archives of them."""

LINES: Final = (".jsonl", ".ndjson")
ROWS: Final = (".csv", ".tsv")
_PACKED: Final = (".gz", ".zst")
SETS: Final = tuple(end + packed for end in (*LINES, *ROWS) for packed in ("", *_PACKED))
"""Endings of data sets: a record a line, or a row."""

_STANDARD_INPUT: Final = "standard input is not read into a corpus: save it as a file, and name that"


class Lost(NamedTuple):
    """What could not be looked into, and why."""

    name: str
    error: InputError


def paths(arguments: Iterable[str]) -> Iterator[str | Lost]:
    """Give the files of a corpus, in the order of the arguments."""
    endings = (*REPORTS, *SETS)
    nothing = f"this folder holds nothing to read ({', '.join((*REPORTS, *LINES, *ROWS))})"
    for argument in arguments:
        if argument == "-":
            yield Lost("(standard input)", MissingInputError(_STANDARD_INPUT))
        elif os.path.isdir(argument):  # noqa: PTH112  # False, not an error, for a name with a NUL in it
            yield from files_below(argument, lambda name: name.lower().endswith(endings), nothing)
        else:
            yield argument


def files_below(
    folder: str, wanted: Callable[[str], bool], nothing: str, *, aside: Callable[[Path], bool] = lambda _: False
) -> Iterator[str | Lost]:
    """Give the files whose names are `wanted`, hidden ones never; folders that are `aside` are passed over.

    `nothing` is the sentence for a folder without any.
    """
    empty = True
    whole = os.path.realpath(folder)
    for found in _walked(folder, wanted, aside):
        empty = False
        leads_out = not isinstance(found, Lost) and _leads_out(Path(found), whole)
        yield _elsewhere(str(found)) if leads_out else found
    if empty:
        yield Lost(folder, MissingInputError(nothing))


def _walked(folder: str, wanted: Callable[[str], bool], aside: Callable[[Path], bool]) -> Iterator[str | Lost]:
    """Walk down, each folder in its place among the files beside it."""
    open_ones = [iter(_entries(Path(folder)))]
    while open_ones:
        found = next(open_ones[-1], None)
        if found is None:
            open_ones.pop()
        elif isinstance(found, Lost):
            yield found
        elif not found.folder:
            if wanted(found.path.name):
                yield os.fspath(found.path)
        elif not aside(found.path):
            open_ones.append(iter(_entries(found.path)))


class _Entry(NamedTuple):
    path: Path
    folder: bool


def _entries(folder: Path) -> Iterator[_Entry | Lost]:
    """Give what lies in a folder in order of names; links to folders are no folders, and no files."""
    try:
        with os.scandir(os.fspath(folder)) as there:
            names = sorted(
                (one.name, one.is_dir(follow_symlinks=False))
                for one in there
                if not one.name.startswith(".") and not _is_way_round(one)
            )
    except OSError as error:
        yield Lost(os.fspath(folder), MissingInputError(str(error.strerror)))
        return
    for name, is_folder in names:
        yield _Entry(folder / name, is_folder)


def _is_way_round(entry: os.DirEntry[str]) -> bool:
    """Tell a link to a folder."""
    return entry.is_symlink() and os.path.isdir(entry.path)  # noqa: PTH112  # False for a link to itself, no error


def _leads_out(path: Path, folder: str) -> bool:
    """Say whether a path is a link to something that is not in the folder."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(folder)


def _elsewhere(name: str) -> Lost:
    return Lost(name, MissingInputError("it is a link out of the folder: name the file itself if you mean it"))
