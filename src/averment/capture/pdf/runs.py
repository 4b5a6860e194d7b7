"""Glyphs to words, and words to runs: what stands beside each other on a line without a wide gap.

In: glyphs in the order of the file. Out: `Run`s in that order, their boxes as they are read (see `Frame.read`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from averment.capture.pdf.characters import is_leftward
from averment.capture.pdf.glyphs import ASKEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.capture.pdf.geometry import Frame
    from averment.capture.pdf.glyphs import Glyph
    from averment.values.captures import Rectangle

WIDE: Final = 0.8  # of the height of a line: no gap between words is so wide, the gutter between columns is wider
_SAME_LINE: Final = 0.4  # of the lower of two boxes must be beside the other
RAISED: Final = 0.8  # of the height of the letter before it: smaller, and higher up, is the number of a note


class Word(NamedTuple):
    """A word and its box as it is read."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Run:
    """Words of one line. `turns` is how the page is turned to read them; `askew`, that they are at another angle."""

    words: list[Word]
    turns: int
    askew: bool
    left: float = field(init=False)
    bottom: float = field(init=False)
    right: float = field(init=False)
    top: float = field(init=False)

    def __post_init__(self) -> None:
        """Measure it."""
        self.left = min(word.left for word in self.words)
        self.bottom = min(word.bottom for word in self.words)
        self.right = max(word.right for word in self.words)
        self.top = max(word.top for word in self.words)

    @property
    def height(self) -> float:
        """Give the height in points."""
        return self.top - self.bottom

    @property
    def text(self) -> str:
        """Give the words in their order."""
        return " ".join(word.text for word in self.words)


def runs(glyphs: Iterable[Glyph], frame: Frame) -> Iterator[Run]:
    """Put glyphs together to words, and words to runs."""
    gathered = _Gathered()
    for glyph in glyphs:
        if glyph.letters.strip() and glyph.box is not None:
            turns = frame.turns if glyph.turns == ASKEW else glyph.turns
            box = frame.read(glyph.box, turns)
            if not gathered.goes_on(box, glyph.turns, raised=glyph.letters.isdecimal()):
                yield from gathered.run(frame)
            gathered.add(glyph.letters, box, glyph.turns)
        else:
            gathered.end_word()
            if glyph.letters == "":
                yield from gathered.run(frame)
    yield from gathered.run(frame)


class _Gathered:
    """The run that is being put together."""

    def __init__(self) -> None:
        self._words: list[Word] = []
        self._letters: list[str] = []
        self._boxes: list[Rectangle] = []
        self._last: Rectangle | None = None
        self._turns = 0

    def goes_on(self, box: Rectangle, turns: int, *, raised: bool) -> bool:
        """Tell whether a glyph at `box` stands on this line, near the last one. `raised`: it may be a note's."""
        last = self._last
        if last is None or turns != self._turns:
            return last is None
        height = min(last[3] - last[1], box[3] - box[1])
        if turns != ASKEW and min(last[3], box[3]) - max(last[1], box[1]) < _SAME_LINE * height:
            return False
        if (
            raised
            and height < RAISED * (last[3] - last[1])
            and box[1] > last[1] + (1 - RAISED) / 2 * (last[3] - last[1])
        ):
            return False  # the number of a note stands by itself
        return max(box[0] - last[2], last[0] - box[2]) <= WIDE * max(last[3] - last[1], box[3] - box[1])

    def add(self, letters: str, box: Rectangle, turns: int) -> None:
        """Add a glyph to the word."""
        self._letters.append(letters)
        self._boxes.append(box)
        self._last, self._turns = box, turns

    def end_word(self) -> None:
        """Put the letters so far together to a word."""
        if not self._letters:
            return
        letters = self._letters
        if self._boxes[0][0] < self._boxes[-1][0] and any(map(is_leftward, "".join(letters))):
            letters = letters[::-1]  # they stand in the file as they are seen, not as they are read
        lefts, bottoms, rights, tops = zip(*self._boxes, strict=True)
        self._words.append(Word("".join(letters), min(lefts), min(bottoms), max(rights), max(tops)))
        self._letters, self._boxes = [], []

    def run(self, frame: Frame) -> Iterator[Run]:
        """Give the run and begin another."""
        self.end_word()
        if self._words:
            askew = self._turns == ASKEW
            yield Run(self._words, frame.turns if askew else self._turns, askew)
            self._words = []
        self._last = None
