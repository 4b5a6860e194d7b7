"""What the rest of a document says of a speaker: whether others name, accuse, or tie harm to it.

In: a draft with speakers. Out: `Others`, asked for one attribution at a time. Linear in the words of the contents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from averment.reading.acts.lexicon import lexicon
from averment.values import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.reading.draft import Draft
    from averment.values import Attribution, Speaker

_NAME: Final = re.compile(r"[^\W\d_a-z][\w.-]*\w")
_SPEAKERS: Final = 2  # as many speakers as must be known of a name to say that somebody else uses it


class Others:
    """The statements of a document, by the names in them."""

    def __init__(self, draft: Draft) -> None:
        self._speakers = {speaker.id: speaker for speaker in draft.speakers}
        self._cues = sorted(attribution.cue[0] for attribution in draft.attributions if attribution.cue)
        self._named: dict[str, dict[str, set[str | None]]] = defaultdict(lambda: defaultdict(set))
        self._accusers: set[str | None] = set()
        harm, accuse = lexicon().contents["harm"], lexicon().cues["accuse"]
        for attribution in draft.attributions:
            content = quote(draft.text, attribution.content)
            kinds = ["speaker named"]
            if harm.search(content):
                kinds.append("speaker named with harm")
            if accuse.search(quote(draft.text, attribution.cue)):
                kinds.append("speaker accused")
                self._remember(self._accusers, attribution)
            for name in set(_NAME.findall(content)):
                for kind in kinds:
                    self._remember(self._named[name][kind], attribution)

    @staticmethod
    def _remember(speakers: set[str | None], attribution: Attribution) -> None:
        if len(speakers) < _SPEAKERS:
            speakers.add(attribution.speaker)

    def signals(self, attribution: Attribution) -> Iterator[str]:
        """Say what others say of the speaker of an attribution, and whether the attribution relays another."""
        if any(self._holds_a_cue(*span) for span in attribution.content):
            yield "relays"
        speaker = self._speakers.get(attribution.speaker or "")
        if speaker is None:
            return
        if self._accusers - {speaker.id}:
            yield "others accuse"
        kinds = {
            kind
            for name in _last_names(speaker)
            for kind, speakers in self._named.get(name, {}).items()
            if speakers - {speaker.id}
        }
        yield from sorted(kinds)

    def _holds_a_cue(self, start: int, end: int) -> bool:
        at = bisect_left(self._cues, (start, start))
        return at < len(self._cues) and self._cues[at][1] <= end


def _last_names(speaker: Speaker) -> set[str]:
    return {name.split()[-1] for name in (speaker.name, speaker.party) if name and name.split()}
