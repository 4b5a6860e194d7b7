"""Frozen values and nothing else: what the steps of the program hand to each other. Shapes of the output contract."""

from averment.values.claims import Claim, Copy, Origin, Origins, Passage, Place, Position
from averment.values.codec import from_json, schema, to_json
from averment.values.documents import Charset, Document, Published, Segment
from averment.values.readings import Attribution, Date, Evidence, Figure, Interval, Model, Reading, Skipped, Speaker
from averment.values.spans import Span, quote

__all__ = [
    "Attribution",
    "Charset",
    "Claim",
    "Copy",
    "Date",
    "Document",
    "Evidence",
    "Figure",
    "Interval",
    "Model",
    "Origin",
    "Origins",
    "Passage",
    "Place",
    "Position",
    "Published",
    "Reading",
    "Segment",
    "Skipped",
    "Span",
    "Speaker",
    "from_json",
    "quote",
    "schema",
    "to_json",
]
