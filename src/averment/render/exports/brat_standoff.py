"""One reading as brat's stand-off: text-bound annotations, an event for each attribution, attributes, notes.

In: a reading, and its text as it is written for brat. Out: the lines of its `.ann` file. Events have the roles that
PolNeAR's have, so that what people correct in brat can be measured against (`averment evaluate`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from averment.render.exports.brat_settings import EVENT
from averment.render.exports.frames import date_note, dates, figure_note, frames, kept, speaker_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.render.exports.frames import Frame
    from averment.values import Reading, Span


def standoff(reading: Reading, text: str) -> str:
    """Give the annotations of a reading; `text` is what `text_for` made of its document's."""
    lines = _Lines(text)
    for piece in reading.evidence:
        mark = lines.mark("Evidence", [piece.span])
        lines.attribute("Type", mark, piece.type)
        lines.attribute("Polarity", mark, piece.polarity)
    for figure in reading.figures:
        lines.note(lines.mark("Figure", [figure.span]), figure_note(figure))
    for span, date in dates(reading).items():
        lines.note(lines.mark("Date", [span]), date_note(date))
    held = [one for one in frames(reading) if _trigger(one, text)]
    events = {one.attribution.id: f"E{number}" for number, one in enumerate(held, start=1)}
    for frame in held:
        _event(frame, events, lines, text)
    return lines.all()


def text_for(text: str) -> str:
    """Give a text as it is written for brat: a break of lines is one line feed, and no offset changes."""
    return kept(text).replace("\r\n", " \n").replace("\r", "\n")


def fragments(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give `spans` as brat keeps them: in pieces without a line break, without white space at their ends.

    A break is what `str.splitlines` takes for one, as brat's server does when it reads an `.ann` file.
    """
    found = []
    last = 0
    for start, end in sorted(spans):
        at = max(start, last)
        for line in text[at:end].splitlines(keepends=True):
            begin = at + len(line) - len(line.lstrip())
            if words := line.strip():
                found.append((begin, begin + len(words)))
            at += len(line)
        last = max(end, last)
    return tuple(found)


def _trigger(frame: Frame, text: str) -> tuple[Span, ...]:
    """Give what an event hangs on: the cue or, where people left none, the content or the source."""
    one = frame.attribution
    return fragments(text, one.cue) or fragments(text, one.content) or fragments(text, one.source)


def _event(frame: Frame, events: dict[str, str], lines: _Lines, text: str) -> None:
    one = frame.attribution
    source = lines.mark("Source", one.source)
    roles = [
        (EVENT, lines.mark(EVENT, _trigger(frame, text))),
        ("Source", source),
        ("Cue", lines.mark("Cue", one.cue)),
        ("Content", lines.mark("Content", one.content)),
        *(("About", events.get(name)) for name in frame.about),
        *(("Evidence", lines.mark("Evidence", [piece.span])) for piece in frame.evidence),
        *(("Figure", lines.mark("Figure", [figure.span])) for figure in frame.figures),
        ("Said", lines.mark("Date", [frame.said]) if frame.said else None),
    ]
    name = events[one.id]
    lines.event(name, roles)
    lines.attribute("Act", name, one.act)
    lines.attribute("Certainty", name, one.certainty)
    lines.note(name, f"{one.id}, score {one.score:.2f}")
    if frame.speaker:
        lines.attribute("Kind", source, frame.speaker.kind)
        lines.note(source or name, speaker_note(frame.speaker))


class _Lines:
    """The lines of a file as they grow. The same words marked as the same thing are one annotation."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[str, None] = {}
        self._marks: dict[tuple[str, tuple[Span, ...]], str] = {}
        self._set: set[tuple[str, str]] = set()
        self._noted: set[tuple[str, str]] = set()
        self._last: Counter[str] = Counter()

    def all(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def mark(self, kind: str, spans: Iterable[Span]) -> str | None:
        """Mark words, and give the name of the mark; null where there are none."""
        places = fragments(self._text, spans)
        if not places:
            return None
        if (name := self._marks.get((kind, places))) is None:
            name = self._marks[kind, places] = self._new("T")
            where = ";".join(f"{start} {end}" for start, end in places)
            said = " ".join(self._text[start:end] for start, end in places)
            self._lines[f"{name}\t{kind} {where}\t{said}"] = None
        return name

    def event(self, name: str, roles: Iterable[tuple[str, str | None]]) -> None:
        """Tie marks together. A role that is there again has a number, as brat wants it."""
        seen: Counter[str] = Counter()
        said = []
        for role, mark in dict.fromkeys(roles):
            if mark:
                seen[role] += 1
                said.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{mark}")
        self._lines[f"{name}\t{' '.join(said)}"] = None

    def attribute(self, field: str, target: str | None, value: str | None) -> None:
        """Say one thing of a mark or an event, the first time it is said: brat draws no two values of a field."""
        if target and value and (field, target) not in self._set:
            self._set.add((field, target))
            self._lines[f"{self._new('A')}\t{field} {target} {value}"] = None

    def note(self, target: str | None, words: str) -> None:
        """Note something in words."""
        if target and words and (target, words) not in self._noted:
            self._noted.add((target, words))
            self._lines[f"{self._new('#')}\tAnnotatorNotes {target}\t{words}"] = None

    def _new(self, kind: str) -> str:
        self._last[kind] += 1
        return f"{kind}{self._last[kind]}"
