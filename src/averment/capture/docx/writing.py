"""The text of an office document as it is written: paragraphs, gaps, and what was changed under tracking.

In: words and gaps, one after the other. Out: the text, its paragraphs, its changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from averment.values import Change

if TYPE_CHECKING:
    from averment.values import Span

CELL, LINE, PARAGRAPH = "\t", "\n", "\n\n"
_GAPS: Final = ("", " ", CELL, LINE, PARAGRAPH)  # each more than the one before it


@dataclass(slots=True)
class Tracked:
    """A tracked change whose words are being read; `start` is where the first of them stood."""

    kind: Literal["inserted", "deleted"]
    by: str | None
    at: str | None
    moved: bool
    start: int | None = None
    deleted: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Written:
    """The text so far."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    changes: list[Change] = field(default_factory=list)
    moved: int = 0
    started: int | None = None  # where the first words stand since this was None
    label: str = ""  # put before the next words
    _gap: str = ""
    _open: list[Tracked] = field(default_factory=list)

    def gap(self, gap: str) -> None:
        """Leave at least this gap before the next words."""
        if _GAPS.index(gap) > _GAPS.index(self._gap):
            self._gap = gap

    def words(self, words: str) -> None:
        """Write words, or keep them from the text where they are deleted."""
        if not words:
            return
        if any(change.kind == "deleted" for change in self._open):
            innermost = next(change for change in reversed(self._open) if change.kind == "deleted")
            innermost.start = self.length if innermost.start is None else innermost.start
            innermost.deleted.append(words)
            return
        if self._gap and self.length:
            self.pieces.append(self._gap)
            self.length += len(self._gap)
        self._gap = ""
        self.started = self.length if self.started is None else self.started
        if self.label:
            self.pieces.append(self.label)
            self.length += len(self.label)
            self.label = ""
            words = words.lstrip(" ")
        for change in self._open:
            change.start = self.length if change.start is None else change.start
        self.pieces.append(words)
        self.length += len(words)

    def begin(self, change: Tracked) -> None:
        """Begin a tracked change."""
        self._open.append(change)

    def end(self) -> None:
        """End the change begun last; one without words is none."""
        change = self._open.pop()
        if change.start is None:
            return
        inserted = change.kind == "inserted"
        made = Change(
            kind=change.kind,
            span=(change.start, self.length if inserted else change.start),
            deleted=None if inserted else "".join(change.deleted),
            by=change.by,
            at=change.at,
        )
        self.moved += change.moved
        joined = _joined(self.changes[-1], made) if self.changes else None
        if joined is not None:
            self.changes[-1] = joined
        else:
            self.changes.append(made)

    def text(self) -> str:
        """Give the text."""
        return "".join(self.pieces)


def _joined(one: Change, other: Change) -> Change | None:
    """Give two changes as one where a program has written one in two pieces."""
    if (one.kind, one.by, one.at, one.span[1]) != (other.kind, other.by, other.at, other.span[0]):
        return None
    deleted = None if one.deleted is None else one.deleted + (other.deleted or "")
    return Change(kind=one.kind, span=(one.span[0], other.span[1]), deleted=deleted, by=one.by, at=one.at)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that was written: its span, and the style it has (see `styles`)."""

    span: Span
    style: str
