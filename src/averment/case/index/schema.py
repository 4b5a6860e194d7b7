"""The tables of the index, as migrations in order. Plain tables that any SQLite tool opens; three full-text tables.

Numbers of rows are those of log entries, so that they never depend on what was there before: a document has that of
the entry that brought it, an attribution that of the `read` entry and its place in the reading.
"""

from __future__ import annotations

from typing import Final

MOST_IN_A_READING: Final = 10_000_000
"""More attributions or speakers than any reading has: its text has fewer code points. Row = entry * this + place."""

_TABLES: Final = """
CREATE TABLE meta (                    -- one row: how far the index has come in the log
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,             -- entries applied
    length INTEGER NOT NULL,           -- bytes of the log that they take
    frontier TEXT NOT NULL             -- Merkle frontier over them, hex
) STRICT;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    added TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('read', 'captured', 'failed', 'container', 'pending', 'removed')),
    media_type TEXT,
    title TEXT,
    outlet TEXT,
    url TEXT,
    published_start TEXT,
    published_end TEXT,
    published_how TEXT,
    capture TEXT,                      -- digests of the current ones
    reading TEXT,
    attributions INTEGER,
    error TEXT,
    message TEXT
) STRICT;
CREATE INDEX documents_unfinished ON documents (number)
    WHERE state = 'pending' OR (state = 'captured' AND error IS NULL);

CREATE TABLE paths (                   -- the files a document was added as
    seq INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents,
    path TEXT NOT NULL,
    modified TEXT,
    published_start TEXT,
    published_end TEXT
) STRICT;
CREATE INDEX paths_of_document ON paths (document);
CREATE INDEX paths_by_path ON paths (path);

CREATE TABLE members (                 -- the containers a document was taken out of
    seq INTEGER PRIMARY KEY,
    container INTEGER NOT NULL REFERENCES documents,
    document INTEGER NOT NULL REFERENCES documents,
    name TEXT NOT NULL,
    place TEXT NOT NULL                -- JSON
) STRICT;
CREATE INDEX members_of_container ON members (container);
CREATE INDEX members_by_document ON members (document);

CREATE TABLE captures (
    seq INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents,
    capture TEXT NOT NULL,
    isolation TEXT NOT NULL,
    notes TEXT NOT NULL                -- JSON
) STRICT;
CREATE INDEX captures_of_document ON captures (document);

CREATE TABLE readings (
    seq INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents,
    capture TEXT NOT NULL,
    reading TEXT NOT NULL,
    model TEXT NOT NULL
) STRICT;
CREATE INDEX readings_of_document ON readings (document);

CREATE TABLE failures (
    seq INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents,
    stage TEXT NOT NULL,
    error TEXT NOT NULL,
    message TEXT NOT NULL,
    name TEXT
) STRICT;
CREATE INDEX failures_of_document ON failures (document);

CREATE TABLE removals (
    seq INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    why TEXT NOT NULL,
    redacted INTEGER NOT NULL CHECK (redacted IN (0, 1)),
    PRIMARY KEY (seq, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE judgements (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    verdict TEXT NOT NULL,
    targets TEXT NOT NULL,             -- JSON, as are the changes
    changes TEXT NOT NULL,
    note TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    supersedes TEXT UNIQUE REFERENCES judgements (id),
    subject TEXT NOT NULL              -- JSON: what another judgement must be on to supersede it
) STRICT;
CREATE INDEX judgements_by_subject ON judgements (subject, seq);

CREATE TABLE concerns (                -- which entries of the log are about which document
    document INTEGER NOT NULL REFERENCES documents,
    seq INTEGER NOT NULL,
    PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE texts (                   -- the current text of each document, for search
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL UNIQUE REFERENCES documents,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE pages (                   -- the stretch of its text that stands on each page of an original
    document INTEGER NOT NULL REFERENCES documents,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (document, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE attributions (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents,
    id TEXT NOT NULL,
    act TEXT,
    certainty TEXT,
    speaker TEXT,
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    start INTEGER NOT NULL,            -- the stretch of the text that holds all three
    stop INTEGER NOT NULL
) STRICT;
CREATE INDEX attributions_of_document ON attributions (document);

CREATE TABLE speakers (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,                -- empty where there is none, as is the affiliation
    affiliation TEXT NOT NULL,
    mentions TEXT NOT NULL,
    start INTEGER NOT NULL,            -- the first mention; empty at the beginning of the text where there is none
    stop INTEGER NOT NULL
) STRICT;
CREATE INDEX speakers_of_document ON speakers (document);
"""

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "texts": ("title", "text"),
    "attributions": ("source", "cue", "content"),
    "speakers": ("name", "role", "affiliation", "mentions"),
}
"""The tables that are searched, with the columns whose words are; each has a full-text table, as `texts_words`."""

TOKENS: Final = "unicode61 remove_diacritics 2"
"""How words are told: runs of letters and digits, in lower case, without diacritics."""


def _words(table: str) -> str:
    columns = ", ".join(WORDS[table])
    return (
        f"CREATE VIRTUAL TABLE {table}_words USING fts5 "
        f"({columns}, content = '{table}', content_rowid = 'number', tokenize = '{TOKENS}');\n"
    )


_UNDOING: Final = """
DROP TABLE judgements;                 -- one may be superseded, put back by an undo, and superseded again
CREATE TABLE judgements (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    verdict TEXT NOT NULL,
    targets TEXT NOT NULL,             -- JSON, as are the changes
    changes TEXT NOT NULL,
    note TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    supersedes TEXT REFERENCES judgements (id)
) STRICT;
"""

MIGRATIONS: Final[tuple[tuple[str, str], ...]] = (
    ("the tables", _TABLES + "".join(map(_words, WORDS))),
    ("judgements that are undone", _UNDOING),
)
"""The name and the statements of each, in order. They are numbered from 1; what has been released is never changed."""
