"""Whom a pronoun means.

In: a pronoun that is a source, and the discourse before it. Out: the entity, where gender, number and kind allow one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.reading.speakers.lexicon import Gender, lexicon

if TYPE_CHECKING:
    from averment.reading.speakers.discourse import Discourse
    from averment.reading.speakers.entities import Entity
    from averment.reading.speakers.register import Register

_PERSONAL: Final[dict[str, Gender]] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
_WE: Final = frozenset({"we", "us", "our", "ours"})
SPEAKING: Final = _WE | {"i", "me", "my", "mine"}
RELATIVE: Final = frozenset({"who", "whom", "which", "that", "whose"})
_PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEAR: Final = 4  # sentences in which one who fits for sure is preferred
_THING: Final = frozenset({"it", "its", "itself"})


def pronoun(word: str, at: int, own: int, discourse: Discourse, register: Register) -> Entity | None:
    """Give whom the pronoun `word` at `at` means. `own` is where the content of its attribution begins."""
    if word in SPEAKING:
        entity = discourse.quoting(at)
        return quoted(word, entity, register) if entity is not None else None
    if word in RELATIVE:
        return discourse.nearest(at)
    if word in _PLURAL:
        return _spoken_for(discourse.last_source(at)) or discourse.before(at, _many, own=own)
    if word in _THING:
        return discourse.before(at, _thing, own=own)
    return _person(_PERSONAL[word], at, own, discourse) if word in _PERSONAL else None


def quoted(word: str, speaker: Entity, register: Register) -> Entity:
    """Give whom "I" or "we" means in the words of a speaker."""
    return _behind(speaker, register) if word in _WE else speaker


def _person(gender: Gender, at: int, own: int, discourse: Discourse) -> Entity | None:
    entity = discourse.before(at, lambda e: _one(e, discourse) and e.gender in (None, gender), own=own)
    if entity is not None and entity.gender is None and entity not in discourse.spoken:
        # who is only named, and may be a man or a woman, gives way to one who fits for sure
        sure = discourse.before(at, lambda e: _one(e, discourse) and e.gender == gender, own=own, back=_NEAR)
        entity = sure or entity
    if entity is not None and entity.kind is None:
        entity.kind = "person"
    return entity


def _many(entity: Entity) -> bool:
    return entity.plural or entity.kind in ("group", "organisation")


def _thing(entity: Entity) -> bool:
    return entity.kind not in ("person", "unnamed", None) and not entity.plural


def _spoken_for(entity: Entity | None) -> Entity | None:
    """Give the body of a spokesman: "a spokesman for it said they knew"."""
    return entity.body if entity is not None and entity.kind in ("person", "unnamed") and entity.speaks else None


def _behind(entity: Entity, register: Register) -> Entity:
    """Give the body that speaks as "we" through a spokesman."""
    if not entity.speaks:
        return entity
    return entity.body or (register.country(entity.country) if entity.country else entity)


def _one(entity: Entity, discourse: Discourse) -> bool:
    """Say whether an entity is one person, named or not; a source of which nothing is known may be."""
    lex = lexicon()
    if entity.kind != "unnamed":
        return entity.kind == "person" or (entity.kind is None and entity in discourse.spoken)
    return not entity.plural and any(lex.title(noun) or lex.noun(noun) == "unnamed" for noun in entity.nouns)
