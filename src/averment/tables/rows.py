"""The tables of a corpus and their columns: a struct is a table, a field a column, its docstring what the columns mean.

`reading` is the key of all of them: one report that was read, unique in its corpus. `document` is the digest of the
original, which may have been met twice. Spans are half-open, in code points of the document's text; days are inclusive.
Columns that repeat what another table has (quoted words, the speaker's name) are there so that a table can be read
without a join; reading back passes over them.
"""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

import msgspec


class Range(msgspec.Struct, frozen=True):
    """A span of the text."""

    start: int
    end: int


class SegmentRange(msgspec.Struct, frozen=True):
    """A stretch of the text and the part it plays: headline, byline, dateline, caption, body or boilerplate."""

    kind: str
    start: int
    end: int


class SkippedRange(msgspec.Struct, frozen=True):
    """A paragraph that was not read, and why."""

    start: int
    end: int
    why: str
    language: str | None = None


class Days(msgspec.Struct, frozen=True):
    """An interval of days."""

    from_day: date
    to_day: date


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was read. `name` is where it was found; `how` is a JSON object of how each field is known.

    `published_from` to `published_to` are the days of which one is that of publication. `reader`, `lexicons`,
    `replaced` and `version` say what made the reading.
    """

    reading: str
    document: str
    name: str
    media_type: str
    title: str | None
    outlet: str | None
    url: str | None
    authors: tuple[str, ...]
    published_from: date | None
    published_to: date | None
    published_how: str | None
    captured: str | None
    how: str
    charset: str | None
    charset_how: str | None
    words: int
    text: str
    segments: tuple[SegmentRange, ...]
    skipped: tuple[SkippedRange, ...]
    reader: str
    lexicons: str | None
    replaced: tuple[str, ...]
    version: str


class AttributionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source puts forward a content. `about` and `evidence` name rows of the same reading; `said` is a date's span.

    `source_text`, `cue_text` and `content_text` are the words, pieces joined by " … ".
    """

    reading: str
    document: str
    id: str
    source_text: str
    cue_text: str
    content_text: str
    act: str | None
    certainty: str | None
    speaker: str | None
    speaker_name: str | None
    speaker_kind: str | None
    party: str | None
    about: tuple[str, ...]
    evidence: tuple[str, ...]
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    said: Range | None
    score: float


class SpeakerRow(msgspec.Struct, frozen=True, kw_only=True):
    """Who a source is in one report; `party` is the side it speaks for."""

    reading: str
    document: str
    id: str
    name: str
    kind: str
    role: str | None
    affiliation: str | None
    party: str | None
    mentions: tuple[Range, ...]


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something said to bear on a claim; `attributions` are those that rest on it."""

    reading: str
    document: str
    id: str
    text: str
    type: str
    polarity: str
    attributions: tuple[str, ...]
    start: int
    end: int


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A counted figure with its bounds; a bound that is null is open. `attribution` is null for narration."""

    reading: str
    document: str
    id: str
    text: str
    what: str
    unit: str | None
    low: float | None
    high: float | None
    approximate: bool
    per: str | None
    attribution: str | None
    start: int
    end: int


class DateRow(msgspec.Struct, frozen=True, kw_only=True):
    """An expression of time and the days it stands for, null where the text leaves them open."""

    reading: str
    document: str
    text: str
    from_day: date | None
    to_day: date | None
    granularity: str
    anchor: str | None
    candidates: tuple[Days, ...]
    start: int
    end: int


class ErrorRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something that could not be read: where it was found, the kind of error, what is wrong, what to do about it."""

    name: str
    error: str
    message: str
    advice: str


Row: TypeAlias = DocumentRow | AttributionRow | SpeakerRow | EvidenceRow | FigureRow | DateRow | ErrorRow

TABLES: Final[dict[str, type[msgspec.Struct]]] = {
    "documents": DocumentRow,
    "attributions": AttributionRow,
    "speakers": SpeakerRow,
    "evidence": EvidenceRow,
    "figures": FigureRow,
    "dates": DateRow,
    "errors": ErrorRow,
}
"""The tables by name, in the order in which they are told of."""


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one reading, or of several: a field a table."""

    documents: tuple[DocumentRow, ...] = ()
    attributions: tuple[AttributionRow, ...] = ()
    speakers: tuple[SpeakerRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    dates: tuple[DateRow, ...] = ()
    errors: tuple[ErrorRow, ...] = ()
