"""A reading as annotation tools hold one: each attribution with all that belongs to it, words for what has no field.

In: a reading. Out: frames, whose references all lead to something; notes in plain English; text that tools can keep.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from averment.render.phrases import counted, days_in_words, standing
from averment.render.visible import one_line
from averment.values import Attribution, Date, Evidence, Figure, Span, Speaker
from averment.values.bounds import in_words

if TYPE_CHECKING:
    from averment.values import Reading


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution, who its source is, what it rests on, the figures in it, the lines it is about.

    `about` are ids of other attributions of the same reading. `said` is the date on which the source said it.
    """

    attribution: Attribution
    speaker: Speaker | None
    evidence: tuple[Evidence, ...]
    figures: tuple[Figure, ...]
    about: tuple[str, ...]
    said: Span | None


def frames(reading: Reading) -> tuple[Frame, ...]:
    """Give a frame for each attribution, in their order."""
    speakers = {one.id: one for one in reading.speakers}
    evidence = {one.id: one for one in reading.evidence}
    known = {one.id for one in reading.attributions}
    resting, figures = defaultdict(list), defaultdict(list)
    for piece in reading.evidence:
        for name in piece.rests:
            resting[name].append(piece.id)
    for figure in reading.figures:
        if figure.by:
            figures[figure.by].append(figure)
    return tuple(
        Frame(
            attribution=one,
            speaker=speakers.get(one.speaker or ""),
            evidence=tuple(
                evidence[name] for name in dict.fromkeys((*one.evidence, *resting[one.id])) if name in evidence
            ),
            figures=tuple(figures[one.id]),
            about=tuple(name for name in dict.fromkeys(one.about) if name in known and name != one.id),
            said=one.said,
        )
        for one in reading.attributions
    )


def dates(reading: Reading) -> dict[Span, Date | None]:
    """Give the dates by their places, in order; null where only an attribution knows of one."""
    found: dict[Span, Date | None] = {one.said: None for one in reading.attributions if one.said}
    found |= {one.span: one for one in reading.dates}
    return dict(sorted(found.items()))


def kept(text: str) -> str:
    """Give a text as UTF-8 and databases can hold it, every offset kept: no lone surrogate, no NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def drifting(text: str) -> bool:
    """Say whether a text has signs that a browser counts as two (above U+FFFF: emoji, some scripts)."""
    return max(text, default="") > "\uffff"


def speaker_note(speaker: Speaker) -> str:
    """Say who a source is: name, kind, role, affiliation, the side it speaks for."""
    return f"{one_line(speaker.name)} ({speaker.kind}){standing(speaker)}"


def figure_note(figure: Figure) -> str:
    """Say what a figure counts and its bounds."""
    of = f" {one_line(figure.unit)}" if figure.unit and figure.what != "other" else ""
    per = f" each {one_line(figure.per)}" if figure.per else ""
    return f"{counted(figure)}{of}: {in_words(figure.low, figure.high, approximate=figure.approximate)}{per}"


def date_note(date: Date | None) -> str:
    """Say which days a date may be; nothing where that is not known."""
    return days_in_words(date) if date else ""
