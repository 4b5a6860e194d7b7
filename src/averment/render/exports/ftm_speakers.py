"""Who speaks in a report, as entities of FollowTheMoney 4, with the links to those they belong to and speak for.

In: the speakers of a reading. Out: entities. An affiliation or party that has the name of a body that speaks in the
same report is that one; nobody is made one with anybody of another report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.render.exports.identifiers import somebody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.render.exports.ftm_values import Entity, Making
    from averment.render.exports.identifiers import Names
    from averment.values import Speaker

_SCHEMAS: Final = {
    "person": "Person",
    "organisation": "Organization",
    "government": "PublicBody",
    "media": "Organization",
    "group": "LegalEntity",
}
"""Whom there is a schema for. Someone without a name, and a document that is cited, stand in notes alone."""


class Speakers:
    """Makes the speakers of one report; `proof` is the id of the document."""

    def __init__(self, speakers: tuple[Speaker, ...], names: Names, proof: str, making: Making) -> None:
        self._speakers = [one for one in speakers if one.kind in _SCHEMAS and somebody(one)]
        self._names, self._proof, self._making = names, proof, making
        self._made: dict[str, str] = {}
        self._sides: dict[str, str | None] = {}

    def entities(self) -> Iterator[Entity]:
        """Give the speakers, those they belong to or speak for, and the links."""
        for one in self._speakers:
            yield from self._speaker(one)
        for one in self._speakers:
            yield from self._link("UnknownLink", one, one.affiliation, ("subject", "object"), "affiliation")
            yield from self._link("Representation", one, one.party, ("agent", "client"), "speaks for")

    def of(self, speaker: str | None) -> list[str]:
        """Give the id of a speaker, where an entity was made of it."""
        return [self._made[speaker]] if speaker in self._made else []

    def _speaker(self, one: Speaker) -> Iterator[Entity]:
        schema, name = _SCHEMAS[one.kind], self._names.of("speaker", one.id)
        role = {"position": one.role} if schema == "Person" else {"summary": one.role}
        made = self._making.entity(schema, name, name=one.name, proof=self._proof, **role)
        if made is not None:
            self._made[one.id] = name
            if one.kind != "person":
                self._sides.setdefault(one.name, name)
            yield made

    def _link(self, schema: str, one: Speaker, label: str | None, ends: tuple[str, str], role: str) -> Iterator[Entity]:
        if not label or label == one.name or one.id not in self._made:
            return
        if label not in self._sides:
            name = self._names.of("side", label)
            side = self._making.entity("LegalEntity", name, name=label, proof=self._proof)
            self._sides[label] = name if side else None
            if side is not None:
                yield side
        tied = {ends[0]: self._made[one.id], ends[1]: self._sides[label]}
        made = self._making.entity(schema, self._names.of(schema, one.id), proof=self._proof, role=role, **tied)
        if made is not None:
            yield made
