"""Texts with their attributions marked by hand, and the attributions with their acts decided."""

import re

from averment.inference.tagging import Tagged, TaggedCue
from averment.reading.acts import decide_acts
from averment.reading.attribution import mark_attributions
from averment.reading.draft import Draft, Report
from averment.reading.speakers import resolve_speakers
from averment.values import Attribution, Document, Span

_MARK = re.compile(r"\[([^\]|]*)\|([^\]|]*)\|([^\]]*)\]")


def drafted(marked: str) -> Draft:
    """Give a text as a draft with speakers; each attribution stands in it as `[source|cue|content]`."""
    text, at, cues = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans: list[tuple[Span, ...]] = []
        for part in match.groups():
            spans.append(((len(text), len(text) + len(part)),) if part else ())
            text += f"{part} " if part else ""
        text = text.rstrip(" ")
        source, cue, content = spans
        cues.append(TaggedCue(cue, source, content, 1.0))
        at = match.end()
    document = Document(digest="sha256:0", media_type="text/plain", text=text + marked[at:])
    return resolve_speakers(mark_attributions(Draft(Report(document), Tagged(cues))))


def decided(marked: str) -> tuple[Attribution, ...]:
    """Give the attributions of a text with their acts."""
    return decide_acts(drafted(marked)).attributions


def acts(marked: str) -> list[str | None]:
    """Give the acts of the attributions of a text."""
    return [attribution.act for attribution in decided(marked)]
