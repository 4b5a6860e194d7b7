"""Some readings of a corpus, put together from the tables: those of a few thousand keys among millions of rows.

In: the keys of readings. Out: `Chosen`, a mapping from the digests of their documents; the readings lie on the disk and
few are in memory. Of Parquet only the files of their shards are opened, and in these only their rows are taken.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from averment.errors import CorpusError
from averment.scale.weighing.engine import engine, tables
from averment.scale.weighing.records import PLACES, Records, Writer, write_lookup
from averment.scale.weighing.write import answers
from averment.tables import TABLES, Rows, reading_of
from averment.tables.readings import ByReading
from averment.values import Reading

if TYPE_CHECKING:
    from averment.scale.weighing.job import Job

    Struct = TypeVar("Struct", bound=msgspec.Struct)

_HELD: Final = 2_000_000
"""Code points of text whose readings stay in memory: 100 MB."""


class Chosen(Mapping[str, Reading]):
    """Readings by the digest of their document, in order. For one thread."""

    def __init__(self, readings: Records[Reading], keys: Mapping[str, str]) -> None:
        self._readings = readings
        self._keys = keys
        self._numbers = {document: number for number, document in enumerate(keys)}
        self._held: OrderedDict[str, Reading] = OrderedDict()
        self._size = 0

    def __getitem__(self, document: str) -> Reading:
        """Give the reading of a document. `KeyError` where it was not chosen."""
        if document in self._held:
            self._held.move_to_end(document)
            return self._held[document]
        reading = self._held[document] = self._readings[self._numbers[document]]
        self._size += len(reading.document.text)
        while self._size > _HELD and len(self._held) > 1:
            _, gone = self._held.popitem(last=False)
            self._size -= len(gone.document.text)
        return reading

    def key(self, document: str) -> str:
        """Give the key that the reading of a document has in the corpus."""
        return self._keys[document]

    def close(self) -> None:
        """Close the files that they lie in."""
        self._readings.close()

    def __iter__(self) -> Iterator[str]:
        """Give the digests, in order."""
        return iter(sorted(self._numbers))

    def __len__(self) -> int:
        """Count them."""
        return len(self._numbers)


def chosen(job: Job, keys: Iterable[str], folder: Path) -> Chosen:
    """Put the readings of some keys together; they lie in `folder`, as long as that is there."""
    found: dict[str, str] = {}
    path = folder / PLACES
    with Writer(path) as file:
        for number, rows in enumerate(_rows(job, sorted(keys), folder)):
            try:
                reading = reading_of(rows)
            except ValueError as error:
                message = f"a reading in it cannot be put together: {error}"
                raise CorpusError(message, subject=job.source.folder) from error
            found[reading.document.digest] = rows.documents[0].reading
            file.write(number, reading)
    write_lookup([path], folder / "lookup.npy", len(found))
    return Chosen(Records([path], folder / "lookup.npy", Reading), found)


def _rows(job: Job, keys: list[str], scratch: Path) -> Iterator[Rows]:
    """Give the rows of each reading, in order of the keys: those of all tables side by side."""
    with engine(scratch, job.share, job.workers) as duckdb:
        found = {
            name: ByReading(_of(duckdb, job, name, row, keys, scratch))
            for name, row in TABLES.items()
            if name != "errors"
        }
        for key in keys:
            yield Rows(**{name: one.of(key) for name, one in found.items()})


def _of(  # noqa: PLR0913, PLR0917  (what is asked, of what, where)
    duckdb: Any,  # noqa: ANN401
    job: Job,
    table: str,
    row: type[Struct],
    keys: list[str],
    scratch: Path,
) -> Iterator[Struct]:
    """Give the rows of a table that some readings have, in order of the keys, those of each as they stand there."""
    if not keys:
        return
    wanted, shards = set(keys), sorted({key.partition("-")[0] for key in keys})
    if job.source.kind == "jsonl":
        every = job.source.rows(table, row, shards)
        yield from (one for one in every if one.reading in wanted)  # type: ignore[attr-defined]
        return
    import pyarrow as pa
    import pyarrow.parquet

    listed = scratch / "keys.parquet"
    pyarrow.parquet.write_table(pa.table({"reading": pa.array(keys, pa.string())}), listed)
    files = tables(job.source.files(table, shards)).replace("])", "], file_row_number = true)")
    query = f"""
        SELECT {", ".join(f't."{name}"' for name in row.__struct_fields__)}
        FROM {files} t SEMI JOIN {tables([listed])} k ON t.reading = k.reading ORDER BY t.reading, file_row_number
    """  # noqa: S608  (our columns and paths)
    for one in answers(duckdb, query, scratch, table):
        yield msgspec.convert(one, row)
