"""What a person can correct of each kind of thing, and with what. Plain data: `case.fields` checks what is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args

from averment.values.claims import Stance
from averment.values.judgements import PROPOSED, WEIGHED, Judgement
from averment.values.readings import Act, Certainty, EvidenceType, Polarity, SpeakerKind

Kind: TypeAlias = Literal["document", "attribution", "speaker", "evidence", "figure"]
Field: TypeAlias = Literal[
    "text",
    "spans",
    "ids of attributions",
    "id of an attribution",
    "id of a speaker",
    "number",
    "date",
    "an attribution",
]

FIELDS: Final[dict[Kind, dict[str, Field | tuple[str, ...]]]] = {
    "document": {"title": "text", "outlet": "text", "url": "text", "published": "date"},
    "attribution": {
        "act": get_args(Act),
        "certainty": get_args(Certainty),
        "about": "ids of attributions",
        "speaker": "id of a speaker",
        "claim": "an attribution",
        "stance": get_args(Stance),
        "origin": "text",
        "cue": "spans",
        "source": "spans",
        "content": "spans",
    },
    "speaker": {
        "name": "text",
        "kind": get_args(SpeakerKind),
        "role": "text",
        "affiliation": "text",
        "party": "text",
    },
    "evidence": {
        "type": get_args(EvidenceType),
        "polarity": get_args(Polarity),
        "for": "ids of attributions",
        "span": "spans",
    },
    "figure": {
        "what": "text",
        "unit": "text",
        "low": "number",
        "high": "number",
        "approximate": ("true", "false"),
        "per": "text",
        "by": "id of an attribution",
        "span": "spans",
    },
}
"""What can be corrected of each kind of thing, and with what. An empty value says that there is none."""


_KINDS: Final[Mapping[str, Kind]] = {"a": "attribution", "s": "speaker", "e": "evidence", "f": "figure"}
"""What the ids of a reading begin with."""


def unknown(made: Judgement) -> str | None:
    """Name what a judgement corrects that this version knows nothing of, or `field=value`: a newer one wrote it."""
    takes = FIELDS[_KINDS.get((made.targets[0].id or "")[:1], "document")] if made.targets else {}
    for field, value in made.changes.items():
        if field not in takes:
            return field
        known = takes[field]
        if isinstance(known, tuple) and value not in {*known, ""} and not (field in WEIGHED and value == PROPOSED):
            return f"{field}={value}"
    return None
