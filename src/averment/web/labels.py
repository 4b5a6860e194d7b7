"""What stands in a place, in a few words: for whoever hears a page, and for the message that it was judged.

In: a reading and the id of something in it. Out: one line: `Rana Idris denies: “no prisoner was shot”`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.render import phrases
from averment.render.people import People
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from averment.values import Reading, Target

_WORDS: Final = 90  # code points of a quotation
_NAMED: Final = 3  # of several things that are judged together


def label(reading: Reading, name: str) -> str:
    """Say what has this id in a reading; the id itself where nothing has."""
    text = reading.document.text
    for said in reading.attributions:
        if said.id == name:
            return f"{People(reading).name(said)} {phrases.act(said)}: {_quoted(quote(text, said.content or said.cue))}"
    for found in reading.evidence:
        if found.id == name:
            return f"{phrases.evidence_type(found)}: {_quoted(quote(text, (found.span,)))}"
    for figure in reading.figures:
        if figure.id == name:
            return f"{phrases.counted(figure)}: {_quoted(quote(text, (figure.span,)))}"
    for speaker in reading.speakers:
        if speaker.id == name:
            return one_line(speaker.name)
    return one_line(name)


def label_of(targets: Iterable[Target], reading: Callable[[str], Reading]) -> str:
    """Say what was judged, the first few of several things. `reading` gives that of a document, by digest."""
    found = list(targets)
    said = [
        label(reading(one.document), one.id) if one.id else one_line(reading(one.document).document.title or "")
        for one in found[:_NAMED]
    ]
    more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    return " · ".join(filter(None, said)) + more


def _quoted(words: str) -> str:
    return f"“{shorten(one_line(words), _WORDS)}”"
