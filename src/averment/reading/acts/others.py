"""What the rest of a document says of a speaker and of its words: who accuses it, who else speaks of the same.

In: a draft with speakers. Out: `Others`, asked for one attribution at a time. Linear in the words of the contents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from averment.reading.acts.contents import LONGEST
from averment.reading.acts.lexicon import cue_groups, lexicon
from averment.values import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.reading.draft import Draft
    from averment.values import Attribution, Speaker

OTHERS: Final = (
    "others accuse",
    "others tell of harm",
    "speaker named with harm",
    "speaker accused",
    "speaker denies",
    "others say so",
)
"""The signals given here."""
_NAME: Final = re.compile(r"[^\W\d_][\w.-]+\w")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_REST: Final = 1000  # code points of a content that are looked at
_STEM: Final = 5  # letters by which a word is known again in another form
_SPEAKERS: Final = 2  # as many speakers as must be known of a name to say that somebody else uses it
_SHARED: Final = 1  # words that two statements must share to be on the same matter
_SHARE: Final = 0.4  # of the words of the one


class Others:
    """The statements of a document, by the names and the words in them."""

    def __init__(self, draft: Draft) -> None:
        self._text = draft.text
        self._speakers = {speaker.id: speaker for speaker in draft.speakers}
        self._cues = sorted(attribution.cue[0] for attribution in draft.attributions if attribution.cue)
        self._accuse: dict[str, set[str | None]] = defaultdict(set)
        self._harm: dict[str, set[str | None]] = defaultdict(set)
        self._say: dict[str, set[str | None]] = defaultdict(set)
        self._accusers: set[str | None] = set()
        self._harmed: set[str | None] = set()
        self._deniers: set[str] = set()
        for attribution in draft.attributions:
            self._add(attribution)

    def _add(self, attribution: Attribution) -> None:
        content = quote(self._text, attribution.content)[:_REST]
        cue = cue_groups(quote(self._text, attribution.cue))
        names = _name_stems(content)
        if lexicon().harm.search(content[:LONGEST].lower()):
            _remember(self._harmed, attribution)
            for name in names:
                _remember(self._harm[name], attribution)
        if "accuse" in cue:
            _remember(self._accusers, attribution)
            for name in names:
                _remember(self._accuse[name], attribution)
        if "deny" in cue:
            self._deniers |= self._names(attribution)
        if not self._relays(attribution):
            for stem in _stems(content):
                _remember(self._say[stem], attribution)

    def signals(self, attribution: Attribution) -> Iterator[str]:
        """Say what others say of the speaker of an attribution, and whether the attribution relays another."""
        if self._relays(attribution):
            yield "relays"
        own = {attribution.speaker}
        if self._accusers - own:
            yield "others accuse"
        if self._harmed - own:
            yield "others tell of harm"
        mine = _stems(quote(self._text, attribution.content))
        shared = sum(1 for stem in mine if self._say[stem] - own)
        if shared >= _SHARED and shared >= _SHARE * len(mine):
            yield "others say so"
        names = self._names(attribution)
        if names & self._deniers:
            yield "speaker denies"
        if any(self._harm.get(name, own) - own for name in names):
            yield "speaker named with harm"
        if any(self._accuse.get(name, own) - own for name in names):
            yield "speaker accused"

    def _relays(self, attribution: Attribution) -> bool:
        return any(self._holds_a_cue(*span) for span in attribution.content)

    def _holds_a_cue(self, start: int, end: int) -> bool:
        at = bisect_left(self._cues, (start, start))
        return at < len(self._cues) and self._cues[at][1] <= end and self._cues[at] != (start, end)

    def _names(self, attribution: Attribution) -> set[str]:
        speaker = self._speakers.get(attribution.speaker or "")
        return _last_names(speaker) if speaker else set()


def _remember(speakers: set[str | None], attribution: Attribution) -> None:
    if len(speakers) < _SPEAKERS:
        speakers.add(attribution.speaker)


def _stems(content: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(content[:LONGEST].lower()) if word not in lexicon().common}


def _name_stems(words: str) -> set[str]:
    return {word[:_STEM].lower() for word in _NAME.findall(words)}


def _last_names(speaker: Speaker) -> set[str]:
    return {name.split()[-1][:_STEM].lower() for name in (speaker.name, speaker.party) if name and name.split()}
