"""The words of a report cut where marks begin and end, so that marks may overlap in any way and the text stays whole.

In: a text, its segments, marks on spans of it. Out: blocks (paragraphs, or parts of one that play another part), each
cut into runs; all blocks with what stands between them, joined, are the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

import msgspec

from averment.values import Segment, Span
from averment.values.documents import SegmentKind
from averment.values.paragraphs import Paragraphs

MarkKind: TypeAlias = Literal["source", "cue", "content", "evidence", "figure", "date", "mention", "word", "chosen"]

_LEADING_NOWHERE: Final = ("date", "mention", "word", "chosen")
_INLINE: Final = ("dateline", "body")  # these stand within a paragraph
_ORDER: Final[dict[MarkKind, int]] = {kind: number for number, kind in enumerate(get_args(MarkKind))}


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A span that is part of something read in the text. `name` is that thing's id, empty where it has none.

    `home` is set for the one mark to which a link to that thing goes.
    """

    name: str = ""
    kind: MarkKind
    span: Span
    home: bool = False


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Words with the same marks on them: `marks`, the smallest first; those that begin and that end with them."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()
    begin: tuple[Mark, ...] = ()
    end: tuple[Mark, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Give the kinds of marks on these words, each once."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def names(self) -> tuple[str, ...]:
        """Give the ids of the things these words are part of, each once."""
        return tuple(dict.fromkeys(mark.name for mark in self.marks if mark.name))

    @property
    def depth(self) -> int:
        """Count the contents that these words stand in: two, where a report of a report is told."""
        return sum(mark.kind == "content" for mark in self.marks)

    @property
    def opens(self) -> int:
        """Count the contents that begin here."""
        return sum(mark.kind == "content" for mark in self.begin)

    @property
    def closes(self) -> int:
        """Count the contents that end here."""
        return sum(mark.kind == "content" for mark in self.end)

    @property
    def link(self) -> str:
        """Give the id of the thing that a click on these words means: that with the smallest mark; "" for none."""
        return next((mark.name for mark in self.marks if mark.name and mark.kind not in _LEADING_NOWHERE), "")

    @property
    def word(self) -> str:
        """Give the name of the mark on the one word that these signs are of; "" where none is on it."""
        return next((mark.name for mark in self.marks if mark.kind == "word"), "")

    @property
    def homes(self) -> tuple[str, ...]:
        """Give the ids of the things whose links lead here."""
        return tuple(mark.name for mark in self.begin if mark.home)


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph, or the part of one that plays a part of its own. `after` is the white space up to the next.

    `number` is that of the paragraph, for the first block of it. `first` tells the first of several of one kind.
    """

    kind: SegmentKind
    number: int | None
    first: bool
    span: Span
    runs: tuple[Run, ...]
    after: str


def blocks(text: str, segments: Sequence[Segment] = (), marks: Iterable[Mark] = ()) -> list[Block]:
    """Cut a text into blocks and runs. Marks may overlap; empty ones, and what lies outside the text, are left out.

    White space before the first block is in none of them. Costs O(n log n) in marks and blocks, and what is given.
    """
    numbered = Paragraphs(text)
    apart = [segment for segment in segments if segment.kind not in _INLINE]
    spans = _spans(text, {*numbered.starts, *(place for segment in apart for place in segment.span)})
    afters = [text[one[1] : other[0]] for one, other in pairwise([*spans, (len(text), len(text))])]
    found: list[Block] = []
    last, before = 0, None
    for span, after, runs in zip(spans, afters, _runs(text, spans, marks), strict=True):
        number, kind = numbered.number(span[0]), _kind(apart, span[0])
        found.append(
            Block(
                kind=kind,
                number=number if number > last else None,
                first=kind != before,
                span=span,
                runs=runs,
                after=after,
            )
        )
        last, before = number, kind
    return found


def _spans(text: str, places: set[int]) -> list[Span]:
    """Give the stretches between places, without the white space around them and without those that are only that."""
    spans = []
    for start, end in pairwise(sorted({0, *places, len(text)})):
        words = text[start:end]
        if words.strip():
            spans.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
    return spans


def _kind(apart: Sequence[Segment], place: int) -> SegmentKind:
    number = bisect_right(apart, place, key=lambda segment: segment.span[0]) - 1
    return apart[number].kind if number >= 0 and place < apart[number].span[1] else "body"


def _runs(text: str, spans: Sequence[Span], marks: Iterable[Mark]) -> Iterator[tuple[Run, ...]]:
    """Give the runs of each block, from one end of the text to the other."""
    opening: defaultdict[int, list[_Placed]] = defaultdict(list)
    cuts = {place for span in spans for place in span}
    for mark in marks:
        start, end = _within(mark.span, spans)
        if start < end:
            opening[start].append(_Placed(end - start, start, end, mark))
            cuts |= {start, end}
    ends = sorted(cuts)
    held: list[_Placed] = []
    for first, last in spans:
        found = []
        inside = ends[bisect_left(ends, first) : bisect_right(ends, last)]
        for start, end in pairwise(inside):
            held = sorted([*(one for one in held if one.end > start), *opening[start]], key=_smallest)
            found.append(
                Run(
                    text=text[start:end],
                    start=start,
                    marks=tuple(one.mark for one in held),
                    begin=tuple(one.mark for one in held if one.start == start),
                    end=tuple(one.mark for one in held if one.end == end),
                )
            )
        yield tuple(found)


class _Placed(NamedTuple):
    """A mark, and the place between blocks' ends that it fills."""

    size: int
    start: int
    end: int
    mark: Mark


def _within(span: Span, spans: Sequence[Span]) -> Span:
    """Draw the ends of a span in to where blocks are; what is in none of them comes out empty."""
    start, end = span
    number = bisect_right(spans, start, key=lambda one: one[1])
    start = max(start, spans[number][0]) if number < len(spans) else end
    number = bisect_left(spans, end, key=lambda one: one[0]) - 1
    return start, (min(end, spans[number][1]) if number >= 0 else start)


def _smallest(one: _Placed) -> tuple[int, int, int, str]:
    return one.size, one.start, _ORDER[one.mark.kind], one.mark.name
