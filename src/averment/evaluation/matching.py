"""When two annotations of one text agree: spans without their punctuation, overlap counted in words, a pairing.

In: a text and attributions with `cue`, `source`, `content` as spans. Out: trimmed spans, sets of words, index pairs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from averment.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")

_EDGE: Final = " \t\r\n" + ".,;:!?" + "()[]" + "-–—" + "\"'“”‘’«»"  # noqa: RUF001  (those are the marks that articles use)
_WORD: Final = re.compile(r"\w+")
_SAME_CONTENT: Final = 0.5  # overlap from which contents alone make a pair, where a cue is wanting


class Marked(Protocol):
    """An attribution, by whomever marked."""

    @property
    def cue(self) -> tuple[Span, ...]:
        """The pieces of the cue."""

    @property
    def source(self) -> tuple[Span, ...]:
        """The pieces of the source."""

    @property
    def content(self) -> tuple[Span, ...]:
        """The pieces of the content."""


def trimmed(text: str, spans: Iterable[Span]) -> frozenset[Span]:
    """Shrink spans past white space, brackets, quotation marks and punctuation; those with nothing else are dropped."""
    shrunk = set()
    for start, end in spans:
        left = text[start:end].rstrip(_EDGE)
        core = left.lstrip(_EDGE)
        if core:
            shrunk.add((start + len(left) - len(core), start + len(left)))
    return frozenset(shrunk)


def words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Give the offsets at which the words inside `spans` begin. A word cut by a span begins where the span does."""
    return frozenset(word.start() for start, end in spans for word in _WORD.finditer(text, start, end))


def overlap(one: frozenset[T], other: frozenset[T]) -> float:
    """Say how much two sets share, from 0 to 1 (Jaccard); two empty ones share nothing."""
    together = one | other
    return len(one & other) / len(together) if together else 0.0


def matched(text: str, gold: Sequence[Marked], found: Sequence[Marked]) -> dict[int, int]:
    """Pair attributions one to one, index in `gold` to index in `found`: the closest first, then in order of the lists.

    Two may be paired when their cues share a word or, where one of them has no cue, when half of the words of their
    contents are shared. Closeness is the overlap of the cues plus that of the contents.
    """
    candidates = []
    found_words = [(words(text, f.cue), words(text, f.content)) for f in found]
    for i, attribution in enumerate(gold):
        cue, content = words(text, attribution.cue), words(text, attribution.content)
        for j, (found_cue, found_content) in enumerate(found_words):
            cues, contents = overlap(cue, found_cue), overlap(content, found_content)
            wanting = not cue or not found_cue
            if cues > 0 or (wanting and contents >= _SAME_CONTENT):
                candidates.append((-(cues + contents), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
