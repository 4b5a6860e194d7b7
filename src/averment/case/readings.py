"""Captures to readings, several together; where that fails one by one, so that only the one at fault is lost.

In: captures and a reader. Out: for each, in order, its reading or the error that says why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from averment.api import Reads
from averment.errors import AvermentError, InputError, UnforeseenInputError
from averment.values import Document, Reading

_LONG_TOGETHER: Final = 1_000_000  # code points of text, from which a group is read at once however few they are


def read_all(documents: Sequence[Document], reader: Reads, *, force: bool) -> list[Reading | InputError]:
    """Read documents. Whatever breaks on one is an error of that one; what is no fault of theirs is raised."""
    groups = (_read(group, reader, force=force) for group in _groups(documents))
    return list(chain.from_iterable(groups))


def _read(group: list[Document], reader: Reads, *, force: bool) -> list[Reading | InputError]:
    try:
        return list(_checked(group, reader.read_all(group, force=force)))
    except InputError as error:
        found = error
    except AvermentError:
        raise
    except Exception as error:  # noqa: BLE001  # a hostile text must not take the others with it
        found = UnforeseenInputError(f"the program failed on it ({type(error).__name__}: {error})")
    if len(group) == 1:
        return [found]
    return [result for document in group for result in _read([document], reader, force=force)]


def _checked(group: list[Document], readings: list[Reading]) -> Iterator[Reading]:
    """Give the readings, each of which must be of its document."""
    for document, reading in zip(group, readings, strict=True):
        if reading.document.digest != document.digest:
            message = "it was read as another document"
            raise UnforeseenInputError(message)
        yield reading


def _groups(documents: Sequence[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    length = 0
    for document in documents:
        group.append(document)
        length += len(document.text)
        if length >= _LONG_TOGETHER:
            yield group
            group, length = [], 0
    if group:
        yield group
