"""Who says it, as a page names them: introduced in full once, by name and party after that.

In: a reading, attribution by attribution. Out: names, and what the speakers are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from averment.render import phrases
from averment.render.visible import one_line
from averment.values import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.values import Attribution, Reading, Speaker

_WORD: Final = re.compile(r"\w{3,}")
_MARKS: Final = re.compile(r"[\u0300-\u036f]")


class People:
    """The speakers of one reading, and who of them the page has introduced."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        self._speakers = {speaker.id: speaker for speaker in reading.speakers}
        self._introduced: set[str] = set()

    def introduce(self, attribution: Attribution) -> tuple[str, str]:
        """Give the name of the speaker, and what the speaker is: in full the first time."""
        speaker = self._speaker(attribution)
        if not speaker:
            return self.name(attribution), ""
        known = speaker.id in self._introduced
        self._introduced.add(speaker.id)
        return self.name(attribution), phrases.party(speaker) if known else phrases.standing(speaker)

    def name(self, attribution: Attribution) -> str:
        """Give the name of the speaker, or the words of the report where nobody was resolved."""
        speaker = self._speaker(attribution)
        if speaker and speaker.kind == "unnamed" and not speaker.mentions:  # it is only said to be said
            return phrases.NOBODY
        return (one_line(speaker.name) if speaker else self._words(attribution)) or phrases.NOBODY

    def called(self, attribution: Attribution) -> str:
        """Give what the report calls the speaker here, where that has no word of the name: "he", "Washington"."""
        speaker, words = self._speaker(attribution), self._words(attribution)
        return words if speaker and not _comparable(words) & _comparable(speaker.name) else ""

    def together(self, attributions: Iterable[Attribution]) -> list[list[Attribution]]:
        """Put each speaker's statements together. Sources that were not resolved stay apart: "he" may be two people."""
        groups: dict[tuple[str, str], list[Attribution]] = {}
        for attribution in attributions:
            speaker = self._speaker(attribution)
            key = ("speaker", speaker.id) if speaker else ("source", attribution.id if attribution.source else "")
            groups.setdefault(key, []).append(attribution)
        return list(groups.values())

    def _speaker(self, attribution: Attribution) -> Speaker | None:
        return self._speakers.get(attribution.speaker or "")

    def _words(self, attribution: Attribution) -> str:
        return one_line(quote(self._text, attribution.source)).rstrip(",;: ")


def _comparable(name: str) -> set[str]:
    """Give the words of a name to compare it by: neither case nor accents make another name."""
    return set(_WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", name.casefold()))))
