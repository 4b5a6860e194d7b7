"""Frozen values and nothing else: what the steps of the program hand to each other. Shapes of the output contract."""

from averment.values.captures import Box, Capture, Change, Layout, Page
from averment.values.cases import Addition, Hit, Listed
from averment.values.checks import Check, Verification
from averment.values.claims import Claim, Copy, Origin, Origins, Passage, Place, Position
from averment.values.codec import from_json, schema, to_json
from averment.values.documents import Charset, Document, Published, Segment
from averment.values.judgements import Judgement, Target
from averment.values.layouts import rectangles
from averment.values.proofs import Consistency, Inclusion
from averment.values.readings import Attribution, Date, Evidence, Figure, Interval, Model, Reading, Skipped, Speaker
from averment.values.spans import Span, quote

__all__ = [
    "Addition",
    "Attribution",
    "Box",
    "Capture",
    "Change",
    "Charset",
    "Check",
    "Claim",
    "Consistency",
    "Copy",
    "Date",
    "Document",
    "Evidence",
    "Figure",
    "Hit",
    "Inclusion",
    "Interval",
    "Judgement",
    "Layout",
    "Listed",
    "Model",
    "Origin",
    "Origins",
    "Page",
    "Passage",
    "Place",
    "Position",
    "Published",
    "Reading",
    "Segment",
    "Skipped",
    "Span",
    "Speaker",
    "Target",
    "Verification",
    "from_json",
    "quote",
    "rectangles",
    "schema",
    "to_json",
]
