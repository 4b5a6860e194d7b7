"""Claims as tables: the claims, who takes which stance in which words, and the origins that each side has.

In: a claim. Out: rows. `document` and `attribution` are what the table of attributions has as `document` and `id`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.values import Claim, Place


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim: who supports and denies it, on how many origins, in how many reports, published from when to when.

    `evidence` and `figures` are `DIGEST#e1`, rows of the tables of these names.
    """

    claim: str
    statement: str
    document: str | None
    attribution: str | None
    documents: int
    first: date | None
    last: date | None
    supporting: int
    denying: int
    doubting: int
    supporting_origins: int
    denying_origins: int
    doubting_origins: int
    evidence: tuple[str, ...]
    figures: tuple[str, ...]


class PositionRow(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution that shows where a speaker stands on a claim: a speaker has a row for each."""

    claim: str
    stance: str
    speaker: str
    party: str | None
    document: str
    attribution: str
    why: str | None


class OriginRow(msgspec.Struct, frozen=True, kw_only=True):
    """An origin of one side of a claim, and why what carries it counts as one. `attributions` are `DIGEST#a1`."""

    claim: str
    stance: str
    origin: str
    kind: str
    party: str | None
    documents: tuple[str, ...]
    attributions: tuple[str, ...]
    why: str
    collapses: tuple[str, ...]


CLAIM_TABLES: Final[dict[str, type[msgspec.Struct]]] = {
    "claims": ClaimRow,
    "positions": PositionRow,
    "origins": OriginRow,
}
"""The tables by name."""


def rows_of_claim(claim: Claim) -> Iterator[tuple[str, msgspec.Struct]]:
    """Give the rows of a claim, each with the name of its table."""
    sides = {"supports": claim.origins.supports, "denies": claim.origins.denies, "doubts": claim.origins.doubts}
    taken = {stance: sum(one.stance == stance for one in claim.positions) for stance in sides}
    yield (
        "claims",
        ClaimRow(
            claim=claim.id,
            statement=claim.statement,
            document=claim.stated.document if claim.stated else None,
            attribution=claim.stated.id if claim.stated else None,
            documents=claim.documents,
            first=claim.first,
            last=claim.last,
            supporting=taken["supports"],
            denying=taken["denies"],
            doubting=taken["doubts"],
            supporting_origins=len(sides["supports"]),
            denying_origins=len(sides["denies"]),
            doubting_origins=len(sides["doubts"]),
            evidence=_names(claim.evidence),
            figures=_names(claim.figures),
        ),
    )
    for position in claim.positions:
        for place in position.attributions:
            yield (
                "positions",
                PositionRow(
                    claim=claim.id,
                    stance=position.stance,
                    speaker=position.speaker,
                    party=position.party,
                    document=place.document,
                    attribution=place.id,
                    why=place.why,
                ),
            )
    for stance, origins in sides.items():
        for origin in origins:
            yield (
                "origins",
                OriginRow(
                    claim=claim.id,
                    stance=stance,
                    origin=origin.root,
                    kind=origin.kind,
                    party=origin.party,
                    documents=origin.documents,
                    attributions=_names(origin.attributions),
                    why=origin.why,
                    collapses=tuple(f"{one.kind}: {one.why}" for one in origin.collapses),
                ),
            )


def _names(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(f"{one.document}#{one.id}" for one in places)
