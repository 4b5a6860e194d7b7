"""Relations told in parts, and the table of them.

In: overlaps in parts, what is known of the documents, all shared passages by document. Out: `copies.parquet` (or JSON
lines), in order of the digests. What a relation depends on beside its own two texts are the carriers of its passages:
these are looked up by document, so that any part can be told by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from averment.scale.weighing.compare import BITS, overlaps_in
from averment.scale.weighing.engine import engine, tables
from averment.scale.weighing.place import whole
from averment.scale.weighing.prints import known_in
from averment.scale.weighing.rows import CopyRow, ToldRow
from averment.scale.weighing.runs import KEYS, gathered
from averment.scale.weighing.write import answers, write_table
from averment.tables.files import writer
from averment.weighing.copies import Carrying, Days, Held, Pair, copy_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from averment.scale.weighing.job import Job

_KEPT: Final = 4_096  # documents whose passages stay at hand


class Overlaps(msgspec.Struct, frozen=True, kw_only=True):
    """A file of overlaps whose relations are told together; `edges`: where the parts of passages begin."""

    number: int
    path: str
    edges: tuple[int, ...]


def tell_relations(job: Job, overlaps: Overlaps) -> None:
    """Tell the relations of some pairs, in order of their digests."""
    known = known_in(job)
    every = sorted(overlaps_in(Path(overlaps.path)), key=lambda one: (one.overlap.a, one.overlap.b))
    number = {name: place for one in every for name, place in ((one.overlap.a, one.a), (one.overlap.b, one.b))}
    about = {name: known[place].about for name, place in number.items()}
    known.close()
    first, last = np.load(job.place.days, mmap_mode="r")
    carrying = Carrying(number, _held(job, overlaps.edges), Days(first, last))
    with whole(job.place.part("told", overlaps.number, "parquet")) as part:
        file = writer(part, ToldRow, "parquet")
        for one in every:
            if copy := copy_of(Pair.of(one.overlap, about, carrying)):
                file.write([ToldRow.of(copy, one.a, one.b)])
        file.close()


def write_copies(job: Job, path: Path, memory: int) -> int:
    """Write the table of all related pairs, in order of their digests; give how many there are."""
    columns, told = ", ".join(CopyRow.__struct_fields__), job.place.parts("told", "parquet")
    temporary = job.place.temporary
    with engine(temporary, memory, job.workers) as duckdb, whole(path, lasting=True) as part:
        query = f"SELECT {columns} FROM {tables(told)} ORDER BY a, b" if told else ""  # noqa: S608  (our columns)
        found = answers(duckdb, query, temporary) if told else ()
        return write_table((msgspec.convert(one, CopyRow) for one in found), part, CopyRow, job.source.kind)


def counted(job: Job, memory: int) -> dict[str, int]:
    """Count the related pairs by relation."""
    told = job.place.parts("told", "parquet")
    if not told:
        return {}
    with engine(job.place.temporary, memory, job.workers) as duckdb:
        query = f"SELECT relation, count(*) FROM {tables(told)} GROUP BY relation ORDER BY relation"  # noqa: S608
        return dict(duckdb.execute(query).fetchall())


def _held(job: Job, edges: tuple[int, ...]) -> Callable[[int], Held]:
    """Give what looks up the shared passages of a document by its number."""
    paths = job.place.parts("held", KEYS)

    @lru_cache(maxsize=_KEPT)
    def of(number: int) -> Held:
        path = paths[bisect_right(edges, number) - 1]
        keys, rest = gathered([path], number << BITS, (number + 1) << BITS, np.uint32, 2)
        starts = (keys & np.uint64(2**BITS - 1)).astype(np.int64)
        return Held.of(starts, rest[:, 0].astype(np.int64), rest[:, 1].astype(np.int64))

    return of
