"""Whom a pronoun means.

In: a pronoun that is a source, and the discourse before it. Out: the entity, where gender, number and kind allow one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.reading.speakers.lexicon import Gender, lexicon

if TYPE_CHECKING:
    from averment.reading.speakers.discourse import Discourse
    from averment.reading.speakers.register import Entity, Register

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
_SPEAKING: Final = _WE | {"i", "me", "my", "mine"}
_RELATIVE: Final = frozenset({"who", "whom", "which", "that", "whose"})
_PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING: Final = frozenset({"it", "its", "itself"})


def pronoun(word: str, at: int, own: int, discourse: Discourse, register: Register) -> Entity | None:
    """Give whom the pronoun `word` at `at` means. `own` is where the content of its attribution begins."""
    if word in _SPEAKING:
        entity = discourse.quoting(at)
        return _behind(entity, register) if entity is not None and word in _WE else entity
    if word in _RELATIVE:
        return discourse.nearest(at)
    if word in _PERSONAL:
        gender = _PERSONAL[word]
        entity = discourse.before(at, lambda e: _one(e, discourse) and e.gender in (None, gender), own=own)
        if entity is not None and entity.kind is None:
            entity.kind = "person"
        return entity
    if word in _PLURAL:
        last = discourse.last_source(at)
        if last is not None and last.body is not None and last.kind in ("person", "unnamed") and last.speaks:
            return last.body
        return discourse.before(at, lambda e: e.plural or e.kind in ("group", "organisation"), own=own)
    if word in _THING:
        return discourse.before(at, lambda e: e.kind not in ("person", "unnamed", None) and not e.plural, own=own)
    return None


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
