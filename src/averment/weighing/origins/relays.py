"""Whom an attribution passes on: "Press One quoted Y as saying C", "the Post, citing the Observatory, said C".

In: a document's reading and an attribution of it. Out: the source behind its source, with the words that name it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.weighing.origins.words import comparable, is_name, pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from averment.values import Attribution, Span
    from averment.weighing.origins.publications import Publication

_RELAY_SHARE: Final = 0.6  # of a content: from here on it says nothing but what the one in it says
_SAME_SHARE: Final = 0.8  # of the longer of two contents: from here on they are one
_AFTER: Final = 40  # code points between what is said and "citing …": "said on Monday, quoting"
_LONGEST: Final = 90  # code points of a name with its description
_NAME_ENDS: Final = re.compile(
    r"[,;:()\n\"“”]|\.(?:\s|$)"
    r"|\s(?:and|that|which|who|as|while|but|in an?|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s"
)
_SENTENCE_ENDS: Final = re.compile(r"[.!?][\"”\u2019']?\s|\n")
_LEAD: Final = re.compile(r"\s*(?:(?:the|a|an|its|his|her|their)\s+)?", re.IGNORECASE)
_ROLE: Final = re.compile(r"(?:[^\WA-Z]\S*\s+)+(?=[^\W\d_a-z])")


@dataclass(frozen=True)
class Passed:
    """The source behind a source: what it is called and where; `speaker` or `attribution` where the reading has it."""

    name: str
    span: Span
    speaker: str | None = None
    attribution: str | None = None

    @property
    def named(self) -> bool:
        """Whether it is a name, not a description: "activists" are nobody in particular."""
        return is_name(self.name)


def passed_on(document: Publication, attribution: Attribution, same_side: Collection[str]) -> Passed | None:
    """Give the source behind the source of an attribution, one step back. `same_side` are ids on the same side."""
    inner = _inner(document, attribution, same_side)
    if inner is not None:
        span = hull(inner.source or inner.cue)
        return Passed(document.text[span[0] : span[1]], span, inner.speaker, inner.id)
    return _cited(document, attribution) or _quoted(document, attribution)


def holder(document: Publication, attribution: Attribution, same_side: Collection[str]) -> Attribution | None:
    """Give the attribution in whose content this one stands and that says the same, the smallest such."""
    outer = [
        found
        for found in document.reading.attributions
        if found.id != attribution.id
        and _meet(found, attribution)
        and _holds(found, attribution)
        and (found.id in same_side or (found.act == "assert" and _covers(attribution, found)))
    ]
    return min(outer, key=lambda found: (_size(found.content), number(found.id)), default=None)


def told_to(document: Publication, attribution: Attribution) -> str:
    """Give the words right after the cue, where "told Corvin Newswire that" names the one who was told."""
    if not attribution.cue:
        return ""
    after = attribution.cue[-1][1]
    words = document.text[after : after + _LONGEST]
    end = _NAME_ENDS.search(words)
    return (words[: end.start()] if end else words).strip()


def writing_of(name: str) -> str | None:
    """Give the body that put out what is named: "a report by Open Road", "Open Road's statement"; else nothing."""
    lead = _LEAD.match(name)
    rest = name[lead.end() :] if lead else name
    by = re.match(
        rf"(?:[\w-]+\s+){{0,3}}?{pattern('writings').pattern}\s+{pattern('relations').pattern}\s+(.+)",
        rest,
        re.IGNORECASE,
    )
    if by:
        return by[1].strip()
    writing = pattern("writings").pattern
    last = re.fullmatch(rf"(.+?)(?:[\u2019']s|\s)\s*(?:(?-i:[a-z])[\w-]*\s+)?{writing}", rest, re.IGNORECASE)
    return last[1].strip() if last and is_name(last[1]) else None


def put_out_by(document: Publication, attribution: Attribution) -> Passed | None:
    """Give the body that put out the writing which is the source: Open Road, of "a report by the Open Road group"."""
    start, end = hull(attribution.source)
    body = writing_of(document.text[start:end])
    return _named(document, (start, end)) if body is not None and is_name(body) else None


def in_headline(document: Publication, attribution: Attribution) -> bool:
    """Tell whether an attribution is made in a headline, which sums up what stands below it."""
    place = hull(attribution.cue or attribution.content)[0]
    segments = document.reading.document.segments
    return any(part.kind == "headline" and part.span[0] <= place < part.span[1] for part in segments)


def shares(one: Attribution, other: Attribution) -> bool:
    """Tell whether half of the shorter of two contents is the other's too."""
    return 2 * _shared(one.content, other.content) >= max(1, min(_size(one.content), _size(other.content)))


def hull(spans: Iterable[Span]) -> Span:
    """Give the stretch from the first to the last of some spans; (0, 0) where there are none."""
    pieces = sorted(spans)
    return (pieces[0][0], max(end for _, end in pieces)) if pieces else (0, 0)


def number(name: str) -> tuple[int, str]:
    """Give what to sort ids by: a2 stands before a10."""
    digits = name[1:]
    return (int(digits), "") if digits.isascii() and digits.isdigit() else (0, name)


