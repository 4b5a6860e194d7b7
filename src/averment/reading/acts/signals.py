"""Signals: what the words of an attribution, and the document around it, say about its act.

In: a draft with speakers. Out: for each attribution the names of the signals that are on. A signal is no verdict: what
each is worth was learned on annotated reports (`lexicons/act_weights.yaml`). Linear in the words of cues and contents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from averment.reading.acts.contents import OPENINGS, PLACES, SHAPES, content_signals, name_stems
from averment.reading.acts.lexicon import cue_groups, lexicon
from averment.reading.acts.others import OTHERS, Others
from averment.values import quote
from averment.values.readings import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.reading.draft import Draft
    from averment.values import Attribution, Speaker

_NOBODY: Final = re.compile(r"(?:no|none|nobody|neither)\b", re.IGNORECASE)
_ASKER: Final = re.compile(r"(?:q|question|reporters?|journalists?)\b", re.IGNORECASE)
_LONGEST: Final = 150  # code points of a cue that are looked at
_NOUN: Final = 30  # code points: a content that is its own cue is no longer than a noun: "denials"
_AROUND: Final = (
    "cue label",
    "no source",
    "source negated",
    "source asks",
    "no cue",
    "colon",
    "headline",
    "speaker in office",
)
"""Signals of source, cue and place."""
_ONLY_TOGETHER: Final = frozenset({*OTHERS, "harm", "cue withheld"})
"""What counts only together with what the attribution itself says: to be accused is not to deny."""


@cache
def names() -> tuple[str, ...]:
    """Name all signals there are."""
    found = (
        *(f"cue {group}" for group in lexicon().cues),
        *(f"{part} {group}" for part in PLACES for group in lexicon().contents),
        *SHAPES,
        *OPENINGS,
        *_AROUND,
        *(f"speaker {kind}" for kind in get_args(SpeakerKind)),
        *lexicon().together,
    )
    return tuple(name for name in found if name not in _ONLY_TOGETHER)


def signals(draft: Draft) -> list[frozenset[str]]:
    """Give the signals of each attribution, in their order."""
    others = Others(draft)
    speakers = {speaker.id: speaker for speaker in draft.speakers}
    found = []
    for attribution in draft.attributions:
        speaker = speakers.get(attribution.speaker or "")
        on = {*_of_words(draft, attribution, speaker), *others.signals(attribution)}
        if speaker:
            on |= {f"speaker {speaker.kind}", *(("speaker in office",) if speaker.role else ())}
        on |= {
            name
            for name, (one, other, unless) in lexicon().together.items()
            if not (on.isdisjoint(one) or on.isdisjoint(other)) and on.isdisjoint(unless)
        }
        found.append(frozenset(on - _ONLY_TOGETHER))
    return found


def _of_words(draft: Draft, attribution: Attribution, speaker: Speaker | None) -> Iterator[str]:
    groups = lexicon()
    source = quote(draft.text, attribution.source)
    uncued = attribution.cue == attribution.content[:1]
    cue = quote(draft.text, attribution.cue)[:_LONGEST]
    if uncued and len(cue) > _NOUN:
        cue = ""  # the content itself stands in for the cue that there is not
    yield from (f"cue {name}" for name in cue_groups(cue))
    if any(groups.contents[label].search(cue.lower()) for label in ("label_false", "label_play")):
        yield "cue label"
    if uncued:
        yield "no cue"
    if cue.strip() == ":":
        yield "colon"
    if not source:
        yield "no source"
    if _NOBODY.match(source):
        yield "source negated"
    if _ASKER.match(source):
        yield "source asks"
    if draft.segment(attribution.content[0][0]) == "headline":
        yield "headline"
    own = name_stems(source) | (
        name_stems(f"{speaker.name} {speaker.party} {speaker.affiliation}") if speaker else name_stems("")
    )
    yield from content_signals(quote(draft.text, attribution.content), own - {"none"})
