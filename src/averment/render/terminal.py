"""A reading on the terminal: who says what, in which words of saying, and where; nested under who reports it.

In: a reading, the name of its file and a `Look`. Out: a string. Source, cue and content are told apart by place and
sign, and by style where there is one: `SOURCE ▸ CUE`, the content below behind a bar, `¶` paragraph, `@` offset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render.header import header, isolate_line
from averment.render.look import Look, drawn, wrapped
from averment.render.outline import Branch, first, outline
from averment.render.places import Paragraphs
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values import Attribution, Reading, Span

_CONTENT_LINES: Final = 3
_SOURCE_LINES: Final = 2
_BAR: Final = "│  "
_DEEPEST: Final = 4  # bars drawn side by side: deeper nesting stays at this depth, to leave room for words
_NARROWEST: Final = 12
_STYLES: Final = {"source": "bold", "cue": "italic cyan", "sign": "cyan", "bar": "dim", "place": "dim"}


def on_terminal(reading: Reading, name: str, look: Look) -> str:
    """Draw one reading. The same reading and look give the same string, whatever the machine."""
    page = _Page(reading.document.text, look.columns)
    lines = header(reading, name, look)
    branches = outline(reading.attributions)
    if not branches:
        lines += [Text("No attribution was found in it.")]
    for number, branch in enumerate(branches):
        lines += [Text()] if number else []
        lines += page.branch(branch)
    return drawn(lines, look)


class _Page:
    """One text, laid out: a gutter with the paragraph, bars for the nesting, the words, the offset at the right."""

    def __init__(self, text: str, width: int) -> None:
        self._text = text
        self._width = width
        self._paragraphs = Paragraphs(text)
        self._gutter = max(5, len(f"¶{self._paragraphs.number(len(text))}") + 2)

    def branch(self, branch: Branch, depth: int = 0) -> Iterator[Text]:
        """Give the lines of an attribution and of all that is nested in it."""
        bars = Text(_BAR * min(depth, _DEEPEST), style=_STYLES["bar"])
        yield from self._head(branch.attribution, bars)
        bars = Text.assemble(bars, (_BAR, _STYLES["bar"]))
        yield from self._content(branch.attribution, bars)
        for nested in branch.nested:
            yield Text.assemble(" " * self._gutter, bars)
            yield from self.branch(nested, depth + 1)

    def _head(self, attribution: Attribution, bars: Text) -> Iterator[Text]:
        at = first(attribution)
        place = f"@{at}"
        room = max(_NARROWEST, self._width - self._gutter - len(bars) - len(place) - 2)
        for number, words in enumerate(self._who(attribution, room)):
            paragraph = "" if number else f"¶{self._paragraphs.number(at)}"
            line = Text.assemble((paragraph.ljust(self._gutter), _STYLES["place"]), bars, words)
            if not number:
                line.append(" " * max(2, self._width - line.cell_len - len(place)))
                line.append(place, style=_STYLES["place"])
            yield line

    def _who(self, attribution: Attribution, room: int) -> list[Text]:
        """Give the source and the cue on one line if they fit, else the cue with its sign on lines of its own."""
        words = shorten(self._words(attribution.source).rstrip(",;: "), _SOURCE_LINES * room)
        source = Text(words or "(no source named)", style=_STYLES["source"] if words else "")
        lines = [isolate_line(line) for line in wrapped(source, room)]
        if attribution.cue:
            words = shorten(self._words(attribution.cue), _SOURCE_LINES * room)
            cue = [isolate_line(line) for line in wrapped(Text(words, style=_STYLES["cue"]), room - 2)]
            cue[0] = Text.assemble(("▸ ", _STYLES["sign"]), cue[0])
            together = Text.assemble(lines[-1], " ", cue[0])
            if len(cue) == 1 and together.cell_len <= room:
                return [*lines[:-1], together]
            lines += cue
        return lines

    def _content(self, attribution: Attribution, bars: Text) -> Iterator[Text]:
        room = max(_NARROWEST, self._width - self._gutter - len(bars))
        for line in _fitted(self._words(attribution.content) or "(nothing said is marked)", room):
            yield Text.assemble(" " * self._gutter, bars, isolate_line(line))

    def _words(self, spans: tuple[Span, ...]) -> str:
        return one_line(quote(self._text, spans))


def _fitted(words: str, room: int) -> list[Text]:
    """Break words into the lines that a content may have, shortened only if they need more."""
    short = shorten(words, _CONTENT_LINES * room)
    lines = wrapped(Text(short), room)
    if len(lines) <= _CONTENT_LINES:
        return lines
    # lines that break between words do not fill the room: try with a little less of it
    return wrapped(Text(shorten(words, _CONTENT_LINES * room * 9 // 10)), room)
