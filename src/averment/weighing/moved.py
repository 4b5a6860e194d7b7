"""Where the words of one text stand in another version of it.

In: a text, the later one. Out: for a span of the first, where it stands in the second. Mostly the two are the same:
a document is read anew from the text that was captured. They differ where it was captured anew, by another version.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from averment.values import Span

_MOST: Final = 20_000  # words of a changed stretch that are compared: beyond, they are taken to be others
_LINE: Final = re.compile(r"[^\n]*\n?")
_WORD: Final = re.compile(r"\S+|\s+")


class Moves:
    """The way from one text to another."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._blocks = [(0, 0, len(before))] if before == after else list(_joined(_blocks(before, after)))

    def span(self, span: Span) -> Span | None:
        """Give where the same words stand, whatever white space is between them; nothing where they do not."""
        pieces = self.pieces([span])
        if not pieces or span[1] > len(self._before):
            return None
        moved = pieces[0][0], pieces[-1][1]
        same = self._after[slice(*moved)].split() == self._before[slice(*span)].split()
        return moved if same else None

    def pieces(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Give what is left of spans, in pieces, in order of the text."""
        return tuple(piece for span in spans for piece in self._pieces(*span))

    def _pieces(self, start: int, end: int) -> Iterator[Span]:
        at = max(0, bisect_right(self._blocks, (start, len(self._after) + 1, 0)) - 1)
        for old, new, length in self._blocks[at:]:
            if old >= end:
                return
            first, last = max(start, old), min(end, old + length)
            if first < last:
                yield new + first - old, new + last - old


def _blocks(before: str, after: str) -> Iterator[tuple[int, int, int]]:
    """Give the stretches that are the same: where they start in both, how long they are. By lines, then by words."""
    lines = _LINE.findall(before), _LINE.findall(after)
    starts = _starts(lines[0], 0), _starts(lines[1], 0)
    for what, i, j, k, m in SequenceMatcher(None, *lines).get_opcodes():
        old, new = starts[0][i], starts[1][k]
        if what == "equal":
            yield old, new, starts[0][j] - old
        elif what == "replace":
            yield from _words(
                (_WORD.findall(before, old, starts[0][j]), _WORD.findall(after, new, starts[1][m])), old, new
            )


def _words(words: tuple[list[str], list[str]], old: int, new: int) -> Iterator[tuple[int, int, int]]:
    if max(map(len, words)) > _MOST:
        return
    starts = _starts(words[0], old), _starts(words[1], new)
    for block in SequenceMatcher(None, *words).get_matching_blocks():
        if block.size:
            first, last = starts[0][block.a], starts[0][block.a + block.size]
            yield first, starts[1][block.b], last - first


def _starts(parts: Sequence[str], start: int) -> list[int]:
    """Give where each part starts, and where the last ends."""
    found = [start]
    for part in parts:
        found.append(found[-1] + len(part))
    return found


def _joined(blocks: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Make one of blocks that follow on each other in both texts."""
    held: tuple[int, int, int] | None = None
    for old, new, length in blocks:
        if held and (held[0] + held[2], held[1] + held[2]) == (old, new):
            held = (held[0], held[1], held[2] + length)
            continue
        if held:
            yield held
        held = (old, new, length)
    if held:
        yield held
