"""A small complete gold article, and readings of it that are right but for what a test changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from averment.evaluation import GoldSpeaker
from averment.values import Evidence, Figure, Reading, Speaker

from .builders import gold, place, reading

if TYPE_CHECKING:
    from averment.evaluation import GoldArticle
    from averment.values.readings import EvidenceType

WELL = (
    "Villagers said soldiers had killed nine men at the well. General Anna Rao denied it. "
    "A doctor showed photographs of the graves. Rao could not say who dug them."
)
PARTS = (
    ("Villagers", "said", "soldiers had killed nine men at the well"),
    ("General Anna Rao", "denied", "it"),
    ("A doctor", "showed", "photographs of the graves"),
    ("Rao", "could not say", "who dug them"),
)
NAMES = ("villagers", "Anna Rao", "doctor", "Anna Rao")
ACTS = ("assert", "deny", "assert", "doubt")


def complete() -> GoldArticle:
    """Give an article in which four attributions, one piece of evidence and one figure are annotated."""
    article = gold(WELL, *PARTS, name="well")
    marked = [
        msgspec.structs.replace(attribution, act=act, who=GoldSpeaker(name=name, kind="person"))
        for attribution, act, name in zip(article.attributions, ACTS, NAMES, strict=True)
    ]
    marked[1] = msgspec.structs.replace(marked[1], about=("E1",))
    return msgspec.structs.replace(
        article, attributions=tuple(marked), evidence=(photographs(),), figures=(nine(),), complete=True
    )


def right(changes: dict[int, dict[str, Any]] | None = None, **parts: Any) -> Reading:  # noqa: ANN401  (any field)
    """Give a reading that agrees with all; `changes` are fields of attributions by index, `parts` of the reading."""
    found = reading(WELL, *PARTS)
    speakers = tuple(Speaker(id=f"s{i}", name=name, kind="person") for i, name in enumerate(NAMES, start=1))
    attributions = [
        msgspec.structs.replace(attribution, act=act, speaker=speaker.id)
        for attribution, act, speaker in zip(found.attributions, ACTS, speakers, strict=True)
    ]
    attributions[1] = msgspec.structs.replace(attributions[1], about=("a1",))
    for i, change in (changes or {}).items():
        attributions[i] = msgspec.structs.replace(attributions[i], **change)
    fields = {
        "attributions": tuple(attributions),
        "speakers": speakers,
        "evidence": (photographs(),),
        "figures": (nine(),),
    }
    return msgspec.structs.replace(found, **(fields | parts))


def photographs(words: str = "photographs of the graves", kind: EvidenceType = "imagery") -> Evidence:
    """Give the evidence, or other evidence."""
    return Evidence(id="e1", span=place(WELL, words), type=kind, polarity="supports")


def nine(words: str = "nine men", what: str = "killed", low: float | None = 9, high: float | None = 9) -> Figure:
    """Give the figure, or another."""
    return Figure(id="f1", span=place(WELL, words), what=what, low=low, high=high, by="E1")
