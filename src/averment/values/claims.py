"""What stands across documents: claims, positions on them, origins behind each side; related documents."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from averment.values.spans import Span

Stance: TypeAlias = Literal["supports", "denies", "doubts"]
OriginKind: TypeAlias = Literal["speaker", "agency", "outlet", "document"]
Relation: TypeAlias = Literal["copy", "shared", "update", "background"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution, piece of evidence or figure of one document: its `id` in that document's reading.

    `score` is set where a query ranked it.
    """

    document: str
    id: str
    score: float | None = None


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """One speaker's stance on one claim, with the attributions that show it."""

    speaker: str
    party: str | None = None
    stance: Stance
    attributions: tuple[Place, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The root from which support comes, the documents that carry it, and why they collapse to one."""

    root: str
    kind: OriginKind
    documents: tuple[str, ...]
    why: str


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """The independent origins of each side of a claim. Never a score."""

    supports: tuple[Origin, ...] = ()
    denies: tuple[Origin, ...] = ()


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A proposition on which attributions take a stance. `documents` counts the documents in which they stand."""

    format: Literal["averment.claim/1"] = "averment.claim/1"
    id: str
    statement: str
    positions: tuple[Position, ...] = ()
    evidence: tuple[Place, ...] = ()
    figures: tuple[Place, ...] = ()
    origins: Origins = Origins()
    documents: int
    first: date | None = None
    last: date | None = None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that two documents share, in the offsets of each."""

    a: Span
    b: Span


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two related documents, the relation between them and the passages that show it."""

    format: Literal["averment.copy/1"] = "averment.copy/1"
    a: str
    b: str
    relation: Relation
    direction: Literal["a->b", "b->a"] | None = None
    origin: str | None = None
    passages: tuple[Passage, ...]
    why: str
