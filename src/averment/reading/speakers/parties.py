"""What a speaker speaks for: the affiliation its title gives, and the party behind that.

In: an entity. Out: its `Speaker`. A ministry's party is its country, a spokesman's is that of his body, a group or an
organisation is its own. A nationality alone is no party: a Turkish professor does not speak for Turkey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.reading.speakers.lexicon import lexicon, singular, small_words
from averment.values import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.reading.speakers.entities import Entity

_OWN: Final = frozenset({"organisation", "group"})


def speaker(ident: str, entity: Entity) -> Speaker:
    """Make a speaker of an entity."""
    return Speaker(
        id=ident,
        name=entity.name,
        kind=entity.kind or "organisation",
        role=entity.role,
        affiliation=_affiliation(entity),
        party=_party(entity),
        mentions=tuple(entity.mentions),
    )


def _affiliation(entity: Entity) -> str | None:
    """Give the body or the state that an entity belongs to: a government stands for its state."""
    if entity.members:
        return None
    body, lex = entity.body, lexicon()
    if body is not None and (body.party is None or body.party != body.country or body.name in lex.bodies):
        known = lex.bodies.get(body.name)
        return known.name if known else body.name
    for title, officer in lex.officers.items() if entity.country in (None, "United States") else ():
        if any(title in role for role in entity.roles):
            return officer.name
    if entity.kind == "media":
        return entity.party if entity.party is not None or not _official(entity) else entity.country
    country = body.country if body is not None else entity.country
    if country == entity.name:
        return None
    return country if entity.kind == "government" or country in lex.unions or _official(entity) else None


def _party(entity: Entity) -> str | None:
    if entity.members or entity.party:
        return entity.party
    if entity.kind == "government":
        return entity.country
    if entity.kind in _OWN:
        return entity.name if entity.key else None
    if entity.kind != "media" and entity.body is not None and entity.body.kind != "media":
        return entity.body.party or (entity.body.country if entity.body.kind == "government" else entity.body.name)
    known = lexicon().bodies.get(_affiliation(entity) or "")
    country = entity.country if _official(entity) else None
    return known.party if known is not None else country


def _official(entity: Entity) -> bool:
    """Say whether a title or a description gives an office, or makes its bearer a part of the state."""
    titles = lexicon().titles
    return any(
        ((t := titles.get(word)) and t.office) or word in small_words()["authorities"] for word in _words(entity)
    )


def _words(entity: Entity) -> Iterator[str]:
    if entity.kind in _OWN:
        return
    for text in entity.roles or (entity.told if entity.kind == "unnamed" else [entity.name]):
        for word in text.lower().replace(",", " ").split():
            yield singular(word)
