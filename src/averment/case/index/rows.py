"""The rows that are searched: the text of a document, its attributions, its speakers, with their words.

In: a capture or a reading, and the document's number. What was there of that document before goes first, out of the
full-text tables too (they hold no text of their own, and must be told what they are to forget).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from averment.case.index.schema import MOST_IN_A_READING, WORDS
from averment.values import Attribution, Capture, Reading, Span, Speaker, quote

_GAP: Final = " … "
_TEXTS: Final = ("number", "document", "title", "text")
_SAID: Final = ("id", "act", "certainty", "speaker", "source", "cue", "content", "start", "stop")
_WHO: Final = ("id", "kind", "name", "role", "affiliation", "mentions", "start", "stop")


def put_text(db: sqlite3.Connection, seq: int, document: int, capture: Capture) -> None:
    """Put the title, the text and the pages of a document in place of those before."""
    made, length = capture.document, len(capture.document.text)
    row = (seq, document, storable(made.title or ""), storable(made.text))
    _put(db, "texts", _TEXTS, [row])
    pages = {page.number: _within(page.span, length) for page in capture.layout.pages} if capture.layout else {}
    rows = ((document, number, *span) for number, span in pages.items() if 0 < number < 1 << 31)
    db.executemany("INSERT INTO pages VALUES (?, ?, ?, ?)", rows)


def put_reading(db: sqlite3.Connection, seq: int, document: int, reading: Reading) -> None:
    """Put the attributions and speakers of a document in place of those before."""
    forget(db, document, ("attributions", "speakers"))
    text, first = reading.document.text, seq * MOST_IN_A_READING
    said = [_attribution(text, a) for a in reading.attributions[:MOST_IN_A_READING]]
    _put(db, "attributions", ("number", "document", *_SAID), _numbered(first, document, said))
    who = [_speaker(text, speaker) for speaker in reading.speakers[:MOST_IN_A_READING]]
    _put(db, "speakers", ("number", "document", *_WHO), _numbered(first, document, who))


def forget(db: sqlite3.Connection, document: int, tables: Iterable[str] = WORDS) -> None:
    """Take out what is searched of a document."""
    for table in tables:
        columns = ", ".join(WORDS[table])
        db.execute(
            f"INSERT INTO {table}_words ({table}_words, rowid, {columns}) "  # noqa: S608  # names of our own tables
            f"SELECT 'delete', number, {columns} FROM {table} WHERE document = ? ORDER BY number",
            (document,),
        )
        db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))  # noqa: S608  # the same
        if table == "texts":
            db.execute("DELETE FROM pages WHERE document = ?", (document,))


def storable(text: str) -> str:
    """Give `text` as SQLite can hold it, every offset kept: NUL would end it, a lone surrogate has no UTF-8."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def _put(db: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    searched = [columns.index(name) for name in ("number", *WORDS[table])]
    marks, word_marks = ", ".join("?" * len(columns)), ", ".join("?" * len(searched))
    words = ", ".join(WORDS[table])
    for row in rows:
        db.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)  # noqa: S608  # our own names
        values = [row[index] for index in searched]
        db.execute(f"INSERT INTO {table}_words (rowid, {words}) VALUES ({word_marks})", values)  # noqa: S608  # the same


def _numbered(first: int, document: int, rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [(first + place, document, *row) for place, row in enumerate(rows)]


def _attribution(text: str, found: Attribution) -> tuple[object, ...]:
    parts = [storable(quote(text, spans, _GAP)) for spans in (found.source, found.cue, found.content)]
    spans = (*found.source, *found.cue, *found.content)
    extent = (min((start for start, _ in spans), default=0), max((end for _, end in spans), default=0))
    return (found.id, found.act, found.certainty, found.speaker, *parts, *_within(extent, len(text)))


def _speaker(text: str, speaker: Speaker) -> tuple[object, ...]:
    words = [storable(part or "") for part in (speaker.name, speaker.role, speaker.affiliation)]
    mentions = storable("\n".join(text[start:end] for start, end in speaker.mentions))
    first = _within(speaker.mentions[0], len(text)) if speaker.mentions else (0, 0)
    return (speaker.id, speaker.kind, *words, mentions, *first)


def _within(span: Span, length: int) -> Span:
    """Keep a span within the text, whoever made it."""
    start, end = span
    return max(0, min(start, length)), max(0, min(end, length))
