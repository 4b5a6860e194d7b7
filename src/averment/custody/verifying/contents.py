"""What a capture or a reading must be for its log entry to be true: it decodes, and it is of the document named.

In: the bytes of one, and the documents that entries say it is of. Out: what is wrong in a few words, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from averment.custody.verifying.holdings import Digest, Role, name_of
from averment.values import Capture, Reading, Span, from_json


def fault(data: bytes, role: Role, owners: Iterable[Digest]) -> str | None:
    """Say what is wrong with a capture or a reading."""
    try:
        value = from_json(data, Capture) if role == "capture" else from_json(data, Reading)
    except (msgspec.MsgspecError, UnicodeError, ValueError, RecursionError):
        return f"not a {role} that this version can read"
    if set(map(name_of, owners)) != {value.document.digest}:
        return "of another document than its entry says"
    length = len(value.document.text)
    if any(not 0 <= start <= end <= length for start, end in _spans(value)):
        return "with places outside its text"
    return None


def _spans(value: Capture | Reading) -> Iterator[Span]:
    yield from (segment.span for segment in value.document.segments)
    yield from _of_capture(value) if isinstance(value, Capture) else _of_reading(value)


def _of_capture(capture: Capture) -> Iterator[Span]:
    yield from (change.span for change in capture.changes)
    if capture.layout:
        yield from (page.span for page in capture.layout.pages)
        yield from (box.span for box in capture.layout.boxes)


def _of_reading(reading: Reading) -> Iterator[Span]:
    for attribution in reading.attributions:
        yield from (*attribution.cue, *attribution.source, *attribution.content)
        if attribution.said:
            yield attribution.said
    for speaker in reading.speakers:
        yield from speaker.mentions
    for kind in (reading.evidence, reading.figures, reading.dates, reading.skipped):
        yield from (one.span for one in kind)
