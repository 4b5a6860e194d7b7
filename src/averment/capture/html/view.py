"""The text of an HTML page as a browser shows it, with its blocks, and the way back to the source.

In: the decoded source. Out: `View`: the text, its runs, its stretches (block and marks of each), and the page's
facts. White space collapses as in CSS; paragraphs stand apart by a blank line, list items and rows by a line end,
cells by a tab.
"""

from __future__ import annotations

import re
from array import array
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from averment.capture.html.elements import Mark
from averment.capture.html.entities import REFERENCE, resolve
from averment.capture.html.facts import HEAD, Facts
from averment.capture.html.markup import Token, tokens
from averment.capture.html.opened import Opened
from averment.capture.places import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL, LINE, PARAGRAPH = 1, 2, 3
_SEPARATORS: Final = ("", "\t", "\n", "\n\n")
_GAPS: Final[dict[str, int]] = {
    **dict.fromkeys(("td", "th"), CELL),
    **dict.fromkeys(("li", "tr", "dt", "dd", "option", "summary", "legend", "rt"), LINE),
    **dict.fromkeys(
        (
            "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "dir",
            "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
            "header", "hgroup", "hr", "html", "listing", "main", "menu", "nav", "ol", "optgroup", "p",
            "plaintext", "pre", "search", "section", "table", "tbody", "tfoot", "thead", "ul", "xmp", "button",
        ),
        PARAGRAPH,
    ),
}  # fmt: skip
_QUOTES: Final = {"start": "“", "end": "”"}
_MOST_BREAKS: Final = 2  # more line breaks in a row say no more than a blank line does

_REF: Final = REFERENCE.pattern
_FLOWING: Final = re.compile(
    rf"(?P<words>(?:[^ \t\n\f\r&\0]++(?:\x20(?=[^ \t\n\f\r&\0]))?+)++)|(?P<space>[ \t\n\f\r]++)|(?P<ref>{_REF})|\0|&"
)
_KEPT: Final = re.compile(rf"(?P<words>[^\r&\0]++)|(?P<space>\r\n?)|(?P<ref>{_REF})|\0|&")
_FIRST_LINE_END: Final = re.compile(r"\r\n?|\n")


class Stretch(NamedTuple):
    """A stretch `[start, end)` of the text, inside the block of that number, all under the same marks."""

    start: int
    end: int
    block: int
    mark: int


