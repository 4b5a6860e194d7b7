"""Full text: words to the places that hold them, in documents, attributions and speakers.

In: words a person typed, an open index. Out: `Hit`s. All words must be there, in any order; “a phrase” in quotation
marks as it stands. Nothing typed is ever syntax of the search engine. About 10 ms at 10,000 documents.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from averment.case.index import Index
from averment.case.index.connections import explained
from averment.case.index.rows import storable
from averment.case.snippets import Found, quoted, show
from averment.errors import UsageError
from averment.values import Hit
from averment.values.cases import HitKind

KINDS: Final[tuple[HitKind, ...]] = ("document", "attribution", "speaker")
MOST_HITS: Final = 10_000
MOST_WORDS: Final = 32
_RANKED: Final = 5_000
"""Places of a kind that are ranked: words that more places hold than that tell none of them from the others. The first
that were added are ranked, so that the answer is the same each time."""
_PHRASE: Final = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)')
_TABLES: Final[dict[HitKind, str]] = {"document": "texts", "attribution": "attributions", "speaker": "speakers"}
_WEIGHTS: Final[dict[HitKind, tuple[float, ...]]] = {  # of the columns: a name says more than a mention of it
    "document": (4.0, 1.0),
    "attribution": (1.0, 0.5, 1.0),
    "speaker": (4.0, 1.0, 1.0, 1.0),
}
_PLACES: Final[dict[HitKind, str]] = {
    "document": "NULL, 0, length(texts.text)",
    "attribution": "row.id, row.start, row.stop",
    "speaker": "row.id, row.start, row.stop",
}


@dataclass(frozen=True)
class Row:
    """A row that holds the words: of which kind, which, and which it is among those of its kind, the best first."""

    kind: HitKind
    number: int
    rank: int


def search(index: Index, words: str, limit: int = 20, kinds: Sequence[HitKind] = KINDS) -> list[Hit]:
    """Find the places that hold all of the words: the best of each kind, then the second best of each, and so on.

    Within a kind the order is that of BM25 (Robertson and Zaragoza 2009), then that of adding. `UsageError` for
    nothing to search for.
    """
    terms = terms_of(words)
    unknown = set(kinds) - set(KINDS)
    if unknown or not kinds:
        message = f"the kinds that can be searched are {', '.join(KINDS)}"
        raise UsageError(message, subject=", ".join(sorted(unknown)) or None)
    if not 0 < limit <= MOST_HITS:
        message = f"a search gives 1 to {MOST_HITS:,} places"
        raise UsageError(message, subject=str(limit))
    with explained(index.path):
        index.db.execute("BEGIN")  # one state of the index for all that follows
        try:
            rows = [row for kind in KINDS if kind in kinds for row in _ranked(index.db, kind, terms, limit)]
            rows.sort(key=lambda row: row.rank)  # keeps the order of the kinds where ranks are equal
            found = [_found(index.db, row) for row in rows[:limit]]
        finally:
            index.db.execute("ROLLBACK")
    return show(found, terms)


def terms_of(words: str) -> list[str]:
    """Split what was typed into words and phrases; what has no letter or digit is passed over."""
    found = [phrase or word for phrase, word in _PHRASE.findall(storable(words))]
    terms = list(dict.fromkeys(term for term in found if any(map(str.isalnum, term))))
    if not terms:
        message = "there is no word to search for"
        raise UsageError(message, subject=words[:100] or None)
    if len(terms) > MOST_WORDS:
        message = f"a search takes up to {MOST_WORDS} words and phrases"
        raise UsageError(message)
    return terms


def _ranked(db: sqlite3.Connection, kind: HitKind, terms: list[str], limit: int) -> list[Row]:
    words = f"{_TABLES[kind]}_words"
    weights = ", ".join(map(str, _WEIGHTS[kind]))
    query = (
        f"SELECT number FROM (SELECT rowid AS number, bm25({words}, {weights}) AS score FROM {words} "  # noqa: S608
        f"WHERE {words} MATCH ? ORDER BY rowid LIMIT {_RANKED}) ORDER BY score, number LIMIT ?"
    )
    numbers = db.execute(query, (" AND ".join(map(quoted, terms)), limit))
    return [Row(kind, number, rank) for rank, (number,) in enumerate(numbers)]


def _found(db: sqlite3.Connection, row: Row) -> Found:
    query = (
        f"SELECT documents.number, digest, documents.title, texts.text, {_PLACES[row.kind]} "  # noqa: S608  # our own names
        f"FROM {_TABLES[row.kind]} AS row JOIN documents ON documents.number = row.document "
        "JOIN texts ON texts.document = row.document WHERE row.number = ?"
    )
    document, digest, title, text, name, *within = db.execute(query, (row.number,)).fetchone()
    pages = db.execute("SELECT start, page FROM pages WHERE document = ? ORDER BY start, page", (document,)).fetchall()
    return Found(
        kind=row.kind,
        document=digest,
        title=title,
        id=name,
        text=text,
        within=(within[0], within[1]),
        pages=pages,
    )
