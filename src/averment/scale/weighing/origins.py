"""Documents to the roots that they go back to, by copies and credits alone: what of an origin needs no claim.

In: the relations of all documents, what is known of each. Out: `origins.parquet` (or JSON lines), in order of digests.

Of a claim, an origin is found by who says it. Of a whole document one can tell less: whose report it is. A document's
root is
1. the agency that its outlet is, or that its dateline, its byline or its last line credits;
2. else the root of the report that it is a copy or a later version of (`families`);
3. else, of the first document of that report, the outlet; where there is none, that document itself.
Passages of a common original, each document with matter of its own, and background tie no documents together here: they
stand in the table of copies. Nor does what a document cites: that is somebody's statement in it, not its own telling.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np

from averment.scale.weighing.engine import engine, tables
from averment.scale.weighing.families import NOBODY, Families, Joining
from averment.scale.weighing.place import whole
from averment.scale.weighing.prints import Known, known_in
from averment.scale.weighing.rows import OriginRow
from averment.scale.weighing.write import answers, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from averment.scale.weighing.job import Job
    from averment.scale.weighing.records import Records

_CREDITS: Final = {
    "outlet": "put out by {agency} itself",
    "dateline": "credits {agency} in its dateline",
    "byline": "credits {agency} in its byline",
    "line": "credits {agency} at its end",
}
_RELATIONS: Final = {"copy": "a copy of", "update": "a version of one dispatch with"}


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """One of the largest reports: its first document, what that is called, how many documents are this report."""

    document: str
    title: str | None
    outlet: str | None
    root: str
    kind: str
    documents: int


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of all documents: reports, roots by kind, the largest reports."""

    documents: int
    reports: int
    roots: dict[str, int]
    largest: tuple[Family, ...]


class Roots:
    """The root of each document, told by the first of its report."""

    def __init__(self, families: Families, agencies: list[str], own: NDArray[np.int32]) -> None:
        self.families = families
        self._agencies = agencies
        self._own = own

    def of(self, first: int, known: Known) -> tuple[str, str, str]:
        """Give the root of a report, of whose first document this is known: its kind, its key, its name."""
        if self._own[first] != NOBODY:
            name = self._agencies[self._own[first]]
            return "agency", name, name
        if known.outlet:
            return "outlet", known.outlet, known.about.outlet or known.outlet
        return "document", known.about.document, known.called


def write_origins(job: Job, path: Path, memory: int, shown: int = 10) -> Found:
    """Write the table of origins; give what to show of it."""
    place = job.place
    known = known_in(job)
    agencies, own = _agencies(known.all(), len(np.load(place.days, mmap_mode="r")[0]))
    temporary = place.temporary
    with engine(temporary, memory, job.workers) as duckdb:
        joining = Joining(own)
        told = place.parts("told", "parquet")
        if told:
            joining.take(_edges(duckdb, told, temporary))
        roots = Roots(joining.families(), agencies, own)
        keys, copies = _counted(roots, known)
        with whole(path, lasting=True) as part:
            rows = _rows(duckdb, job, roots, known, keys, copies)
            write_table(rows, part, OriginRow, job.source.kind)
    largest = np.argsort(-copies, kind="stable")[:shown].tolist()
    found = Found(
        documents=len(copies),
        reports=int((copies > 0).sum()),
        roots=dict(Counter(kind for kind, _ in keys)),
        largest=tuple(_family(roots, head, known[head], int(copies[head])) for head in largest if copies[head] > 1),
    )
    known.close()
    return found


def _agencies(every: Iterator[Known], count: int) -> tuple[list[str], NDArray[np.int32]]:
    """Give the agencies, and the place among them of each document's, by number."""
    place: dict[str, int] = {}
    own = np.full(count, NOBODY, np.int32)
    for number, one in enumerate(every):
        if one.agency:
            own[number] = place.setdefault(one.agency, len(place))
    return list(place), own


def _edges(duckdb: Any, told: list[Path], temporary: Path) -> Iterator[tuple[int, int, str | None]]:  # noqa: ANN401
    """Give the pairs that are one report, the longest shared text first."""
    query = f"""
        SELECT number_a, number_b, direction FROM {tables(told)}
        WHERE relation IN ('copy', 'update') ORDER BY characters DESC, a, b
    """  # noqa: S608  (our paths)
    return ((one["number_a"], one["number_b"], one["direction"]) for one in answers(duckdb, query, temporary))


