"""The words around what a page quotes, in pieces that tell source, cue and content apart.

In: a text, the spans of its parts. Out: pieces in the order of the text; together they are its words, but for gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from averment.values import Span

Part: TypeAlias = Literal["source", "cue", "content"]
AROUND: Final = 90
"""Code points before the first part and after the last, at the most; never beyond the line of the text."""
_GAP: Final = 240  # code points between two parts that are still shown
_LONGEST: Final = 700  # code points of one part that an excerpt shows: the document has the rest


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text: of a part, or (`part` is empty) beside them; `gap` stands for words left out."""

    words: str = ""
    part: Part | Literal["", "gap"] = ""


def excerpt(text: str, parts: Mapping[Part, Iterable[Span]], around: int = AROUND) -> tuple[Piece, ...]:
    """Give the pieces from a little before the first part to a little after the last. Parts that overlap: the first."""
    marked = sorted((start, end, part) for part, spans in parts.items() for start, end in spans)
    if not marked:
        return ()
    first, last = marked[0][0], max(end for _, end, _ in marked)
    return tuple(piece for piece in _pieces(text, marked, first, last, around) if piece.words or piece.part == "gap")


def _pieces(text: str, marked: list[tuple[int, int, Part]], first: int, last: int, around: int) -> Iterator[Piece]:
    begin = _back(text, first, around)
    if begin > 0 and text[begin - 1] != "\n":
        yield Piece(part="gap")
    at = begin
    for start, end, part in marked:
        if start > at:
            yield from _between(text, at, start, around)
        yield from _within(text[max(start, at) : end], part)
        at = max(at, end)
    finish = _on(text, last, around)
    yield Piece(words=text[last:finish])
    if finish < len(text) and text[finish] != "\n":
        yield Piece(part="gap")


def _between(text: str, start: int, end: int, around: int) -> Iterator[Piece]:
    if end - start <= _GAP:
        yield Piece(words=text[start:end])
        return
    yield Piece(words=text[start : _on(text, start, around // 2)])
    yield Piece(part="gap")
    yield Piece(words=text[_back(text, end, around // 2) : end])


def _within(words: str, part: Part) -> Iterator[Piece]:
    if len(words) <= _LONGEST:
        yield Piece(words=words, part=part)
        return
    yield Piece(words=words[: _on(words, 0, _LONGEST)], part=part)
    yield Piece(part="gap")


def _back(text: str, end: int, most: int) -> int:
    """Give where to begin before `end`: at a word, on the same line of the text."""
    start = max(0, end - most, text.rfind("\n", 0, end) + 1)
    if start == 0 or text[start - 1].isspace():
        return start
    space = text.find(" ", start, end)
    return end if space < 0 else space + 1


def _on(text: str, start: int, most: int) -> int:
    """Give where to end after `start`: after a word, on the same line of the text."""
    line = text.find("\n", start)
    end = min(len(text) if line < 0 else line, start + most)
    if end == len(text) or text[end].isspace():
        return end
    space = text.rfind(" ", start, end)
    return start if space < 0 else space