def _inner(document: Publication, attribution: Attribution, same_side: Collection[str]) -> Attribution | None:
    found = [
        other
        for other in document.reading.attributions
        if other.id != attribution.id and _meet(attribution, other) and _passes(document, attribution, other, same_side)
    ]
    return min(found, key=lambda other: (-_size(other.content), number(other.id)), default=None)


def _passes(document: Publication, outer: Attribution, inner: Attribution, same_side: Collection[str]) -> bool:
    if _holds(outer, inner):
        if inner.id in same_side:
            return True
        return outer.act == "assert" and inner.act == "assert" and _covers(inner, outer)
    return (
        _shared(outer.content, inner.content) >= _SAME_SHARE * max(1, _size(outer.content), _size(inner.content))
        and _cites(document, inner)
        and not _cites(document, outer)
    )


def _cites(document: Publication, attribution: Attribution) -> bool:
    return any(pattern("citing").search(document.text[start:end]) for start, end in attribution.cue)


def _cited(document: Publication, attribution: Attribution) -> Passed | None:
    """Find "citing X" beside what is said, or as its last words."""
    text = document.text
    whole = hull(attribution.source + attribution.cue + attribution.content)
    last = hull(attribution.content)[1]
    stop = _SENTENCE_ENDS.search(text, whole[1])
    end = min(whole[1] + _AFTER, stop.start() if stop else len(text))
    for match in pattern("citing").finditer(text, whole[0], max(whole[0], end)):
        span = _name_after(text, match.end())
        within = any(start <= match.start() < close for start, close in attribution.content)
        if span is None or (within and not (_is_tail(text, span, last) and text[: match.start()].endswith(", "))):
            continue
        if not within and _other_between(document, attribution, match.start()):
            continue
        return _named(document, span)
    return None


def _quoted(document: Publication, attribution: Attribution) -> Passed | None:
    """Find "X as saying …" at the opening of a content."""
    start, end = hull(attribution.content)
    match = pattern("quoted").search(document.text, start, min(end, start + _LONGEST))
    if match is None or match.start() - start < 2:  # noqa: PLR2004  # at least a name of two letters
        return None
    name = document.text[start : match.start()]
    if re.search(r"[,.;:\n\"“”]", name.strip().rstrip(",")):
        return None
    lead = _LEAD.match(document.text, start)
    begins = min(lead.end() if lead else start, match.start() - 1)
    return _named(document, (begins, start + len(name.rstrip().rstrip(","))))


def _is_tail(text: str, span: Span, last: int) -> bool:
    return not text[span[1] : last].strip(" .,;\"”\u2019'")


def _other_between(document: Publication, attribution: Attribution, place: int) -> bool:
    """Tell whether somebody else speaks between the attribution's own words and a place."""
    own = hull(attribution.source + attribution.cue)
    low, high = min(own[1], place), max(own[0], place)
    return any(
        low <= start and end <= high
        for other in document.reading.attributions
        if other.id != attribution.id and not _holds(attribution, other)
        for start, end in other.cue
    )


def _name_after(text: str, place: int) -> Span | None:
    lead = _LEAD.match(text, place)
    start = lead.end() if lead else place
    stop = _NAME_ENDS.search(text, start, min(len(text), start + _LONGEST))
    end = stop.start() if stop else min(len(text), start + _LONGEST)
    words = text[start:end].rstrip(" .")
    return (start, start + len(words)) if words else None


def _named(document: Publication, span: Span) -> Passed:
    """Name what stands at a span; a speaker of the reading where it is mentioned there, or has the name."""
    name = document.text[span[0] : span[1]]
    body = writing_of(name)
    if body is not None:
        start = document.text.find(body, *span)
        span, name = (start, start + len(body)) if start >= 0 else span, body
    role = _ROLE.match(name) if is_name(name) else None
    if role:  # "army spokesman Hana Venn"
        span, name = (span[0] + role.end(), span[1]), name[role.end() :]
    wanted = comparable(name)
    for speaker in document.reading.speakers:
        known = comparable(speaker.name)
        if known and (wanted == known or (speaker.kind == "person" and wanted.endswith(f" {known}"))):
            return Passed(name, span, speaker.id)
    return Passed(name, span)


def _covers(inner: Attribution, outer: Attribution) -> bool:
    return _size(inner.content) >= _RELAY_SHARE * max(1, _size(outer.content))


def _holds(outer: Attribution, inner: Attribution) -> bool:
    parts = inner.cue + inner.content
    return (
        bool(parts)
        and bool(inner.source)
        and _size(outer.content) > _size(inner.content)
        and all(any(start <= part[0] and part[1] <= end for start, end in outer.content) for part in parts)
    )


def _meet(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether any of one stands where the other's content does: of most in a document nothing does."""
    for start, end in outer.content:
        for first, last in (*inner.cue, *inner.content):
            if first <= end and start <= last:
                return True
    return False


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(end, close) - max(start, begin)) for start, end in one for begin, close in other)


def _size(pieces: Iterable[Span]) -> int:
    return sum(end - start for start, end in pieces)


def spans_of(attribution: Attribution) -> Iterator[Span]:
    """Give every stretch of an attribution."""
    yield from attribution.source
    yield from attribution.cue
    yield from attribution.content
