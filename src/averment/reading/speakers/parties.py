"""What a speaker speaks for: the affiliation its title gives, and the party behind that.

In: an entity. Out: its `Speaker`. A ministry's party is its country, a spokesman's is that of his body, a group is its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.reading.speakers.lexicon import lexicon
from averment.values import Speaker

if TYPE_CHECKING:
    from averment.reading.speakers.register import Entity, Register


def speaker(ident: str, entity: Entity, register: Register) -> Speaker:
    """Make a speaker of an entity."""
    return Speaker(
        id=ident,
        name=entity.name,
        kind=entity.kind or "unnamed",
        role=entity.role,
        affiliation=_affiliation(entity),
        party=_party(entity),
        mentions=tuple(entity.mentions),
    )


def _affiliation(entity: Entity) -> str | None:
    if entity.body is not None:
        known = lexicon().bodies.get(entity.body.name)
        return known.name if known else entity.body.name
    return entity.country if entity.country != entity.name else None


def _party(entity: Entity) -> str | None:
    if entity.party or entity.country:
        return entity.party or entity.country
    if entity.body is not None:
        return _party(entity.body)
    return entity.name if entity.kind == "group" and not entity.members else None
