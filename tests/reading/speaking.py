"""Texts with their sources marked by hand, and who is found to speak in them."""

import re
from dataclasses import dataclass

from averment.inference.tagging import Tagged, TaggedCue
from averment.reading.attribution import mark_attributions
from averment.reading.draft import Draft, Report
from averment.reading.speakers import resolve_speakers
from averment.values import Document, Speaker

_MARK = re.compile(r"\[([^\]|]*)\|([^\]|]*)\|([^\]]*)\]")


@dataclass(frozen=True)
class Read:
    """The text that was read, its speakers by attribution, and all of them once."""

    text: str
    by: list[Speaker]
    speakers: tuple[Speaker, ...]

    @property
    def names(self) -> list[str]:
        """The name of the speaker of each attribution."""
        return [speaker.name for speaker in self.by]


def read(marked: str) -> Read:
    """Read a text in which each attribution stands as `[source|cue|content]`; words outside are narration.

    A source may be empty; a `^` in a content stands where an attribution nested in it would be, which has none here.
    """
    return resolved(*unmarked(marked))


def unmarked(marked: str) -> tuple[str, list[TaggedCue]]:
    """Give the text without its marks, and the cues that they mark."""
    text, at, cues = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans = []
        for part in match.groups():
            spans.append((len(text), len(text) + len(part)))
            text += part + (" " if part else "")
        text = text.rstrip(" ")
        source, cue, content = spans
        cues.append(TaggedCue((cue,), (source,) if source[0] < source[1] else (), (content,), 1.0))
        at = match.end()
    return text + marked[at:], cues


def spoken(text: str, cues: list[TaggedCue]) -> Draft:
    """Give the draft of a text with its cues, once its speakers are resolved."""
    document = Document(digest="sha256:0", media_type="text/plain", text=text)
    return resolve_speakers(mark_attributions(Draft(Report(document), Tagged(cues))))


def resolved(text: str, cues: list[TaggedCue]) -> Read:
    """Resolve the speakers of a text with its cues."""
    draft = spoken(text, cues)
    by_id = {speaker.id: speaker for speaker in draft.speakers}
    return Read(text, [by_id[a.speaker or ""] for a in draft.attributions], draft.speakers)
