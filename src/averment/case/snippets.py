"""What a search shows of each place: a sentence or so of the text, and where the words stand in it.

In: the stretches of text that hold the words. Out: `Hit`s, of which `text[start:end] == snippet` for their `span`.
Words are told by the tokenizer that the index was made with, so that what is marked is what was found.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from averment.case.index.schema import TOKENS
from averment.values import Hit, Span
from averment.values.cases import HitKind
from averment.values.paragraphs import Paragraphs

_WIDTH: Final[dict[HitKind, int]] = {"document": 160, "attribution": 320, "speaker": 160}
"""Code points of a snippet. That of an attribution is all of it where it is no longer: who, the verb, and what."""
_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|\n[^\S\n]*\n\s*")  # noqa: RUF001


@dataclass(frozen=True)
class Found:
    """A row that holds the words, and the stretch of its document's text that it is `within`.

    `pages` are where each page begins in the text, and its number.
    """

    kind: HitKind
    document: str
    title: str | None
    id: str | None
    text: str
    within: Span
    pages: Sequence[tuple[int, int]]


def show(found: Sequence[Found], terms: Sequence[str]) -> list[Hit]:
    """Give what is shown of each."""
    stretches = [_sentence(one.text, one.within) if one.kind == "speaker" else one.within for one in found]
    marked = _marked([one.text[slice(*stretch)] for one, stretch in zip(found, stretches, strict=True)], terms)
    return [_hit(*parts) for parts in zip(found, stretches, marked, strict=True)]


def quoted(term: str) -> str:
    """Give a term as a string in the syntax of FTS5, in which nothing but the quotation mark is special."""
    return '"' + term.replace('"', '""') + '"'


def _hit(found: Found, stretch: Span, marked: list[Span]) -> Hit:
    text = found.text
    marks = [(stretch[0] + start, stretch[0] + end) for start, end in marked]
    span = stretch
    if found.kind == "document" or stretch[1] - stretch[0] > _WIDTH[found.kind]:
        best = _densest(text, marks, _WIDTH[found.kind]) if marks else (stretch[0], stretch[0])
        span = _window(text, best, stretch, _WIDTH[found.kind])
    shown = [(start, end) for start, end in marks if span[0] <= start and end <= span[1]]
    place = shown[0][0] if shown else span[0]
    page = bisect_right(found.pages, place, key=lambda page: page[0]) - 1
    return Hit(
        document=found.document,
        title=found.title,
        kind=found.kind,
        id=found.id,
        span=span,
        paragraph=Paragraphs(text).number(place),
        page=found.pages[page][1] if page >= 0 else None,
        snippet=text[slice(*span)],
        marks=tuple((start - span[0], end - span[0]) for start, end in shown),
    )


def _marked(texts: Sequence[str], terms: Sequence[str]) -> list[list[Span]]:
    """Give the places of the words in each text. The signs around them are such as no text can foresee."""
    opens, closes = (f"\x02{secrets.token_hex(8)}\x03" for _ in range(2))
    marked: list[list[Span]] = [[] for _ in texts]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = '{TOKENS}')")
        db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(texts))
        query = "SELECT rowid, highlight(t, 0, ?, ?) FROM t WHERE t MATCH ?"
        for number, text in db.execute(query, (opens, closes, " OR ".join(map(quoted, terms)))):
            at = 0
            before, *pieces = text.split(opens)
            at = len(before)
            for piece in pieces:
                word, after = piece.split(closes)
                marked[number].append((at, at + len(word)))
                at += len(word) + len(after)
    return marked


def _densest(text: str, marks: Sequence[Span], width: int) -> Span:
    """Give the mark after which the most different words stand within `width`, the first of those that are equal."""
    words = [text[start:end].lower() for start, end in marks]
    inside: Counter[str] = Counter()
    best, most, last = marks[0], 0, 0
    for first, mark in enumerate(marks):
        while last < len(marks) and (last <= first or marks[last][1] <= mark[0] + width):
            inside[words[last]] += 1
            last += 1
        if len(inside) > most:
            best, most = mark, len(inside)
        inside -= Counter([words[first]])
    return best


def _sentence(text: str, mark: Span) -> Span:
    """Give the stretch around the first mention of a speaker."""
    return _window(text, mark, (0, len(text)), _WIDTH["speaker"])


def _window(text: str, mark: Span, within: Span, width: int) -> Span:
    """Give the sentence around a mark; of a long one, about `width` code points, cut between words."""
    low, high = max(within[0], mark[0] - width), min(within[1], max(mark[1], mark[0] + width))
    start = max((low + end.end() for end in _END.finditer(text[low : mark[0]])), default=-1)
    stop = next((end.start() + len(end[0].rstrip()) for end in _END.finditer(text, mark[1], high)), -1)
    if stop < 0:
        stop = high if high == within[1] else _word_end(text, mark[1], high)
    if start < 0:
        start = low if low == within[0] else _word_start(text, low, mark[0])
    if stop - start > width:
        start = max(start, _word_start(text, max(low, mark[0] - width // 3), mark[0]))
        stop = min(stop, _word_end(text, mark[1], max(mark[1], start + width)))
    return _trimmed(text, start, stop)


def _word_start(text: str, low: int, at: int) -> int:
    """Give the first place after white space between `low` and `at`; `at` where there is none."""
    found = re.search(r"\s", text[low:at])
    return low + found.end() if found else at


def _word_end(text: str, at: int, high: int) -> int:
    """Give the last place before white space between `at` and `high`; `at` where there is none."""
    cut = max((at + found.start() for found in re.finditer(r"\s", text[at : high + 1])), default=at)
    return max(at, cut)


def _trimmed(text: str, start: int, stop: int) -> Span:
    shown = text[start:stop]
    return start + len(shown) - len(shown.lstrip()), stop - (len(shown) - len(shown.rstrip()) if shown.strip() else 0)
