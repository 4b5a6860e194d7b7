"""A case of any size from a few texts: events that eight reports tell, three of them copies, each with its reading.

In: texts, read once. Out: texts that differ, and a reader that knows what stands in them. A word is put in place of
another of the same length, the same for all reports of an event, so that every span of the reading stays where it is.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from averment import Document, Published, Reading, Span, read

OF_AN_EVENT = 8
_COPIES = 3  # of the first report
_CHANGED = 0.8  # of the words of four letters or more
_REWORDED = 0.1  # of them, in a copy
_CUT = 0.7  # of a text is left of every third copy
_WORD = re.compile(r"[^\W\d_]{4,}")
_DAY = date(2031, 1, 1)


class Reports:
    """Reports by number. The same texts give the same reports."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [text.rstrip() for text in texts]
        self._readings = [read(text.encode()) for text in self._texts]
        self._words: defaultdict[tuple[int, bool], list[str]] = defaultdict(list)
        for word in sorted({word for text in self._texts for word in _WORD.findall(text)}):
            self._words[len(word), word[0].isupper()].append(word)

    def text(self, number: int) -> str:
        """Give the text of a report."""
        event, copy = number // OF_AN_EVENT, self._copy(number)
        dice = random.Random(number)  # noqa: S311  # no secret

        def changed(match: re.Match[str]) -> str:
            word = match[0]
            some = random.Random(f"{event} {word}") if dice.random() > copy * _REWORDED else dice  # noqa: S311
            return word if some.random() > _CHANGED else some.choice(self._words[len(word), word[0].isupper()])

        whole = self._texts[self._base(number)]
        return f"{_WORD.sub(changed, whole[: self._end(number)])}\n\nFiled as number {number}.\n"

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:  # noqa: ARG002
        """Give the reading of each report, as if it had been read."""
        return [self._reading(document) for document in documents]

    def _reading(self, document: Document) -> Reading:
        number = int(document.text.rpartition("Filed as number ")[2].strip(" .\n"))
        base, end = self._readings[self._base(number)], self._end(number)
        day = _DAY + timedelta(days=number // OF_AN_EVENT % 365 + self._copy(number))
        outlet = f"The Courier of {number % 97}"
        published = Published(start=day, end=day, how="given")
        kept = [a for a in base.attributions if _within((*a.cue, *a.source, *a.content), end)]
        ids = {a.id for a in kept}
        return replace(
            base,
            document=replace(document, title=document.text[:60], outlet=outlet, published=published),
            attributions=tuple(replace(a, about=tuple(o for o in a.about if o in ids), evidence=()) for a in kept),
            speakers=tuple(replace(s, mentions=tuple(m for m in s.mentions if m[1] <= end)) for s in base.speakers),
            evidence=(),
            figures=tuple(f for f in base.figures if f.span[1] <= end and f.by in {None, *ids}),
            dates=(),
        )

    def _base(self, number: int) -> int:
        """Say which text a report is made from: the copies of an event from that of the first report."""
        event, place = divmod(number, OF_AN_EVENT)
        return (event * 7 + max(0, place - _COPIES)) % len(self._texts)

    def _copy(self, number: int) -> bool:
        return 0 < number % OF_AN_EVENT <= _COPIES

    def _end(self, number: int) -> int:
        whole = self._texts[self._base(number)]
        return len(whole) if number % OF_AN_EVENT != _COPIES else int(len(whole) * _CUT)


def _within(spans: Sequence[Span], end: int) -> bool:
    return all(stop <= end for _, stop in spans)
