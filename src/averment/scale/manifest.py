"""What a run is and what each of its shards holds, as they are written in the folder: JSON, named by their `format`.

In: values. Out: bytes that depend on them alone. Neither says when or by whom it was made: a run that was broken off
and one that was not leave the same files.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from averment.capture.records import Fields
from averment.scale.shards import Size
from averment.tables.files import Kind
from averment.values import Published


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides what is written for given inputs: the form of the tables, options, and what reads.

    `reader` and `lexicons` are digests, `version` is that of the package.
    """

    format: Literal["averment.corpus/1"] = "averment.corpus/1"
    tables: Kind = "parquet"
    size: Size = Size()
    fields: Fields = Fields()
    published: Published | None = None
    force: bool = False
    reader: str
    lexicons: str
    version: str


class End(msgspec.Struct, frozen=True, kw_only=True):
    """Says that a run came to the end of its inputs, and how many shards they made."""

    format: Literal["averment.corpus-end/1"] = "averment.corpus-end/1"
    shards: int


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a table: how many rows are in it, and the digest of its bytes."""

    rows: int
    digest: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A shard that is done. `inputs` is the digest of its pieces, `done` the bytes of all inputs up to its end.

    `words` are those of the documents that were read. `tables` are its files, by the name of the table.
    """

    format: Literal["averment.shard/1"] = "averment.shard/1"
    number: int
    inputs: str
    pieces: int
    done: int
    words: int
    reader: str
    tables: dict[str, Written]

    @property
    def documents(self) -> int:
        """Count the documents that were read."""
        return self.tables["documents"].rows

    @property
    def attributions(self) -> int:
        """Count the attributions."""
        return self.tables["attributions"].rows

    @property
    def errors(self) -> int:
        """Count what could not be read."""
        return self.tables["errors"].rows
