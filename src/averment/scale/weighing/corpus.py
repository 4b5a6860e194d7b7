"""A corpus weighed, in order: documents numbered, hashed, brought together, compared, told apart; then their origins.

In: the folder of a corpus, how much memory and how many processes it may take. Out: the tables in `DIR/weighed`, and a
`Summary`. Each stage is done in parts that lie on the disk: what was killed goes on where it stood, and the same corpus
gives the same tables, however it was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec
import numpy as np

from averment.case.weighing.maker import maker
from averment.errors import CorpusError
from averment.inference.sessions import cores
from averment.scale.weighing import compare, index, prints, search, tell
from averment.scale.weighing.cost import Clock, Cost
from averment.scale.weighing.engine import needs_duckdb
from averment.scale.weighing.job import HELD, MEETING, MEETINGS, POSTING, Job, document_parts, hash_parts
from averment.scale.weighing.locked import locked
from averment.scale.weighing.origins import Found, write_origins
from averment.scale.weighing.place import Basis, whole
from averment.scale.weighing.runs import KEYS, length
from averment.scale.weighing.source import source_of
from averment.scale.weighing.workers import Workers

Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much."""
MEMORY: Final = 1_000
"""Megabytes that weighing a corpus may take, unless told otherwise."""
LEAST_MEMORY: Final = 200
STAGES: Final = (
    "dated",
    "index",
    "prints",
    "lookup",
    "meetings",
    "pairs",
    "overlaps",
    "held",
    "told",
    "copies",
)
_OWN: Final = 60 * 2**20  # bytes that a process has before it holds any data


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What weighing a corpus found and cost. `pairs` counts the related pairs by relation."""

    format: str = "averment.corpus-summary/1"
    pairs: dict[str, int]
    found: Found
    costs: tuple[Cost, ...]


def weigh_corpus(
    folder: Path,
    *,
    memory: int = MEMORY,
    workers: int | None = None,
    progress: Progress | None = None,
    share: int | None = None,
) -> Summary:
    """Find copies and origins over a whole corpus; what was found before is given again where nothing has changed.

    `memory` are megabytes, of all processes together, about; `share` are the bytes of it by which the work is cut, told
    by the others where it is not given. Neither, nor `workers`, changes what is found. Raises `CorpusError` where there
    is no corpus, or it is damaged; `BusyError` where another process is at it; `UsageError` where DuckDB is not there.
    """
    needs_duckdb()
    source = source_of(folder)
    workers = workers or cores()
    share = share or max(16 * 2**20, (memory * 2**20) // workers - _OWN)
    job = Job(source=source, share=share, workers=workers)
    if before := _before(job):
        return before
    job.place.folder.mkdir(exist_ok=True)
    with locked(job.place.folder):
        basis = job.place.take_up(Basis(corpus=source.digest, maker=maker(), share=share))
        with Workers(workers) as pool:
            return _Work(job.only(share=basis.share), pool, memory * 2**20, progress).summary()


def _before(job: Job) -> Summary | None:
    """Give what was found of a corpus, where it was weighed by this program and has not changed since."""
    basis = job.place.basis()
    if basis is None or (basis.corpus, basis.maker) != (job.source.digest, maker()):
        return None
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(job.place.summary.read_bytes(), type=Summary)
    return None


class _Work:
    """One weighing: the stages in their order, each passed over where it is done."""

    def __init__(self, job: Job, workers: Workers, memory: int, progress: Progress | None) -> None:
        self._job = job
        self._workers = workers
        self._place = job.place
        self._memory = memory
        self._tell = progress or (lambda *_: None)

    def summary(self) -> Summary:
        """Do what is not done; give what was found."""
        place = self._place
        try:
            self._search()
            self._relate()
        except (ValueError, EOFError) as error:  # of half a file, which only a power cut leaves
            message = "what was made on the way is damaged: remove the folder and type the same command again"
            raise CorpusError(message, subject=str(place.work)) from error
        self._stage("copies", "writing copies", self._copies)
        clock = Clock(self._workers)
        self._tell("finding origins", 0, 1)
        found = write_origins(self._job, self._table("origins"), self._memory)
        summary = Summary(
            pairs=tell.counted(self._job, self._memory),
            found=found,
            costs=(*self._costs(), clock.cost("origins", place.folder)),
        )
        with whole(place.summary, lasting=True) as part:
            part.write_bytes(msgspec.json.encode(summary))
        place.finish()
        return summary

    def _search(self) -> None:
        job = self._job
        if job.source.kind == "jsonl":
            shards = job.source.shards
            self._parts("dated", "opening documents", partial(index.narrowed, job), shards, "parquet")
        self._stage("index", "numbering documents", lambda: index.numbered(job, self._memory // 2))
        batches = [
            prints.Batch(number=number, shards=shards) for number, shards in enumerate(job.batches(self._documents))
        ]
        self._parts("prints", "hashing documents", partial(prints.print_batch, job), batches, KEYS)
        self._stage("lookup", "hashing documents", lambda: prints.looked_up(job, self._documents))
        windows = self._count("windows", "prints")
        some = hash_parts(job.parts(windows, POSTING))
        self._parts("meetings", "looking for shared words", partial(search.meet, job), some, KEYS, drops="prints")
        some = document_parts(job.parts(windows * MEETINGS, MEETING), self._documents, search.BITS)
        self._parts("pairs", "looking for shared passages", partial(search.pair, job), some, "npy", drops="meetings")

    def _relate(self) -> None:
        job, place = self._job, self._place
        pairs = compare.pairs_to_compare(job)
        self._parts("overlaps", "comparing pairs", partial(compare.compare_pairs, job), pairs, "msgpack", drops="pairs")
        passages = self._count("passages", "passages")
        some = document_parts(job.parts(passages, HELD), self._documents, compare.BITS)
        self._parts("held", "sorting shared passages", partial(compare.hold, job), some, KEYS, drops="passages")
        edges = tuple(part.low >> compare.BITS for part in some)
        overlaps = [
            tell.Overlaps(number=number, path=str(path), edges=edges)
            for number, path in enumerate(place.parts("overlaps", "msgpack"))
        ]
        self._parts("told", "telling how they are related", partial(tell.tell_relations, job), overlaps, "parquet")

    def _copies(self) -> None:
        tell.write_copies(self._job, self._table("copies"), self._memory)

    @property
    def _documents(self) -> int:
        return len(np.load(self._place.days, mmap_mode="r")[0])

    def _table(self, name: str) -> Path:
        return self._place.folder / f"{name}.{self._job.source.kind}"

    def _count(self, name: str, stage: str) -> int:
        """Count what the runs of a stage hold, and remember it: they are taken away before all that is cut by it."""
        path = self._place.work / f"{name}.count"
        if not path.exists():
            with whole(path) as part:
                part.write_text(str(sum(map(length, self._place.parts(stage, KEYS)))))
        return int(path.read_text())

    def _costs(self) -> list[Cost]:
        """Give what the stages cost, in their order."""
        done = (self._place.work / f"{stage}.done" for stage in STAGES)
        return [msgspec.json.decode(path.read_bytes(), type=Cost) for path in done if path.exists()]

    def _parts(  # noqa: PLR0913  (what is made, of what, how, and what it makes needless)
        self,
        stage: str,
        doing: str,
        make: Callable[[Any], None],
        parts: Sequence[Any],
        form: str,
        *,
        drops: str | None = None,
    ) -> None:
        """Do the parts of a stage that are not there."""

        def made() -> None:
            missing = [one for one in parts if not self._place.part(stage, _number(one), form).exists()]
            self._tell(doing, len(parts) - len(missing), len(parts))
            for done, _ in enumerate(self._workers.each(make, missing), 1 + len(parts) - len(missing)):
                self._tell(doing, done, len(parts))

        self._stage(stage, doing, made)
        if drops:
            self._place.drop(drops)

    def _stage(self, stage: str, doing: str, make: Callable[[], object]) -> None:
        """Do a stage and say that it is done, with what it cost."""
        done = self._place.work / f"{stage}.done"
        if done.exists():
            return
        self._tell(doing, 0, 1)
        clock = Clock(self._workers)
        make()
        with whole(done) as part:
            part.write_bytes(msgspec.json.encode(clock.cost(stage, self._place.folder)))
        self._tell(doing, 1, 1)


def _number(part: Any) -> int:  # noqa: ANN401  (whatever a stage is cut into)
    return int(part) if isinstance(part, str) else part.number
