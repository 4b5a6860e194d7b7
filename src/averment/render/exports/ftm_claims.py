"""A claim as a note of FollowTheMoney 4.

In: a claim, and the readings that were written. Out: a note that links the notes of its attributions and the documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.render.exports.ftm_reading import NOTE
from averment.render.exports.identifiers import uuid
from averment.render.header import counted

if TYPE_CHECKING:
    from averment.render.exports.ftm_values import Entity, Making
    from averment.render.exports.identifiers import Known
    from averment.values import Claim, Origins, Position


def note(claim: Claim, known: Known, making: Making) -> Entity | None:
    """Give the note of a claim: who takes which position, and how many independent origins stand behind each side."""
    places = [place for position in claim.positions for place in position.attributions]
    found = [(known.of(NOTE, place), place.document.removeprefix("sha256:")) for place in places]
    linked = dict.fromkeys(name for made, document in found if made for name in (made, document))
    return making.entity(
        "Note",
        uuid("claim", claim.id, claim.statement),
        description=f"Claim: {claim.statement}",
        summary=[_position(one) for one in claim.positions],
        notes=_origins(claim.origins),
        keywords=["claim"],
        entity=[*linked],
    )


def _position(one: Position) -> str:
    party = f" ({one.party})" if one.party else ""
    return f"{one.stance}: {one.speaker}{party}, {counted(len(one.attributions), 'attribution')}"


def _origins(origins: Origins) -> str | None:
    sides = {"for": origins.supports, "against": origins.denies, "in doubt": origins.doubts}
    told = [f"{len(found)} {side} ({', '.join(one.root for one in found)})" for side, found in sides.items() if found]
    return f"Independent origins: {'; '.join(told)}" if told else None
