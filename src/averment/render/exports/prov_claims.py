"""Claims as provenance: the statements each was made of, and whom each side goes back to.

In: a claim, and the readings that were written. Out: records. Copies are alternates of each other, for a claim does not
tell which came first.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from averment.render.exports.identifiers import uuid
from averment.render.exports.prov_reading import STATEMENT, entity_of

if TYPE_CHECKING:
    from averment.render.exports.identifiers import Known
    from averment.render.exports.prov_records import Records
    from averment.values import Claim, Origin
    from averment.values.claims import Stance

_TYPES: Final = {"agency": "prov:Organization", "outlet": "prov:Organization"}


def put(claim: Claim, known: Known, records: Records) -> None:
    """Add a claim, its positions and its origins. What was in no reading is left out."""
    name = f"uuid:{uuid('claim', claim.id, claim.statement)}"
    records.add("entity", name, claim.statement, "averment:Claim", value=claim.statement)
    for position in claim.positions:
        supports = position.stance == "supports"
        for place in position.attributions:
            statement = known.of(STATEMENT, place)
            if statement:
                kind = "wasDerivedFrom" if supports else "wasInfluencedBy"
                label = f"{position.speaker} ({position.stance})"
                records.add("entity", f"uuid:{statement}", label, "averment:Statement")
                records.tie(kind, name, f"uuid:{statement}", stance=position.stance, speaker=position.speaker)
    sides: tuple[tuple[Stance, tuple[Origin, ...]], ...] = (
        ("supports", claim.origins.supports),
        ("denies", claim.origins.denies),
        ("doubts", claim.origins.doubts),
    )
    for stance, origins in sides:
        for origin in origins:
            _origin(name, stance, origin, known, records)


def _origin(claim: str, stance: Stance, one: Origin, known: Known, records: Records) -> None:
    root = f"uuid:{uuid('origin', claim, stance, one.root, one.kind)}"
    types = [_TYPES[one.kind]] if one.kind in _TYPES else []
    kind = "entity" if one.kind == "document" else "agent"
    records.add(kind, root, one.root, *types, origin=one.kind, party=one.party, why=one.why)
    records.tie("wasInfluencedBy", claim, root, role="origin", stance=stance)
    for place in one.attributions:
        statement = known.of(STATEMENT, place)
        if statement:
            records.tie("wasInfluencedBy", f"uuid:{statement}", root, role="origin")
    for collapse in one.collapses:
        if collapse.kind == "copy":
            _copies(collapse.documents, records)


def _copies(documents: tuple[str, ...], records: Records) -> None:
    names = [entity_of(digest) for digest in documents]
    for name in names:
        records.add("entity", name, None, "averment:Document")
    for one, other in pairwise(names):
        records.tie("alternateOf", one, other)
