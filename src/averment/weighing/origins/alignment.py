"""Which speakers of two related documents are one: those who speak in the same words, at the same place.

In: two documents' nodes of one side, how the documents are related. Out: pairs of nodes, the surest first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.weighing.origins.relays import hull, spans_of
from averment.weighing.origins.words import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.values import Attribution, Copy, Passage, Span
    from averment.weighing.origins.nodes import Node

_WORD: Final = re.compile(r"\w+")
_SHARE: Final = 0.5  # of the shorter of two statements that must stand in the same words
_WORDS: Final = 0.4  # of the words of two statements in one passage that must be the same: an editor changes some
_WHOLE: Final = frozenset({"copy", "update"})  # relations in which all is one report, not some passages


@dataclass(frozen=True)
class Match:
    """Two nodes that are one, how sure that is (more is surer), and the passages that show it."""

    a: Node
    b: Node
    copy: Copy
    sure: float
    passages: tuple[Passage, ...]


def matches(copy: Copy, a: Sequence[Node], b: Sequence[Node]) -> Iterator[Match]:
    """Give the pairs of nodes of two related documents that may be one; at least one of each pair has no name.

    What stands in the same words is one, whatever the relation. Where one document is the other, edited, so are those
    who are called the same, who speak between the same two shared passages, and the narrations. A named source is the
    same wherever it speaks, so names need no matching.
    """
    for one in a:
        for other in b:
            if one.root.firm and other.root.firm:
                continue
            found = _shared(copy, one, other)
            if found:
                sure, passages = found
                yield Match(one, other, copy, 3.0 + sure, passages)
            elif copy.relation in _WHOLE and (sure := _alike(copy, one, other)):
                yield Match(one, other, copy, sure, ())


def _shared(copy: Copy, one: Node, other: Node) -> tuple[float, tuple[Passage, ...]] | None:
    """Give how much of two nodes' statements stands in the same words, 0.5 to 1, and those passages."""
    best: tuple[float, tuple[Passage, ...]] | None = None
    for mine in one.attributions:
        for theirs in other.attributions:
            size, passages = _overlap(copy.passages, mine, theirs)
            share = size / max(1, min(_length(mine), _length(theirs)))
            if share >= _SHARE and _alike_words(one.document.text, mine, other.document.text, theirs) < _WORDS:
                continue  # the passage goes on around words that differ
            if passages and share >= _SHARE and (best is None or share > best[0]):
                best = min(1.0, share), passages
    return best


def _alike_words(a: str, one: Attribution, b: str, other: Attribution) -> float:
    """Give the share of words that two statements have in common, 0 to 1 (Dice's coefficient)."""
    here, there = Counter(_words(a, one)), Counter(_words(b, other))
    return 2 * (here & there).total() / max(1, here.total() + there.total())


def _words(text: str, attribution: Attribution) -> list[str]:
    return _WORD.findall(" ".join(text[start:end] for start, end in spans_of(attribution)).casefold())


def _overlap(passages: Sequence[Passage], one: Attribution, other: Attribution) -> tuple[int, tuple[Passage, ...]]:
    """Count the characters of one statement that stand, through a passage, in the other."""
    total, found = 0, []
    for passage in passages:
        here = [_cut(span, passage.a) for span in spans_of(one)]
        moved = [_moved(span, passage.a, passage.b) for span in here if span[1] > span[0]]
        size = sum(
            max(0, min(end, close) - max(start, begin)) for start, end in moved for begin, close in spans_of(other)
        )
        if size:
            total += size
            found.append(passage)
    return total, tuple(found)


def _alike(copy: Copy, one: Node, other: Node) -> float:
    """Give how alike two nodes of a document and its edited self are where words were changed; 0.0 for not at all."""
    if one.narrated and other.narrated:
        return 2.5
    if one.narrated or other.narrated:
        return 0.0
    if one.root.held == other.root.held and comparable(one.root.name) == comparable(other.root.name):
        return 2.0
    if one.root.firm or other.root.firm:
        return 0.0
    if copy.relation != "copy":  # a later version has new voices
        return 0.0
    gaps = {_gap([passage.a for passage in copy.passages], mine) for mine in one.attributions}
    there = {_gap([passage.b for passage in copy.passages], theirs) for theirs in other.attributions}
    return 1.0 if gaps & there else 0.0


def _gap(pieces: Sequence[Span], attribution: Attribution) -> int:
    """Give after how many shared passages an attribution stands."""
    start, end = hull(attribution.cue + attribution.content)
    return bisect_right(sorted(piece[0] for piece in pieces), (start + end) // 2)


def _length(attribution: Attribution) -> int:
    return sum(end - start for start, end in spans_of(attribution))


def _cut(span: Span, by: Span) -> Span:
    return max(span[0], by[0]), min(span[1], by[1])


def _moved(span: Span, a: Span, b: Span) -> Span:
    """Move a stretch of one side of a passage to the other, in proportion: the sides may differ a little in length."""
    scale = (b[1] - b[0]) / max(1, a[1] - a[0])
    return b[0] + round((span[0] - a[0]) * scale), b[0] + round((span[1] - a[0]) * scale)
