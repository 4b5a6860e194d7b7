"""What one document holds: who says what, on what evidence, with which figures and dates."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from averment.values.documents import Document
from averment.values.spans import Span

Act: TypeAlias = Literal["assert", "deny", "doubt", "demand", "commit", "evaluate", "ask"]
Certainty: TypeAlias = Literal["certain", "probable", "possible", "unknown"]
SpeakerKind: TypeAlias = Literal["person", "organisation", "government", "media", "group", "document", "unnamed"]
EvidenceType: TypeAlias = Literal[
    "imagery", "medical", "document", "testimony", "investigation", "intercept", "physical", "data", "media"
]
Polarity: TypeAlias = Literal["supports", "undercuts"]
Granularity: TypeAlias = Literal["minute", "hour", "day", "week", "month", "season", "year"]


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A source puts forward a content, signalled by a cue. Each may stand in pieces, in order of the text.

    `about` names the attributions whose content is denied, doubted or confirmed. `score` is the model's, 0 to 1.
    `said` is the span of the date on which the source said it, where the text tells. `act`, `certainty` and `speaker`
    are null until a step of the reading has decided them.
    """

    id: str
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act | None = None
    certainty: Certainty | None = None
    about: tuple[str, ...] = ()
    speaker: str | None = None
    evidence: tuple[str, ...] = ()
    said: Span | None = None
    score: float


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who a source is. `party` is the side it speaks for."""

    id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    party: str | None = None
    mentions: tuple[Span, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True, rename={"rests": "for"}):
    """A span that describes something said to bear on a claim; `rests` (JSON `for`): the attributions resting on it."""

    id: str
    span: Span
    type: EvidenceType
    polarity: Polarity
    rests: tuple[str, ...] = ()


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A counted figure with its bounds: "up to 50" has no `low`; `by`, the attribution it is in, null for narration."""

    id: str
    span: Span
    what: str
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    per: str | None = None
    by: str | None = None


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Days from `start` to `end`, both included."""

    start: date
    end: date


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """An expression of time, resolved to an interval of days, both ends included, against `anchor`.

    `anchor` is what it was counted from: `published`, `text` (it stands by itself), `context` (a date before it, or one
    that heads the text), or null where that is not known. Where the text leaves the days open, `start` and `end` are
    null. Where it leaves two answers both stand in `candidates`, the likelier first; `start` and `end` are those of the
    first where usage decides for it ("said on Thursday", written on a Thursday), and null where it does not.
    """

    span: Span
    start: date | None = None
    end: date | None = None
    granularity: Granularity
    anchor: str | None = None
    candidates: tuple[Interval, ...] = ()


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph that was not read, and why: it is not English. `language` is its BCP 47 code, null where unknown."""

    span: Span
    why: Literal["language"]
    language: str | None = None


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """What made a reading: the digest of the weights, that of the word lists, and the version of the package.

    `replaced` names the steps that were not the package's own.
    """

    reader: str
    lexicons: str | None = None
    replaced: tuple[str, ...] = ()
    version: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read in one document; `averment read --json` prints one a line.

    `skipped` is what was passed over, boilerplate aside, which the document's segments tell.
    """

    format: Literal["averment.reading/1"] = "averment.reading/1"
    document: Document
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    model: Model
