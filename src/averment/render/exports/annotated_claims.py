"""A claim as annotations: who takes which position on it, and whom each side goes back to.

In: a claim, and the readings that were written. Out: annotations whose targets are the annotations of attributions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.render.exports.annotations import LINE, annotation, text
from averment.render.exports.identifiers import UUIDS, uuid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.render.exports.identifiers import Known
    from averment.render.exports.selectors import Resource
    from averment.values import Claim, Origin, Place, Position
    from averment.values.claims import Stance


def claimed(claim: Claim, known: Known) -> Iterator[Resource]:
    """Give an annotation for each position on a claim and each origin of a side. What points nowhere is left out."""
    sides: tuple[tuple[Stance, tuple[Origin, ...]], ...] = (
        ("supports", claim.origins.supports),
        ("denies", claim.origins.denies),
        ("doubts", claim.origins.doubts),
    )
    made = [_position(claim, one, known) for one in claim.positions]
    made += [_origin(claim, stance, one, known) for stance, origins in sides for one in origins]
    yield from (one for one in made if one["target"])


def _position(claim: Claim, one: Position, known: Known) -> Resource:
    bodies = [*_bodies(claim, one.stance), text("speaker", "identifying", one.speaker)]
    if one.party:
        bodies.append(text("party", "classifying", one.party))
    name = uuid("position", claim.id, claim.statement, one.stance, one.speaker, one.party, one.attributions)
    return annotation(name, bodies, _targets(one.attributions, known))


def _origin(claim: Claim, stance: Stance, one: Origin, known: Known) -> Resource:
    bodies = [*_bodies(claim, stance), text("origin", "identifying", one.root), text("why", "commenting", one.why)]
    bodies += [text(f"collapse: {part.kind}", "commenting", part.why) for part in one.collapses]
    name = uuid("origin", claim.id, claim.statement, stance, one.root, one.attributions)
    return annotation(name, bodies, _targets(one.attributions, known))


def _bodies(claim: Claim, stance: Stance) -> list[Resource]:
    return [text("claim", "describing", claim.statement), text("stance", "classifying", stance)]


def _targets(places: Iterable[Place], known: Known) -> list[str]:
    found = (known.of(LINE, place) for place in places)
    return list(dict.fromkeys(UUIDS + name for name in found if name))