class View:
    """The text view of a page: `text`, `runs` and `facts`; `depth` is the deepest nesting, `tags` counts start tags."""

    def __init__(self, source: str) -> None:
        self.runs = Runs()
        self.facts = Facts()
        self.depth = 0
        self.tags = 0
        self._source = source
        self._out = StringIO()
        self._opened = Opened()
        self._gap = 0
        self._space: tuple[int, int] | None = None
        self._breaks: list[tuple[int, int]] = []
        self._starts, self._blocks, self._marks = array("I"), array("I"), array("I")
        self._block = 0
        self._mark = -1
        self._trim = False  # just after <pre>: a line end there is not shown
        for token in tokens(source):
            _HANDLERS[token.kind](self, token)
        self.text = self._out.getvalue()

    def stretches(self) -> Iterator[Stretch]:
        """Give the stretches of the text, in order; what separates two blocks stands at the end of the first."""
        for number, (start, block, mark) in enumerate(
            zip(self._starts, self._blocks, self._marks, strict=True), start=1
        ):
            end = self._starts[number] if number < len(self._starts) else self.runs.length
            yield Stretch(start, end, block, mark)

    def _start_tag(self, token: Token) -> None:
        opened, name = self._opened, token.name
        self.tags += 1
        self._separate(name)
        if name == "br":
            if not opened.mark & Mark.UNSEEN and len(self._breaks) < _MOST_BREAKS:
                self._breaks.append((token.start, token.end))
            self._space = None
        opened.open(name, token.extra)
        self.depth = max(self.depth, opened.depth)
        if name in HEAD:
            self.facts.element(name, token.extra)
        if name == "q":
            self._quote(token)
        self._trim = name in ("pre", "listing")

    def _end_tag(self, token: Token) -> None:
        if token.name == "q":
            self._quote(token)
        self._opened.close(token.name)
        self._separate(token.name)

    def _separate(self, name: str) -> None:
        gap = _GAPS.get(name, 0)
        if gap > self._gap and not self._opened.mark & Mark.UNSEEN:
            self._gap = gap

    def _quote(self, token: Token) -> None:
        """Put the mark that a browser shows for `<q>`; it stands for the tag."""
        if not self._opened.mark & Mark.UNSEEN:
            self._settle(token.start)
            self._out.write(_QUOTES[token.kind])
            self.runs.replace(token.start, token.end)

    def _raw(self, token: Token) -> None:
        self.facts.raw(token.name, self._source, token.start, token.end)
        if token.name == "xmp":
            self._text(token)

    def _text(self, token: Token) -> None:
        if self._opened.mark & Mark.UNSEEN:
            return
        start, kept = token.start, bool(self._opened.mark & Mark.PRE)
        if kept and self._trim:
            line_end = _FIRST_LINE_END.match(self._source, start, token.end)
            start = line_end.end() if line_end else start
        self._trim = False
        self._pieces(start, token.end, kept=kept)

    def _pieces(self, start: int, end: int, *, kept: bool) -> None:
        """Write the pieces of one text token; the expressions stop at `end`."""
        at, expression = start, _KEPT if kept else _FLOWING
        while at < end:
            match = expression.match(self._source, at, end)
            if match is None:  # cannot be: the last alternatives take any character
                return
            kind, at = match.lastgroup, match.end()
            if kind == "words" or (kind is None and match[0] == "&"):
                self._settle(match.start())
                self._out.write(match[0])
                self.runs.copy(match.start(), at)
            elif kind == "ref":
                at = self._reference(match)
            elif kind == "space" and kept:
                self._settle(match.start())
                self._out.write("\n")
                self.runs.replace(match.start(), at)
            elif kind == "space" and not (self._gap or self._breaks or self._space or not self.runs.length):
                self._space = match.span()

    def _reference(self, match: re.Match[str]) -> int:
        """Write what a character reference stands for; give the place after it."""
        found = resolve(match[0])
        self._settle(match.start())
        if found is None:
            self._out.write(match[0])
            self.runs.copy(match.start(), match.end())
            return match.end()
        words, length = found
        self._out.write(words)
        self.runs.replace(match.start(), match.start() + length, len(words))
        return match.start() + length

    def _settle(self, at: int) -> None:
        """Write what stands between the text so far and the text that begins at `at` of the source."""
        gap, breaks, space = self._gap, self._breaks, self._space
        if gap or breaks or space:
            self._gap, self._space = 0, None
            if self.runs.length:
                self._between(gap, space, at)
            self._breaks = []
        if gap or self._mark != self._opened.mark or len(breaks) == _MOST_BREAKS:
            self._block += bool(gap) or len(breaks) == _MOST_BREAKS
            self._mark = self._opened.mark
            self._starts.append(self.runs.length)
            self._blocks.append(self._block)
            self._marks.append(self._mark)

    def _between(self, gap: int, space: tuple[int, int] | None, at: int) -> None:
        if self._breaks and gap < PARAGRAPH:
            for start, end in self._breaks:
                self._out.write("\n")
                self.runs.replace(start, end)
        elif gap:
            self._out.write(_SEPARATORS[gap])
            self.runs.insert(len(_SEPARATORS[gap]), at)
        elif space:
            self._out.write(" ")
            self.runs.replace(*space)


_HANDLERS: Final = {"text": View._text, "start": View._start_tag, "end": View._end_tag, "raw": View._raw}  # noqa: SLF001