def _counted(roots: Roots, known: Records[Known]) -> tuple[Counter[tuple[str, str]], NDArray[np.int64]]:
    """Count the documents of each root, and of each report by the number of its first document."""
    first = roots.families.first
    copies = np.bincount(first, minlength=len(first))
    keys: Counter[tuple[str, str]] = Counter()
    for head in np.flatnonzero(copies).tolist():
        keys[roots.of(head, known[head])[:2]] += int(copies[head])
    return keys, copies


def _rows(  # noqa: PLR0913, PLR0917  (each is a step before this one)
    duckdb: Any,  # noqa: ANN401
    job: Job,
    roots: Roots,
    known: Records[Known],
    keys: Counter[tuple[str, str]],
    copies: NDArray[np.int64],
) -> Iterator[OriginRow]:
    """Give the rows in order of digests. What ties a document to its report is joined on disk, not in memory."""
    import pyarrow as pa
    import pyarrow.parquet

    temporary = job.place.temporary
    through = roots.families.through
    tied = np.flatnonzero(through != NOBODY)
    ends = np.sort(np.stack([tied, through[tied]]), axis=0)
    tree = temporary / "tree.parquet"
    columns = {"number": tied, "low": ends[0], "high": ends[1]}
    pyarrow.parquet.write_table(pa.table({name: pa.array(one, pa.int64()) for name, one in columns.items()}), tree)
    told = job.place.parts("told", "parquet")
    ties = (
        f"""SELECT number, t.a, t.b, relation, why FROM {tables([tree])} JOIN {tables(told)} t
            ON low = least(number_a, number_b) AND high = greatest(number_a, number_b)"""  # noqa: S608
        if told
        else "SELECT NULL::BIGINT AS number, '' AS a, '' AS b, '' AS relation, '' AS why WHERE false"
    )
    query = f"""
        SELECT i.number, i.document, i.reading, a, b, relation, why
        FROM {tables([job.place.index])} i LEFT JOIN ({ties}) t ON i.number = t.number ORDER BY i.document
    """  # noqa: S608
    for one in answers(duckdb, query, temporary):
        number = one["number"]
        head = int(roots.families.first[number])
        kind, key, root = roots.of(head, known[head])
        tie = int(through[number])
        yield OriginRow(
            document=one["document"],
            reading=one["reading"],
            root=root,
            kind=kind,
            documents=keys[kind, key],
            report=known[head].about.document,
            copies=int(copies[head]),
            through=known[tie].about.document if tie != NOBODY else None,
            relation=one["relation"],
            why=_why(known[number], known[tie] if tie != NOBODY else None, one, (kind, root), int(copies[head])),
        )
    tree.unlink()


def _why(own: Known, tie: Known | None, told: dict[str, Any], root: tuple[str, str], copies: int) -> str:
    """Say in words why a document goes back to its root."""
    said = [_CREDITS[own.credit].format(agency=own.agency)] if own.credit else []
    if tie is not None:
        this = "a" if told["a"] == own.about.document else "b"
        said.append(f"{_RELATIONS[told['relation']]} {tie.called} ({this} is this document): {told['why']}")
        if not own.credit:
            said.append(f"the report goes back to {root[1]}")
    elif not own.credit:
        named = f"put out by {own.about.outlet}" if own.outlet else "nothing says who put it out"
        said.append(f"{named}, and it credits no agency")
    if tie is None and copies > 1:
        others = "one other document is" if copies == 2 else f"{copies - 1:,} other documents are"  # noqa: PLR2004
        said.append(f"{others} this report")
    elif tie is None:
        said.append("no other document is this report")
    return "; ".join(said)


def _family(roots: Roots, head: int, known: Known, documents: int) -> Family:
    kind, _, root = roots.of(head, known)
    return Family(
        document=known.about.document,
        title=known.title,
        outlet=known.about.outlet,
        root=root,
        kind=kind,
        documents=documents,
    )
