"""A corpus in shards: pieces of the inputs in their order, cut where enough are together.

In: `Piece`s as the inputs give them. Out: `Shard`s. What is in a shard depends on the inputs and on `Size` alone, never
on the workers: so a run that was broken off goes on where it stood, and any number of workers writes the same bytes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Form: TypeAlias = Literal["file", "json", "csv", "warc", "unread"]
"""What a piece is: a whole file of any format; a line of JSON; a row of CSV; a record of a web archive; an error."""

LARGE: Final = 16 * 2**20
"""Bytes of a file from which on it is handed on by its path and not by its bytes."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the inputs that is read by itself: what a person knows it by, its bytes or where they are.

    `digest` is of the bytes. `path` is absolute and stands for a large file, whose `data` is empty. `columns` are the
    names of the fields of a row of CSV, and `delimiter` what is between them. For `unread`, `data` is an `ErrorRow` in
    JSON: what of an input could not be had. `done` are the bytes of all the inputs up to the end of the piece, as they
    lie on the disk: how far we are.
    """

    form: Form
    name: str
    digest: str
    data: bytes = b""
    path: str | None = None
    columns: tuple[str, ...] = ()
    delimiter: str = ","
    done: int = 0

    @classmethod
    def of(cls, form: Form, name: str, data: bytes, **known: object) -> Piece:
        """Make a piece of some bytes."""
        return cls(form=form, name=name, digest=f"sha256:{hashlib.sha256(data).hexdigest()}", data=data, **known)  # type: ignore[arg-type]


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How large a shard may become: pieces, and bytes of them. One of these too many begins the next."""

    pieces: int = 100
    size: int = LARGE


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """Some pieces that are read together and written together. `number` counts from 0.

    `deadly` are the places of pieces that are not to be read, because each killed the process that did.
    """

    number: int
    pieces: tuple[Piece, ...]
    deadly: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Give the name of its files, without an ending."""
        return f"{self.number:06}"

    @property
    def digest(self) -> str:
        """Name what is in it: the form, name and digest of each piece."""
        told = msgspec.json.encode([(one.form, one.name, one.digest) for one in self.pieces])
        return f"sha256:{hashlib.sha256(told).hexdigest()}"


def shards(pieces: Iterable[Piece], size: Size) -> Iterator[Shard]:
    """Put pieces into shards, in order; holds the pieces of one."""
    number, held, length = 0, list[Piece](), 0
    for piece in pieces:
        if held and (len(held) == size.pieces or length + len(piece.data) > size.size):
            yield Shard(number=number, pieces=tuple(held))
            number, held, length = number + 1, [], 0
        held.append(piece)
        length += len(piece.data)
    if held:
        yield Shard(number=number, pieces=tuple(held))
