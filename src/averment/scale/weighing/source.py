"""A corpus as weighing sees it: the files of two of its tables, and what names all that it holds.

In: the folder of a corpus. Out: a `Source`. What is named is what the manifests say: another reading of the corpus, or
more of it, has another name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from averment.errors import CorpusError
from averment.scale.folder import Folder
from averment.tables.files import Kind, rows_in

if TYPE_CHECKING:
    from typing import TypeVar

    Struct = TypeVar("Struct", bound=msgspec.Struct)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A corpus: its folder, the kind of its tables, the names of its shards in order; `digest` names what is in it."""

    folder: str
    kind: Kind
    shards: tuple[str, ...]
    digest: str

    def file(self, table: str, shard: str) -> Path:
        """Give the file of a table and shard."""
        return Path(self.folder, table, f"{shard}.{self.kind}")

    def files(self, table: str, shards: Sequence[str] | None = None) -> list[Path]:
        """Give the files of a table, all or those of some shards."""
        return [self.file(table, shard) for shard in (self.shards if shards is None else shards)]

    def rows(self, table: str, row: type[Struct], shards: Sequence[str] | None = None) -> Iterator[Struct]:
        """Give the rows of a table in order; `row` may have fewer columns. Raises `CorpusError` for damaged files."""
        for path in self.files(table, shards):
            try:
                yield from rows_in(path, row, self.kind)
            except (OSError, ValueError, msgspec.MsgspecError) as error:
                message = "a table of the corpus is missing or damaged"
                raise CorpusError(message, subject=str(path)) from error


def source_of(folder: Path) -> Source:
    """Look at a corpus. Raises `CorpusError` where there is none, or nothing in it."""
    corpus = Folder(folder)
    manifests = list(corpus.manifests())
    if not any(one.documents for one in manifests):
        message = "nothing has been read into this corpus yet"
        raise CorpusError(message, subject=str(folder))
    sums = [(one.number, sorted((name, table.digest) for name, table in one.tables.items())) for one in manifests]
    digest = hashlib.sha256(msgspec.json.encode(sums)).hexdigest()
    shards = tuple(f"{one.number:06}" for one in manifests)
    return Source(folder=str(folder), kind=corpus.kind, shards=shards, digest=f"sha256:{digest}")
