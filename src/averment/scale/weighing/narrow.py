"""The statements of a corpus whose words are nearest to those of a proposition: a scan of the table of attributions.

In: a proposition. Out: `Narrowed`: which attributions of which readings are to be looked at by the model. Rare words
count more than common ones (their inverse document frequency), words of the headline half. Statements in the same words
count as one, so that a dispatch in a thousand outlets leaves room for others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from averment.scale.weighing.engine import engine, tables
from averment.scale.weighing.place import whole
from averment.scale.weighing.write import answers, write_table
from averment.weighing.claims.words import stems_in

if TYPE_CHECKING:
    from averment.scale.weighing.job import Job

NEAREST: Final = 2_000
"""Different statements that are looked at."""
MOST: Final = 5_000
"""Statements that are looked at, those in the same words too: so many readings are put together."""
_TITLE: Final = 0.5
_WORD: Final = re.compile(r"\w+")


class Saying(msgspec.Struct, frozen=True):
    """The columns of an attribution that are searched."""

    reading: str
    id: str
    content_text: str


class Titled(msgspec.Struct, frozen=True):
    """The columns of a document that are searched."""

    reading: str
    title: str | None


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """Attributions, by the key of their reading; `statements` counts those of the corpus, `kept` those looked at.

    `whole` tells that these are all there are.
    """

    ids: dict[str, frozenset[str]]
    statements: int
    kept: int

    @property
    def whole(self) -> bool:
        """Whether nothing was passed over."""
        return self.kept == self.statements


def narrow(job: Job, proposition: str, scratch: Path, nearest: int = NEAREST) -> Narrowed:
    """Find the statements nearest to a proposition. `scratch` is a folder for what does not fit into memory."""
    with engine(scratch, job.share, job.workers) as duckdb:
        said = _searched(job, "attributions", Saying)
        titles = _searched(job, "documents", Titled)
        index = tables([job.place.index])
        duckdb.execute(f"""
            CREATE VIEW said AS
            SELECT i.document, a.reading, a.id, {_plain("a.content_text")} AS words, {_plain("d.title")} AS title
            FROM {tables(said)} a JOIN {index} i USING (reading) JOIN {tables(titles)} d USING (reading)
        """)  # noqa: S608  (our paths and words)
        stems = _stems(proposition)
        statements, *documents = _counted(duckdb, stems)
        if statements <= nearest:
            query = "SELECT reading, id FROM said ORDER BY document, id"
        else:
            duckdb.execute(f"CREATE TEMP TABLE scored AS {_scored(stems, statements, documents)}")
            best = "SELECT words, max(score) AS best FROM scored GROUP BY words ORDER BY best DESC, words"
            query = f"""
                SELECT reading, id FROM scored JOIN ({best} LIMIT {nearest}) USING (words)
                ORDER BY best DESC, words, document, reading, id LIMIT {MOST}
            """  # noqa: S608  (numbers)
        found: dict[str, set[str]] = {}
        for row in answers(duckdb, query, scratch):
            found.setdefault(row["reading"], set()).add(row["id"])
    ids = {reading: frozenset(found[reading]) for reading in sorted(found)}
    return Narrowed(ids=ids, statements=statements, kept=sum(map(len, ids.values())))


def _stems(proposition: str) -> list[str]:
    """Give the beginnings of the words that carry meaning; of a proposition without such, of all its words."""
    found = {stem.casefold() for stem in stems_in(proposition)}
    return sorted(found or {word.casefold() for word in _WORD.findall(proposition)})


def _counted(duckdb: Any, stems: Sequence[str]) -> list[int]:  # noqa: ANN401  (duckdb ships no types)
    """Count all statements, and those with each of the words."""
    columns = ", ".join(["count(*)", *(f"count_if({_has('words', stem)})" for stem in stems)])
    (row,) = duckdb.execute(f"SELECT {columns} FROM said").fetchall()  # noqa: S608  (stems are quoted)
    return list(row)


def _scored(stems: Sequence[str], statements: int, documents: Sequence[int]) -> str:
    """Give the query for statements with their scores, of those that have any."""
    weights = [math.log(1 + statements / (1 + count)) for count in documents]
    score = " + ".join(
        f"{weight:.6f} * greatest({_has('words', stem)}::INT, {_TITLE} * {_has('title', stem)}::INT)"
        for stem, weight in zip(stems, weights, strict=True)
    )
    return f"SELECT * EXCLUDE (title) FROM (SELECT *, round({score}, 6) AS score FROM said) WHERE score > 0"  # noqa: S608


def _plain(column: str) -> str:
    """Give the words of a column, small, a space before each and none but those."""
    return f"(' ' || regexp_replace(lower(coalesce({column}, '')), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g'))"


def _has(column: str, stem: str) -> str:
    """Ask whether a word begins so; in scripts that are written without spaces, whether it stands anywhere."""
    before = " " if stem.isascii() else ""
    quoted = (before + stem).replace("'", "''")
    return f"contains({column}, '{quoted}')"


def _searched(job: Job, table: str, row: type[msgspec.Struct]) -> list[Path]:
    """Give the files of a table in Parquet: of JSON lines the columns that are searched are made into such, once."""
    if job.source.kind == "parquet":
        return job.source.files(table)
    found = []
    for shard in job.source.shards:
        path = job.place.searched / table / f"{shard}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with whole(path) as part:
                write_table(job.source.rows(table, row, [shard]), part, row, "parquet")
        found.append(path)
    return found
