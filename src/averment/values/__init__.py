"""Frozen values and nothing else: what the steps of the program hand to each other. Shapes of the output contract."""

from averment.values.captures import Box, Capture, Change, Layout, Page
from averment.values.cases import Addition, Hit, Listed, Reread
from averment.values.checks import Check, Verification
from averment.values.claims import (
    Claim,
    Collapse,
    Copy,
    Near,
    Origin,
    Origins,
    Passage,
    Place,
    Position,
    Quoted,
    Weighed,
)
from averment.values.codec import from_json, schema, to_json
from averment.values.documents import Charset, Document, Published, Segment
from averment.values.judgements import Judgement, Target
from averment.values.layouts import rectangles
from averment.values.ledgers import Alias, Conflict, Held, Moment, Series, Source, Stated, Told
from averment.values.proofs import Consistency, Inclusion
from averment.values.readings import Attribution, Date, Evidence, Figure, Interval, Model, Reading, Skipped, Speaker
from averment.values.review import Queued, Reviewed
from averment.values.spans import Span, quote

__all__ = [
    "Addition",
    "Alias",
    "Attribution",
    "Box",
    "Capture",
    "Change",
    "Charset",
    "Check",
    "Claim",
    "Collapse",
    "Conflict",
    "Consistency",
    "Copy",
    "Date",
    "Document",
    "Evidence",
    "Figure",
    "Held",
    "Hit",
    "Inclusion",
    "Interval",
    "Judgement",
    "Layout",
    "Listed",
    "Model",
    "Moment",
    "Near",
    "Origin",
    "Origins",
    "Page",
    "Passage",
    "Place",
    "Position",
    "Published",
    "Queued",
    "Quoted",
    "Reading",
    "Reread",
    "Reviewed",
    "Segment",
    "Series",
    "Skipped",
    "Source",
    "Span",
    "Speaker",
    "Stated",
    "Target",
    "Told",
    "Verification",
    "Weighed",
    "from_json",
    "quote",
    "rectangles",
    "schema",
    "to_json",
]
