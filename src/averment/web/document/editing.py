"""The words of one thing that was read, as its form shows them: the paragraphs around them, and ways to move the ends.

In: a text, the spans of the parts of that thing, which of them is being moved. Out: blocks of the text with those parts
marked, each word a link to the form with other spans. Nothing is counted in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import msgspec

from averment.values import Segment, Span
from averment.values.spans import spans_as_text, spans_from_text
from averment.web.document.moving import Spans, Words
from averment.web.marking import Block, Mark, blocks

if TYPE_CHECKING:
    from averment.web.document.moving import End
    from averment.web.marking import MarkKind

_MOVES: Final[tuple[tuple[str, End, bool, str], ...]] = (
    ("[", "start", True, "Begin a word earlier"),
    ("{", "start", False, "Begin a word later"),
    ("}", "end", False, "End a word earlier"),
    ("]", "end", True, "End a word later"),
)
_KINDS: Final[dict[str, MarkKind]] = {"source": "source", "cue": "cue", "content": "content", "span": "content"}


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A way to move an end: the key for it, in words, and the address of the form with the end moved; "" for no way."""

    key: str
    words: str
    link: str


class Editing:
    """The spans of one thing while they are being moved. `part` is that which is; `piece` the one piece of it, if any.

    `kept` is what the address carries beside. `ValueError` for spans that are none of the text, and no such part.
    """

    def __init__(  # noqa: PLR0913  (the text, the spans, and where in moving them one is)
        self,
        text: str,
        standing: Mapping[str, Spans],
        given: Mapping[str, str],
        *,
        part: str = "",
        piece: int | None = None,
        kept: Mapping[str, str] = {},
    ) -> None:
        self._text, self._kept = text, kept
        self._words = Words(text)
        moved = {name: spans_from_text(given[name], len(text)) for name in standing if name in given}
        self.spans = {**standing, **moved}
        self.part = part or next(iter(standing))
        if self.part not in standing:
            raise ValueError(part)
        pieces = len(self.spans[self.part])
        self.piece = piece if piece is None or 0 <= piece < pieces else None

    @property
    def texts(self) -> dict[str, str]:
        """Give the spans of each part as a form has them."""
        return {name: spans_as_text(spans) for name, spans in self.spans.items()}

    def choose(self, part: str, piece: int | None = None) -> str:
        """Give the address at which another part, or one piece of it, is the one to be moved."""
        return self._address(self.spans, part, piece)

    def moves(self) -> Iterator[Move]:
        """Give the ways to move the ends: without a chosen piece, the first begin and the last end."""
        spans = self.spans[self.part]
        for key, end, outward, words in _MOVES:
            piece = self.piece if self.piece is not None else 0 if end == "start" else len(spans) - 1
            changed = self._words.moved(spans, piece, end, outward=outward) if spans else spans
            yield Move(key=key, words=words, link=self._changed(changed) if changed != spans else "")

    def without(self) -> str:
        """Give the address at which the chosen piece is gone, or the whole part where it may be; "" where not."""
        spans = self.spans[self.part]
        if len(spans) > 1 and self.piece is not None:
            rest = spans[: self.piece] + spans[self.piece + 1 :]
            return self._address({**self.spans, self.part: rest}, self.part, None)
        return self._changed(()) if self.part == "source" and spans else ""

    def shown(self, segments: tuple[Segment, ...]) -> list[Block]:
        """Give the paragraphs in which the parts stand, each word with a mark of its own, named by its place."""
        around = [span for spans in self.spans.values() for span in spans]
        near = [
            block.span for block in blocks(self._text, segments) if any(_touches(block.span, span) for span in around)
        ]
        marks = [
            Mark(name=part, kind=_KINDS[part] if part != self.part else "chosen", span=span)
            for part, spans in self.spans.items()
            for span in spans
        ]
        words = [Mark(name=f"w{word[0]}", kind="word", span=word) for span in near for word in self._words.within(span)]
        return [block for block in blocks(self._text, segments, [*marks, *words]) if block.span in near]

    def links(self, shown: list[Block]) -> dict[str, str]:
        """Give by the name of its mark where a click on a word leads: to the form with the part reaching so far."""
        spans = self.spans[self.part]
        piece = self.piece or 0
        found = {}
        for block in shown:
            for word in self._words.within(block.span):
                nearest = piece if self.piece is not None else _nearest(spans, word)
                found[f"w{word[0]}"] = self._changed(self._words.reached(spans, nearest, word))
        return found

    def _changed(self, spans: Spans) -> str:
        return self._address({**self.spans, self.part: spans}, self.part, self.piece)

    def _address(self, spans: Mapping[str, Spans], part: str, piece: int | None) -> str:
        asked = {name: spans_as_text(found) for name, found in spans.items()} | {"part": part}
        if piece is not None:
            asked["piece"] = str(piece)
        return "?" + urlencode({**asked, **self._kept})


def _touches(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _nearest(spans: Spans, word: Span) -> int:
    """Give the piece that a word is in, or nearest to."""
    distances = [max(start - word[1], word[0] - end, 0) for start, end in spans]
    return distances.index(min(distances)) if distances else 0
