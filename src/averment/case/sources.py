"""What is added, as bytes in the store: files are streamed, and stored as they were read, whatever they become since.

In: a path or an `Input`. Out: `Kept`: its name as the log can hold it, the digest of what was stored, its size.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Final, TypeAlias

import msgspec

from averment.api import Input, opened
from averment.case.shelf import Shelf

Source: TypeAlias = "str | os.PathLike[str] | Input"

LARGEST: Final = 4 * 2**30
"""Bytes of the largest file that is taken, 4 GiB: archives of crawls are cut at 1 GB by custom."""
LONGEST_NAME: Final = 4096
"""Code points of a name in the log: the longest path that Linux knows has as many bytes."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A file whose bytes are in the store. `modified` is RFC 3339 in UTC, null where there is no such time."""

    name: str
    digest: str
    size: int
    modified: str | None = None


def keep(source: Source, objects: Shelf) -> Kept:
    """Put the bytes of a source into the store; an `InputError` or a `WithdrawnError` says why not."""
    if isinstance(source, Input):
        data = source.load()
        return Kept(name=named(source.name), digest=objects.put(data), size=len(data))
    path = os.fspath(source)
    with opened(path) as file:
        digest, size = objects.put_file(file, LARGEST)
        modified = _time(os.fstat(file.fileno()).st_mtime)
    return Kept(name=named(path), digest=digest, size=size, modified=modified)


def name_of(source: Source) -> str:
    """Give the name of a source as the log can hold it."""
    return named(source.name if isinstance(source, Input) else os.fspath(source))


def named(name: str) -> str:
    r"""Give a name as the log can hold it: bytes that are no UTF-8 as `\xff`, lone surrogates as `\ud800`."""
    try:
        text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return text[:LONGEST_NAME]


def _time(modified: float) -> str | None:
    try:
        return datetime.fromtimestamp(modified, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OSError, OverflowError, ValueError):
        return None
