"""Three columns: what it is, the words, where they stand. On a narrow page the three run on in one.

In: labels, words and places. Out: lines of at most the width. Right-to-left words stay in their own column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render.header import isolate_line
from averment.render.look import wrapped
from averment.render.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STYLES: Final = {
    "section": "bold",
    "name": "bold",
    "part": "italic",
    "label": "cyan",
    "cue": "italic cyan",
    "sign": "cyan",
    "note": "dim",
    "place": "dim",
    "bar": "dim",
}
_SIGN: Final = "▸ "
_SIGN_BETWEEN: Final = re.compile(f" ?{_SIGN}")
_BAR: Final = "│ "
_NARROW: Final = 60  # cells: below this, columns leave too little room for words
_NARROWEST: Final = 12
_INDENT: Final = 3
_HANG: Final = 2
_LABEL: Final = 11  # a label, and space
_DEEPEST: Final = 4  # bars drawn side by side: deeper nesting stays at this depth, to leave room for words
_LINES: Final = 4
_SENTENCE_LINES: Final = 12


@dataclass(frozen=True)
class Entry:
    """A line of the ledger: a label, the words before the sign (if any), those after it, the place.

    `depth` is how deep it is nested; `again`, that the line above has the same label.
    """

    label: str
    said: Text
    content: str
    place: str
    depth: int = 0
    again: bool = False


class Columns:
    """The measures of one page. `place` is the length of the longest place on it."""

    def __init__(self, width: int, place: int) -> None:
        self._width = width
        self._narrow = width < _NARROW
        self._place = 0 if self._narrow else place + 2
        self._words = _INDENT + _HANG + (0 if self._narrow else _LABEL)
        spare = width - self._words - _HANG - len(_BAR) - _NARROWEST - self._place
        self._deepest = min(_DEEPEST, spare // len(_BAR))

    def room(self, depth: int = 0) -> int:
        """Give the cells that the words of an entry have on a line."""
        return self._left(self._margin(depth), _HANG)

    def heading(self, number: str, words: str, place: str) -> Iterator[Text]:
        """Give what a matter is called: its number in the margin, its words, its place."""
        first = Text(f"{number} ".ljust(_INDENT), style=STYLES["name"])
        margin = Text(" " * len(first))
        lines = [isolate_line(line) for line in _fitted(Text(), Text(words, style=STYLES["name"]), self._left(margin))]
        return self._set(first, margin, lines, place)

    def part(self, words: str) -> Text:
        """Give what a part of a matter is called."""
        return Text.assemble(" " * _INDENT, (words, STYLES["part"]))

    def head(self, name: str, standing: str, depth: int = 0) -> Iterator[Text]:
        """Give who it is: a name, and what the speaker is."""
        margin = self._margin(depth) if depth else Text(" " * _INDENT)
        room = self._left(margin, _HANG)
        words = Text.assemble((shorten(name, 2 * room), STYLES["name"]), shorten(standing, 3 * room))
        for number, line in enumerate(wrapped(words, room)):
            yield Text.assemble(margin, " " * _HANG if number else "", isolate_line(line))

    def entry(self, entry: Entry) -> Iterator[Text]:
        """Give a line of the ledger."""
        margin = self._margin(entry.depth)
        if not entry.depth and not self._narrow and len(entry.label) + _HANG <= _LABEL:
            label = "" if entry.again else entry.label
            first = Text.assemble(" " * (_INDENT + _HANG), (label.ljust(_LABEL), STYLES["label"]))
            before = entry.said
        else:
            first = margin
            before = Text.assemble((f"{shorten(entry.label, self.room(entry.depth))}  ", STYLES["label"]), entry.said)
        if entry.said:
            before = Text.assemble(before, " ", (_SIGN, STYLES["sign"]))
        lines = [_isolated_parts(line) for line in _fitted(before, Text(entry.content), self.room(entry.depth))]
        return self._set(first, Text.assemble(margin, " " * _HANG), lines, entry.place)

    def note(self, words: str, depth: int = 0) -> Iterator[Text]:
        """Give what is known about the line above: when, of what, how certain."""
        margin = Text.assemble(self._margin(depth), " " * _HANG)
        return self._below(margin, f"— {words}", self._left(margin))

    def sentence(self, words: str, depth: int = 0) -> Iterator[Text]:
        """Give the sentence around the line above, behind a bar."""
        margin = Text.assemble(self._margin(depth), " " * _HANG, (_BAR, STYLES["bar"]))
        room = self._left(margin)
        return self._below(margin, shorten(words, _SENTENCE_LINES * room), room)

    def _margin(self, depth: int) -> Text:
        return Text.assemble(" " * self._words, (_BAR * min(depth, self._deepest), STYLES["bar"]))

    def _left(self, margin: Text, hang: int = 0) -> int:
        return max(_NARROWEST, self._width - len(margin) - hang - self._place)

    def _below(self, margin: Text, words: str, room: int) -> Iterator[Text]:
        for line in wrapped(Text(words, style=STYLES["note"]), room):
            yield Text.assemble(margin, isolate_line(line))

    def _set(self, first: Text, margin: Text, words: Iterable[Text], place: str) -> Iterator[Text]:
        """Set words beside their place: at the right end of the first line, or after the last where it is narrow."""
        lines = [Text.assemble(margin if number else first, line) for number, line in enumerate(words)]
        line = lines[0]
        if self._narrow:
            place = " ".join(place.split())
            line = lines[-1]
            if line.cell_len + len(place) + 2 > self._width:
                line = margin.copy()
                lines.append(line)
            else:
                line.append("  ")
        else:
            line.append(" " * max(2, self._width - line.cell_len - len(place)))
        line.append(place, style=STYLES["place"])
        return iter(lines)


def _fitted(before: Text, content: Text, room: int) -> list[Text]:
    """Break words into the lines that an entry may have; the content is shortened only if it needs more."""
    most = max(_LINES, before.cell_len // room + 2)
    cells = most * room - before.cell_len
    for attempt in (cells, cells * 9 // 10):  # lines that break between words do not fill the room
        short = Text(shorten(content.plain, attempt), style=content.style)
        lines = wrapped(Text.assemble(before, short), room)
        if len(lines) <= most:
            break
    return lines


def _isolated_parts(line: Text) -> Text:
    """Keep right-to-left words on their side of the sign."""
    whole = isolate_line(line)
    sign = _SIGN_BETWEEN.search(line.plain)
    if whole is line or not sign:
        return whole
    start, end = sign.span()
    return Text.assemble(isolate_line(line[:start]), line[start:end], isolate_line(line[end:]))
