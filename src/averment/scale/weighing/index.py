"""Documents of a corpus in the order in which copies are looked for: by day, then by digest, each digest once.

In: the table of documents. Out: `index.parquet` (number, document, reading, shard), in the order of the readings, and
the days by number. A document that was met twice counts once, as it was met first.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from averment.errors import CorpusError
from averment.scale.weighing.engine import engine, quoted, tables
from averment.scale.weighing.place import whole
from averment.scale.weighing.write import write_table

if TYPE_CHECKING:
    from averment.scale.weighing.job import Job

MOST: Final = 2**24
"""Documents that numbers have room for."""


class Dated(msgspec.Struct, frozen=True):
    """The columns of a document by which it gets its number."""

    reading: str
    document: str
    published_from: date | None
    published_to: date | None


def narrowed(job: Job, shard: str) -> None:
    """Make Parquet of the columns of some documents in JSON lines by which they are numbered."""
    with whole(job.place.part("dated", int(shard), "parquet")) as part:
        write_table(job.source.rows("documents", Dated, [shard]), part, Dated, "parquet")


def numbered(job: Job, memory: int) -> int:
    """Give each document its number, and how many there are. Raises `CorpusError` where they are too many."""
    place = job.place
    dated = job.source.files("documents") if job.source.kind == "parquet" else place.parts("dated", "parquet")
    with engine(place.temporary, memory, job.workers) as duckdb, whole(place.index) as index:
        duckdb.execute(f"""
            COPY (
                SELECT row_number() OVER (ORDER BY published_from IS NULL, published_from, document) - 1 AS number,
                       document, reading, shard, published_from, published_to
                FROM (
                    SELECT *, CAST(split_part(reading, '-', 1) AS INTEGER) AS shard
                    FROM {tables(dated)}
                    QUALIFY row_number() OVER (PARTITION BY document ORDER BY shard, reading) = 1
                )
                ORDER BY shard, reading
            ) TO {quoted(index)} (FORMAT parquet, COMPRESSION zstd)
        """)  # noqa: S608  (our paths)
        found = duckdb.execute(
            f"""
            SELECT coalesce(published_from - DATE '0001-01-01' + 1, 0) AS first,
                   coalesce(published_to - DATE '0001-01-01' + 1, 0) AS last
            FROM {tables([index])} ORDER BY number
        """  # noqa: S608  (our paths)
        ).fetchnumpy()
    days = np.stack([found["first"], found["last"]]).astype(np.int64)
    if days.shape[1] > MOST:
        message = f"{days.shape[1]:,} documents are more than can be weighed together: {MOST:,}"
        raise CorpusError(message)
    with whole(place.days) as part, part.open("wb") as file:
        np.save(file, days)
    return len(days[0])


def numbers(job: Job, shards: tuple[str, ...]) -> dict[str, int]:
    """Give the numbers of the documents of some shards by their readings, of those that count."""
    import pyarrow.parquet

    some = [("shard", ">=", int(shards[0])), ("shard", "<=", int(shards[-1]))]
    found = pyarrow.parquet.read_table(job.place.index, columns=["reading", "number"], filters=some)
    return dict(zip(found["reading"].to_pylist(), found["number"].to_pylist(), strict=True))
