"""Where in the text stands what was read in it.

In: a reading. Out: marks, one of each thing being the place to which links to it lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.web.marking import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.values import Reading, Span
    from averment.web.marking import MarkKind


def marks(reading: Reading) -> Iterator[Mark]:
    """Give the marks of a reading. An attribution's home is its cue; without one, what is said, or who says it."""
    for said in reading.attributions:
        home: MarkKind = "cue" if said.cue else "content" if said.content else "source"
        yield from _each(said.id, "source", said.source, home=home == "source")
        yield from _each(said.id, "cue", said.cue, home=home == "cue")
        yield from _each(said.id, "content", said.content, home=home == "content")
    for evidence in reading.evidence:
        yield from _each(evidence.id, "evidence", [evidence.span], home=True)
    for figure in reading.figures:
        yield from _each(figure.id, "figure", [figure.span], home=True)
    for speaker in reading.speakers:
        yield from _each(speaker.id, "mention", speaker.mentions, home=True)
    yield from (Mark(kind="date", span=date.span) for date in reading.dates)


def _each(name: str, kind: MarkKind, spans: Iterable[Span], *, home: bool) -> Iterator[Mark]:
    """Give a mark for each piece; the first is the home."""
    for number, span in enumerate(spans):
        yield Mark(name=name, kind=kind, span=span, home=home and not number)
