"""Who stands where on a proposition, over a whole corpus: narrowed by words, then weighed as a case is.

In: the folder of a corpus, a sentence, the model. Out: `Asked`: the same `Weighed` that `Ledger.weigh` gives, with the
relations that were found over the corpus. Where the narrowing keeps all, it is the answer of all readings in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from averment.inference.sessions import cores
from averment.scale.weighing.chosen import Chosen, chosen
from averment.scale.weighing.corpus import MEMORY, Progress, weigh_corpus
from averment.scale.weighing.engine import engine, tables
from averment.scale.weighing.job import Job
from averment.scale.weighing.narrow import NEAREST, Narrowed, narrow
from averment.scale.weighing.place import ASKED
from averment.scale.weighing.rows import CopyRow, copy_from
from averment.scale.weighing.source import source_of
from averment.scale.weighing.write import answers
from averment.tables.files import rows_in
from averment.values import Copy, Weighed
from averment.weighing.claims import Saying, sayings_of
from averment.weighing.copies import Relations
from averment.weighing.ledger import Ledger, grouping_of
from averment.weighing.people import Known, People, known

if TYPE_CHECKING:
    from averment.weighing.model import WeighingModel

_STEPS: Final = 4


class Asked:
    """The answer, the readings that it names, and how many statements were looked at of how many."""

    def __init__(self, weighed: Weighed, readings: Chosen, narrowed: Narrowed) -> None:
        self.weighed = weighed
        self.readings = readings
        self.narrowed = narrowed


@contextmanager
def weigh_proposition(  # noqa: PLR0913  (where, what, with what, and three limits)
    folder: Path,
    proposition: str,
    model: WeighingModel,
    *,
    memory: int = MEMORY,
    workers: int | None = None,
    nearest: int = NEAREST,
    progress: Progress | None = None,
) -> Iterator[Asked]:
    """Give who stands where on a proposition; its readings can be had as long as this is open.

    Copies are found first where that has not been done. Raises what `weigh_corpus` does, and `UsageError` for what is
    no proposition. Speakers are known by what the readings that are looked at tell of them.
    """
    weigh_corpus(folder, memory=memory, workers=workers, progress=progress)
    tell = progress or (lambda *_: None)
    job = Job(source=source_of(folder), share=memory * 2**20, workers=workers or cores())
    job.place.sweep()
    with tempfile.TemporaryDirectory(prefix=ASKED, dir=job.place.folder) as name:
        scratch = Path(name)
        tell("looking for statements", 0, _STEPS)
        found = narrow(job, proposition, scratch, nearest)
        tell("putting readings together", 1, _STEPS)
        with closing(chosen(job, found.ids, scratch)) as readings:
            tell("reading what is said", 2, _STEPS)
            people, sayings = _gone_through(readings, found)
            ledger = Ledger(
                readings,
                groups=grouping_of(sayings, model),
                relations=Relations(_relations(job, readings.keys(), scratch)),
                people=People((), people),
                model=model,
            )
            tell("weighing", 3, _STEPS)
            weighed = ledger.weigh(proposition)
            tell("weighing", _STEPS, _STEPS)
            yield Asked(weighed, readings, found)


def _gone_through(readings: Chosen, found: Narrowed) -> tuple[list[Known], list[Saying]]:
    """Give who speaks in the readings, and the sayings to look at: those found, and what only points to one of them."""
    people: list[Known] = []
    sayings: list[Saying] = []
    for document in readings:
        reading = readings[document]
        people += known(reading)
        ids = found.ids[readings.key(document)]
        sayings += [
            saying
            for saying in sayings_of(reading)
            if saying.id in ids or (not saying.text and not ids.isdisjoint(saying.about))
        ]
    return people, sayings


def _relations(job: Job, documents: Collection[str], scratch: Path) -> Iterator[Copy]:
    """Give the related pairs among some documents."""
    table = job.place.folder / f"copies.{job.source.kind}"
    wanted = set(documents)
    if job.source.kind == "jsonl":
        rows: Iterator[CopyRow] = (
            row for row in rows_in(table, CopyRow, "jsonl") if row.a in wanted and row.b in wanted
        )
    else:
        rows = _among(job, table, sorted(wanted), scratch)
    yield from (copy_from(row) for row in rows)


def _among(job: Job, table: Path, documents: list[str], scratch: Path) -> Iterator[CopyRow]:
    import pyarrow as pa
    import pyarrow.parquet

    listed = scratch / "documents.parquet"
    pyarrow.parquet.write_table(pa.table({"document": pa.array(documents, pa.string())}), listed)
    query = f"""
        SELECT {", ".join(f"c.{name}" for name in CopyRow.__struct_fields__)} FROM {tables([table])} c
        SEMI JOIN {tables([listed])} a ON c.a = a.document SEMI JOIN {tables([listed])} b ON c.b = b.document
        ORDER BY c.a, c.b
    """  # noqa: S608  (our columns and paths)
    with engine(scratch, job.share, job.workers) as duckdb:
        for one in answers(duckdb, query, scratch):
            yield msgspec.convert(one, CopyRow)
