"""The parts of a page: which blocks are headline, byline, dateline, caption, body, and which are the site's.

In: the view, an extractor's advice, the title the page gives itself. Out: segments. Body when in doubt: a line of
boilerplate that is read costs little, a lost statement much. So a hint alone does not drop a block that the advice
keeps, and a hint that would drop most of the page's prose is not believed.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from averment.capture import lexicon
from averment.capture.html.advice import normal
from averment.capture.html.elements import Mark
from averment.capture.parts import Part, to_segments, trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.capture.html.advice import Advice
    from averment.capture.html.view import Stretch, View
    from averment.values import Segment
    from averment.values.documents import SegmentKind

PROSE: Final = 80  # code points from which a block counts as prose
_MOST_BLOCKS: Final = 50_000  # looked at one by one; the rest is body
_LINKED: Final = 0.6  # share of a block in links from which it is a list of links
_MOST_PROSE: Final = 0.6  # share of the prose from which a hint is not believed
_SHORT: Final = 300  # code points of a byline, at most
_LABEL: Final = 120  # code points of a line of dates, at most
_WEAK: Final = (Mark.FOOTER, Mark.ASIDE, Mark.HEADER, Mark.FORM, Mark.CLUTTER)
_SIDE: Final = Mark.NAV | Mark.CONTROL | Mark.FOOTER | Mark.ASIDE | Mark.CLUTTER


class Block(NamedTuple):
    """A block of the page: its span without white space at the ends, its words, and the marks all of it is under."""

    start: int
    end: int
    words: str
    mark: int
    linked: float
    stretches: tuple[Stretch, ...]

    @property
    def prose(self) -> bool:
        """Tell whether it is running text, not a label or a list of links."""
        return len(self.words) >= PROSE and self.linked < _LINKED


def page_segments(view: View, advice: Advice, title: str | None) -> tuple[Segment, ...]:
    """Give the segments of a page. They cover all of the text that is not white space."""
    blocks = list(_blocks(view.text, view.stretches()))
    judge = _Judge(blocks, advice, title)
    parts = [part for number, block in enumerate(blocks) for part in judge.parts(number, block)]
    seen = blocks[-1].end if blocks else 0
    return to_segments(view.text, [*_with_dateline(view.text, parts), ("body", seen, len(view.text))])


def _blocks(text: str, stretches: Iterator[Stretch]) -> Iterator[Block]:
    for number, (_, group) in enumerate(groupby(stretches, key=lambda stretch: stretch.block)):
        if number >= _MOST_BLOCKS:
            return
        members = tuple(group)
        start, end = trim(text, members[0].start, members[-1].end)
        if start == end:
            continue
        mark = members[0].mark
        for member in members:
            mark &= member.mark
        linked = sum(member.end - member.start for member in members if member.mark & Mark.LINK)
        yield Block(start, end, text[start:end], mark, linked / (end - start), members)


class _Judge:
    """Decides what each block is, knowing the whole page."""

    def __init__(self, blocks: list[Block], advice: Advice, title: str | None) -> None:
        self._advice = advice
        prose = [block for block in blocks if block.prose]
        total = sum(len(block.words) for block in prose) or 1
        held = {
            flag: sum(len(block.words) for block in prose if block.mark & flag) / total for flag in (*_WEAK, Mark.NAV)
        }
        self._weak = sum(flag for flag in _WEAK if held[flag] <= _MOST_PROSE)
        self._strong = Mark.CONTROL | (Mark.NAV if held[Mark.NAV] <= _MOST_PROSE else 0)
        self._in_main = [bool(advice) and block.prose and advice.main(block.words) for block in blocks]
        self._headline = _headline(blocks, title)
        self._first, self._last = self._extent(blocks)

    def _extent(self, blocks: list[Block]) -> tuple[int, int]:
        """Find the first and the last block of the report; all of the page where nothing tells."""
        inside = [
            n for n, block in enumerate(blocks) if block.prose and block.mark & Mark.ARTICLE and not block.mark & _SIDE
        ]
        inside += [number for number, main in enumerate(self._in_main) if main]
        if self._headline is not None:
            inside.append(self._headline)
        if len(inside) <= (self._headline is not None):
            return 0, len(blocks) - 1
        first, last = min(inside), max(inside)
        while last + 1 < len(blocks) and _sentence(blocks[last + 1]):  # a short last paragraph belongs to it
            last += 1
        return first, last

    def parts(self, number: int, block: Block) -> Iterable[Part]:
        """Give the parts of one block."""
        if number == self._headline:
            return [("headline", block.start, block.end)]
        if block.mark & self._strong or lexicon.is_site_line(block.words):
            return [("boilerplate", block.start, block.end)]
        if block.mark & self._weak and not self._in_main[number]:
            kept = self._named(block) if block.mark & self._weak == Mark.HEADER else None
            return kept or [("boilerplate", block.start, block.end)]
        return self._named(block) or [(self._plain(number, block), block.start, block.end)]

    def _named(self, block: Block) -> list[Part] | None:
        """Give the parts of a caption, byline or dateline; None for any other block."""
        if block.mark & Mark.CAPTION:
            return [("caption", block.start, block.end)]
        if lexicon.byline_names(block.words):
            return [("byline", block.start, block.end)]
        if lexicon.is_date_line(block.words):
            return [("dateline", block.start, block.end)]
        if len(block.words) > _SHORT or not any(s.mark & (Mark.BYLINE | Mark.DATELINE) for s in block.stretches):
            return None
        return _inside(block)

    def _plain(self, number: int, block: Block) -> SegmentKind:
        if self._in_main[number]:
            return "body"
        listed = block.linked >= _LINKED and len(block.words) < 2 * PROSE
        outside = not self._first <= number <= self._last
        if outside and not (block.mark & Mark.ARTICLE and (block.prose or _sentence(block))):
            return "boilerplate"
        return "boilerplate" if listed and not block.mark & Mark.ARTICLE else "body"


def _sentence(block: Block) -> bool:
    return not block.mark & _SIDE and block.linked < _LINKED and not lexicon.is_unfinished(block.words)


def _inside(block: Block) -> list[Part] | None:
    """Split a short block into what is marked as byline or dateline and the words around; a sentence is left whole."""
    marked = sum(s.end - s.start for s in block.stretches if s.mark & (Mark.BYLINE | Mark.DATELINE))
    if 2 * marked < len(block.words) and (len(block.words) > _LABEL or not lexicon.is_unfinished(block.words)):
        return None
    kinds = [_kind(stretch.mark) for stretch in block.stretches]
    known = next(kind for kind in kinds if kind)
    parts: list[Part] = []
    for kind, stretch in zip(kinds, block.stretches, strict=True):
        known = kind or known  # "By", "Updated" and separators go with what they stand beside
        parts.append((known, stretch.start, stretch.end))
    return parts


def _kind(mark: int) -> SegmentKind | None:
    if mark & Mark.DATELINE:
        return "dateline"
    return "byline" if mark & Mark.BYLINE else None


def _headline(blocks: list[Block], title: str | None) -> int | None:
    """Find the headline: the h1 that the title repeats, else the block that is the title, else the first h1."""
    wanted = normal(title or "")
    tops = [n for n, block in enumerate(blocks) if block.mark & Mark.TITLE and not block.mark & (_SIDE & ~Mark.CLUTTER)]
    for number in tops:
        words = normal(blocks[number].words)
        if wanted and (words in wanted or wanted in words):
            return number
    for number, block in enumerate(blocks):
        if wanted and normal(block.words) == wanted and not block.mark & _SIDE:
            return number
    inner = [number for number in tops if blocks[number].mark & Mark.ARTICLE]
    return next(iter([*inner, *tops]), None)


def _with_dateline(text: str, parts: list[Part]) -> Iterator[Part]:
    """Split the place and agency off the head of the body's first paragraph."""
    looked = False
    for kind, start, end in parts:
        begin = start
        if kind == "body" and not looked and end - start >= PROSE:
            looked = True
            length = lexicon.dateline_length(text[start:end])
            if length:
                yield "dateline", start, start + length
                begin += length
        yield kind, begin, end
