"""What the values of a reading are called on a page: acts, speakers, figures with their bounds, dates.

In: values, and the words they were read from. Out: strings in plain English, made safe to show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.render.header import when
from averment.render.visible import one_line
from averment.values.bounds import in_words

if TYPE_CHECKING:
    from averment.values import Attribution, Date, Evidence, Figure, Speaker
    from averment.values.documents import SegmentKind
    from averment.values.readings import Act, Certainty, EvidenceType

NOBODY: Final = "(no source named)"
AS_ABOVE: Final = "(the words above)"
NOTHING: Final = "(nothing said is marked)"
_ACTS: Final[dict[Act | None, str]] = {
    "assert": "asserts",
    "deny": "denies",
    "doubt": "doubts",
    "demand": "demands",
    "commit": "intends",
    "evaluate": "judges",
    "ask": "asks",
    None: "says",
}
_CERTAINTIES: Final[dict[Certainty | None, str]] = {
    "probable": "probably",
    "possible": "possibly",
    "unknown": "certainty left open",
}
_EVIDENCE: Final[dict[EvidenceType, str]] = {"investigation": "inquiry"}
_PLACES: Final[dict[SegmentKind | None, str]] = {"headline": "in the headline", "caption": "in a caption"}


def act(attribution: Attribution) -> str:
    """Say what the source does with the content, in one word."""
    if attribution.act == "assert" and attribution.about:
        return "confirms"
    return doing(attribution.act)


def doing(act: Act | None) -> str:
    """Say in one word what a source does in an act."""
    return _ACTS[act]


def certainty(attribution: Attribution) -> str | None:
    """Say how certain the source is where it is not; a demand or a judgement cannot be."""
    return _CERTAINTIES.get(attribution.certainty) if attribution.act in {"assert", "deny"} else None


def part(kind: SegmentKind | None) -> str | None:
    """Say where in the report it stands, if that is not the body."""
    return _PLACES.get(kind)


def evidence_type(evidence: Evidence) -> str:
    """Say what kind of evidence it is, in one short word."""
    return _EVIDENCE.get(evidence.type, evidence.type)


def standing(speaker: Speaker) -> str:
    """Say what a speaker is, after the name: role, affiliation, party, each only if it adds something."""
    said = [one_line(speaker.name)]
    for words in map(one_line, filter(None, (speaker.role, speaker.affiliation))):
        if words != speaker.party and not any(words.casefold() in other.casefold() for other in said):
            said.append(words)
    return "".join(f", {words}" for words in said[1:]) + _side(speaker, said)


def party(speaker: Speaker) -> str:
    """Say which side a speaker speaks for, after the name, unless that says it word for word."""
    return _side(speaker, [one_line(speaker.name)])


def _side(speaker: Speaker, said: list[str]) -> str:
    side = one_line(speaker.party or "")
    told = any(re.search(rf"\b{re.escape(side)}\b", words, re.IGNORECASE) for words in said)
    return f" · {side}" if side and not told else ""


def counted(figure: Figure) -> str:
    """Say what a figure counts, in one word where there is one."""
    return one_line(figure.what if figure.what != "other" else figure.unit or "counted")


def figure_in_words(figure: Figure, words: str) -> str:
    """Write a figure with its bounds, never as one number where there are two, and the words of the report."""
    per = f" each {one_line(figure.per)}" if figure.per else ""
    bounds = in_words(figure.low, figure.high, approximate=figure.approximate)
    return f"{bounds}{per} (“{words}”)"


def date_in_words(date: Date | None, words: str) -> str:
    """Write when something was said: the days, what else they may be, and the words of the report."""
    days = days_in_words(date) if date else ""
    return f"{days} (“{words}”)" if days else f"“{words}”"


def days_in_words(date: Date) -> str:
    """Give all the candidates; "likely" the first, where usage decided for it."""
    candidates = [when(days.start, days.end) for days in date.candidates]
    if not (date.start and date.end):
        return " or ".join(candidates)
    days = when(date.start, date.end)
    return ", or ".join([f"likely {days}", *candidates[1:]]) if candidates[1:] else days
