"""Records of PROV-JSON (W3C member submission, 2013): entities, agents, activities, and what ties them.

In: names and attributes. Out: the JSON object of a document or a bundle. Identifiers are made of digests and UUIDs
alone, so each is a qualified name whatever a report says; names of people are values of attributes.
"""

from __future__ import annotations

from typing import Final

from averment.render.exports.identifiers import BYTES, UUIDS, uuid

Record = dict[str, object]

TERMS: Final = "urn:averment:"
"""The namespace of attributes that are ours."""
PREFIXES: Final = {"sha256": BYTES, "uuid": UUIDS, "averment": TERMS}
_ENDS: Final = {
    "wasDerivedFrom": ("generatedEntity", "usedEntity"),
    "wasAttributedTo": ("entity", "agent"),
    "actedOnBehalfOf": ("delegate", "responsible"),
    "wasAssociatedWith": ("activity", "agent"),
    "wasInfluencedBy": ("influencee", "influencer"),
    "wasGeneratedBy": ("entity", "activity"),
    "used": ("activity", "entity"),
    "alternateOf": ("alternate1", "alternate2"),
}
"""The keys of what a relation ties, in its order (PROV-JSON, section 3)."""


class Records:
    """Collects records. The same relation told twice stands once."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, Record]] = {}

    def add(self, kind: str, name: str, label: str | None = None, /, *types: str, **attributes: object) -> str:
        """Add an `entity`, an `agent` or an `activity`, and give its name. What is null is left out."""
        record = _attributes(attributes)
        if label:
            record["prov:label"] = label
        if types:
            named = [_name(one) for one in types]
            record["prov:type"] = named if len(named) > 1 else named[0]
        self._kinds.setdefault(kind, {})[name] = record
        return name

    def tie(self, kind: str, one: str, other: str, /, sort: str | None = None, **attributes: object) -> None:
        """Tie two: `sort` is the PROV subtype of a derivation (`Quotation`, `PrimarySource`)."""
        first, second = _ENDS[kind]
        record: Record = {f"prov:{first}": one, f"prov:{second}": other, **_attributes(attributes)}
        if sort:
            record["prov:type"] = _name(f"prov:{sort}")
        self._kinds.setdefault(kind, {})[f"_:{uuid(kind, record)}"] = record

    def bundle(self, name: str, records: Records) -> None:
        """Add a bundle: records whose own provenance can be told."""
        self._kinds.setdefault("bundle", {})[name] = records.built()

    def built(self) -> Record:
        """Give the JSON object."""
        return {"prefix": PREFIXES, **self._kinds}


def _attributes(attributes: dict[str, object]) -> Record:
    """Name attributes: `value` is PROV's own; others are ours."""
    names = {name: "prov:value" if name == "value" else f"averment:{name}" for name in attributes}
    return {names[name]: value for name, value in attributes.items() if value is not None and value != ()}


def _name(name: str) -> Record:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
