"""Attributions: what the model marked, as values. Edges that word pieces cannot know are set here, by rule.

In: the text and its `TaggedCue`s. Out: `Attribution`s in order of the text, ids `a1`, `a2`, …; every span is inside
the text and free of white space at its edges.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from averment.reading.stative import stative
from averment.values import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.inference.tagging import TaggedCue
    from averment.reading.draft import Draft

_ABBREVIATION: Final = re.compile(r"(?:\b(?:\w\.)+\w|\b(?:Corp|Dr|Gen|Gov|Inc|Jr|Ltd|Mr|Mrs|Ms|Rep|Sen|Sgt|Sr|St))\Z")
_OPENING: Final = dict(zip("\"“‘«(['", "\"”’»)]'", strict=True))  # noqa: RUF001
_PAUSES: Final = ",;:"
_WORD: Final = re.compile(r"\w")
_STOPS: Final = ".!?,"
"""What may stand between the last word of a quotation and its closing mark."""


def mark_attributions(draft: Draft) -> Draft:
    """Give the draft the attributions that the model marked in its text, and those by adjectives that it missed."""
    marked = draft.tagged.cues
    unmarked = stative(draft.text, draft.sentences, [span for mark in marked for span in mark.cue])
    tagged = sorted([*marked, *unmarked], key=lambda mark: (mark.cue, mark.content))
    return replace(draft, attributions=attributions(draft.document.text, tagged))


def attributions(text: str, tagged: Iterable[TaggedCue]) -> tuple[Attribution, ...]:
    """Turn what the model marked into attributions. One without a content says nothing and is dropped."""
    found: dict[tuple[Span, ...], Attribution] = {}
    for mark in tagged:
        content = pieces(text, mark.content)
        cue = pieces(text, mark.cue) or bare(text, mark.cue)
        if not content or not cue or cue in found:
            continue
        found[cue] = Attribution(
            id=f"a{len(found) + 1}",
            cue=cue,
            source=pieces(text, mark.source),
            content=content,
            score=mark.score,
        )
    return tuple(found.values())


def pieces(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join pieces with no word between them, then set the edges of each."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not _WORD.search(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple((start, end) for start, end in (edges(text, span) for span in joined) if start < end)


def bare(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give the pieces that are only marks, as the colon of "MS. TOLAN: …" is a cue, without white space."""
    found = []
    for start, end in sorted(spans):
        marks = text[start:end]
        found.append((start + len(marks) - len(marks.lstrip()), start + len(marks.rstrip())))
    return tuple((start, end) for start, end in found if start < end)


def edges(text: str, span: Span) -> Span:
    """Set the edges: no white space or commas; an abbreviation keeps its dot; marks and brackets come in pairs."""
    start, end = span
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    if text[end : end + 1] == "." and _ABBREVIATION.search(text, max(start, end - 12), end):
        end += 1
    return _paired(text, start, end)


def _is_edge(char: str) -> bool:
    return char in _PAUSES or char.isspace()


def _paired(text: str, start: int, end: int) -> Span:
    """Take in a mark just outside the span whose partner stands at the other edge or within."""
    before = text[start - 1] if start else ""
    closing = _OPENING.get(before)
    if closing:
        if stop := _end_with(text, end, closing):
            return start - 1, stop
        if closing in text[start:end] and text[start:end].count(closing) > text[start:end].count(before):
            return start - 1, end
        return start, end
    for opening, mark in _OPENING.items():
        inside = text[start:end]
        unclosed = inside.count(opening) % 2 == 1 if opening == mark else inside.count(opening) > inside.count(mark)
        if unclosed and opening != "'" and (stop := _end_with(text, end, mark)):
            return start, stop
    return start, end


def _end_with(text: str, end: int, mark: str) -> int:
    """Give where a span ends that takes in the closing `mark` after it, and the stop before that; 0 without one."""
    while end < len(text) and text[end] in _STOPS:
        end += 1
    return end + 1 if text[end : end + 1] == mark else 0
