"""Paragraphs to a text that is ours, every word of it in its box.

In: paragraphs, running lines, the frames of the pages. Out: `Set`: the text, its layout, where the running lines
begin. A word divided at the end of a line is put together again where that is sure; its halves keep a box each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from averment.capture.pdf.hyphens import is_divided, is_whole, known_words
from averment.values import Box, Layout, Page, Span

if TYPE_CHECKING:
    from averment.capture.pdf.geometry import Frame
    from averment.capture.pdf.lines import Line
    from averment.capture.pdf.paragraphs import Paragraph
    from averment.capture.pdf.runs import Word


@dataclass(slots=True)
class Set:
    """A text as it was set; `main` is where the running lines begin, `joined` counts the words put together.

    `spans` and `heights` are of its paragraphs.
    """

    text: str
    layout: Layout
    main: int
    joined: int
    spans: list[Span]
    heights: list[float]


@dataclass(slots=True)
class _Setting:
    frames: Sequence[Frame]
    known: set[str]
    pieces: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    length: int = 0
    joined: int = 0

    def write(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def word(self, text: str, word: Word, line: Line) -> None:
        box = (word.left, word.bottom, word.right, word.top)
        rectangle = self.frames[line.page].unread(box, line.turns)
        span = (self.length, self.length + len(text))
        self.boxes.append(Box(span=span, page=line.page + 1, rectangle=rectangle))
        self.write(text)

    def lines(self, lines: Sequence[Line]) -> None:
        for number, line in enumerate(lines):
            after = lines[number + 1] if number + 1 < len(lines) else None
            for at, word in enumerate(line.words):
                if line.gaps[at]:
                    self.write(line.gaps[at])
                last = at + 1 == len(line.words)
                text = word.text
                if last and after is not None and not after.row and is_whole(text, after.words[0].text, self.known):
                    text = text[:-1]
                    self.joined += 1
                self.word(text, word, line)
            if after is not None:
                self.write(self._between(line, after))

    def _between(self, line: Line, after: Line) -> str:
        if line.row or after.row:
            return "\n"
        return "" if is_divided(line.words[-1].text, after.words[0].text) else " "


def set_text(paragraphs: Sequence[Paragraph], running: Iterable[Sequence[Line]], frames: Sequence[Frame]) -> Set:
    """Write the text: paragraphs apart by a blank line, then page by page the running lines."""
    setting = _Setting(frames, known_words(line for paragraph in paragraphs for line in paragraph.lines))
    spans: list[Span] = []
    for paragraph in paragraphs:
        if setting.length:
            setting.write("\n\n")
        start = setting.length
        setting.lines(paragraph.lines)
        spans.append((start, setting.length))
    main, boxes = setting.length, len(setting.boxes)
    for lines in running:
        for line in lines:
            if setting.length:
                setting.write("\n\n" if line is lines[0] else "\n")
            setting.lines([line])
    pages = _pages(setting.boxes[:boxes], frames)
    heights = [paragraph.height for paragraph in paragraphs]
    layout = Layout(pages=pages, boxes=tuple(setting.boxes))
    return Set("".join(setting.pieces), layout, main, setting.joined, spans, heights)


def _pages(boxes: Sequence[Box], frames: Sequence[Frame]) -> tuple[Page, ...]:
    """Give the pages; the stretch of one begins where its first word stands that comes after those before it."""
    spans: list[tuple[int, int]] = [(0, 0)] * len(frames)
    at, last = 0, 0
    for box in boxes:
        if box.page > last:
            spans[last : box.page - 1] = [(at, at)] * (box.page - 1 - last)
            spans[box.page - 1] = box.span
            last = box.page
        elif box.page == last:
            spans[last - 1] = (spans[last - 1][0], box.span[1])
        at = box.span[1]
    spans[last:] = [(at, at)] * (len(frames) - last)
    return tuple(
        Page(number=number, width=round(frame.size[0], 2), height=round(frame.size[1], 2), span=span)
        for number, (frame, span) in enumerate(zip(frames, spans, strict=True), start=1)
    )
