"""A reading on its way: what is known of one document so far, handed from step to step.

In: a document and what the model marked in it. Out: a `Draft`, which no step changes: each gives a new one. What only
the document decides is worked out once, in its `Report`, which all its drafts share.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from averment.reading.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.inference.tagging import Tagged
    from averment.values import Attribution, Date, Document, Evidence, Figure, Segment, Skipped, Speaker
    from averment.values.documents import SegmentKind


@dataclass(frozen=True)
class Report:
    """A document as it is read: its text without what is not to be read, its sentences, its parts."""

    document: Document
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def text(self) -> str:
        """The text to read: that of the document, boilerplate and what was skipped blanked out, every offset kept."""
        return legible(self.document, self.skipped)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the text."""
        return Sentences(self.text)

    def segment(self, offset: int) -> SegmentKind | None:
        """Say what part of the document stands at `offset`: headline, caption, body and so on."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        found = self._segments[index]
        return found.kind if offset < found.span[1] else None

    @cached_property
    def _segments(self) -> list[Segment]:
        return sorted(self.document.segments, key=lambda segment: segment.span)

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.span[0] for segment in self._segments]


@dataclass(frozen=True)
class Draft:
    """What the steps so far have found in one report. Steps give a changed copy: `dataclasses.replace`."""

    report: Report
    tagged: Tagged
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self.report.document

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The paragraphs that are not read."""
        return self.report.skipped

    @property
    def text(self) -> str:
        """The text to read, as `Report.text` gives it."""
        return self.report.text

    @property
    def sentences(self) -> Sentences:
        """The sentences of the text to read."""
        return self.report.sentences

    def segment(self, offset: int) -> SegmentKind | None:
        """Say what part of the document stands at `offset`: headline, caption, body and so on."""
        return self.report.segment(offset)


def legible(document: Document, skipped: Iterable[Skipped] = ()) -> str:
    """Blank out the boilerplate, every offset kept: a menu or a link to another story reports nothing.

    What is `skipped` is blanked out too.
    """
    text, at, parts = document.text, 0, []
    boilerplate = (segment.span for segment in document.segments if segment.kind == "boilerplate")
    for start, end in sorted([*boilerplate, *(paragraph.span for paragraph in skipped)]):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])
