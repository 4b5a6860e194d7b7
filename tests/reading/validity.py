"""What holds for every reading, whatever was read: places are places in the text, and names name something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from averment.values import Reading, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.values import Span


def faults(reading: Reading) -> list[str]:
    """Give all that is wrong with a reading, each in a few words; nothing where it is valid."""
    found = [*_ids(reading), *_references(reading), *_places(reading), *_amounts(reading)]
    if from_json(to_json(reading), Reading) != reading:
        found.append("it does not survive JSON")
    return found


def _ids(reading: Reading) -> Iterator[str]:
    for kind in ("attributions", "speakers", "evidence", "figures"):
        counts = Counter(one.id for one in getattr(reading, kind))
        yield from (f"{kind} {name} there {times} times" for name, times in counts.items() if times > 1)


def _references(reading: Reading) -> Iterator[str]:
    attributions = {a.id: a for a in reading.attributions}
    speakers = {s.id for s in reading.speakers}
    evidence = {e.id: e for e in reading.evidence}
    for a in reading.attributions:
        if a.id in a.about:
            yield f"{a.id} is about itself"
        yield from _missing(f"{a.id} about", a.about, attributions)
        yield from _missing(f"{a.id} evidence", a.evidence, evidence)
        yield from _missing(f"{a.id} speaker", [a.speaker] if a.speaker else [], speakers)
        yield from (f"{a.id} rests on {e}, not mirrored" for e in a.evidence if a.id not in evidence[e].rests)
    for e in reading.evidence:
        yield from _missing(f"{e.id} for", e.rests, attributions)
        yield from (f"{e.id} is for {a}, not mirrored" for a in e.rests if e.id not in attributions[a].evidence)
    for f in reading.figures:
        yield from _missing(f"{f.id} by", [f.by] if f.by else [], attributions)


def _missing(what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    listed = list(names)
    yield from (f"{what} {name}, which there is not" for name in sorted(set(listed) - set(known)))
    yield from (f"{what} {name} twice" for name, times in Counter(listed).items() if times > 1)


def _places(reading: Reading) -> Iterator[str]:
    text = reading.document.text
    unread = [segment.span for segment in reading.document.segments if segment.kind == "boilerplate"]
    unread += [paragraph.span for paragraph in reading.skipped]
    for what, (start, end) in spans(reading):
        if not 0 <= start < end <= len(text):
            yield f"{what} [{start}, {end}) is not in the text"
        elif text[start:end].strip() != text[start:end]:
            yield f"{what} {text[start:end]!r} has white space at its edges"
        elif any(start < last and first < end for first, last in unread):
            yield f"{what} {text[start:end]!r} stands in what is not read"
    for paragraph in reading.skipped:
        start, end = paragraph.span
        if not text[start:end].strip() == text[start:end] != "":
            yield f"skipped [{start}, {end}) is no paragraph"
    for a in reading.attributions:
        yield from (f"{a.id} pieces out of order" for p in (a.cue, a.source, a.content) if tuple(sorted(p)) != p)


def spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Give every place in a reading that something was found in, and what was."""
    for a in reading.attributions:
        for what in ("cue", "source", "content"):
            yield from ((f"{a.id} {what}", span) for span in getattr(a, what))
        if a.said:
            yield f"{a.id} said", a.said
    for s in reading.speakers:
        yield from ((f"{s.id} mention", span) for span in s.mentions)
    yield from ((e.id, e.span) for e in reading.evidence)
    yield from ((f.id, f.span) for f in reading.figures)
    yield from (("date", d.span) for d in reading.dates)


def _amounts(reading: Reading) -> Iterator[str]:
    for f in reading.figures:
        if f.low is not None and f.high is not None and f.low > f.high:
            yield f"{f.id} from {f.low} to {f.high}"
    for d in reading.dates:
        if (d.start is None) != (d.end is None):
            yield f"a date with one end: {d}"
        intervals = [(i.start, i.end) for i in d.candidates]
        intervals += [(d.start, d.end)] if d.start and d.end else []
        yield from (f"a date that ends before it starts: {d}" for start, end in intervals if end < start)
    dates = {d.span for d in reading.dates}
    yield from (f"{a.id} said on what is no date" for a in reading.attributions if a.said and a.said not in dates)
