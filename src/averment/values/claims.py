"""What stands across documents: claims, positions on them, origins behind each side; related documents."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from averment.values.spans import Span

Stance: TypeAlias = Literal["supports", "denies", "doubts"]
OriginKind: TypeAlias = Literal["speaker", "agency", "outlet", "document"]
Relation: TypeAlias = Literal["copy", "shared", "update", "background"]
CollapseKind: TypeAlias = Literal["copy", "shared", "update", "credit", "citation", "speaker", "judgement"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution, piece of evidence or figure of one document: its `id` in that document's reading.

    `score` is set where a query ranked it. `why` says in words what ties it to the claim, where something had to.
    """

    document: str
    id: str
    score: float | None = None
    why: str | None = None


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a document's text that shows something."""

    document: str
    span: Span


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """One speaker's stance on one claim, with the attributions that show it. `party` is the side it speaks for."""

    speaker: str
    party: str | None = None
    stance: Stance
    attributions: tuple[Place, ...]


class Collapse(msgspec.Struct, frozen=True, kw_only=True):
    """Why some of the documents or attributions behind one side add no origin of their own.

    `shown` are the words that say so. `undo` is what takes it back: the verdict and the targets of a judgement, as
    `averment judge CASE` takes them; null where a judgement made it.
    """

    kind: CollapseKind
    why: str
    documents: tuple[str, ...]
    shown: tuple[Quoted, ...] = ()
    undo: tuple[str, ...] | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The root from which support comes, the documents and attributions that carry it, and why they collapse to one."""

    root: str
    kind: OriginKind
    party: str | None = None
    documents: tuple[str, ...]
    attributions: tuple[Place, ...] = ()
    collapses: tuple[Collapse, ...] = ()
    why: str


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """The independent origins of each side of a claim. Never a score."""

    supports: tuple[Origin, ...] = ()
    denies: tuple[Origin, ...] = ()
    doubts: tuple[Origin, ...] = ()


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A proposition on which attributions take a stance. `documents` counts the documents in which they stand.

    `statement` is the content of the attribution at `stated`, the clearest of those that support it. `first` and `last`
    are the earliest and the latest day on which one of the documents was published.
    """

    format: Literal["averment.claim/1"] = "averment.claim/1"
    id: str
    statement: str
    stated: Place | None = None
    positions: tuple[Position, ...] = ()
    evidence: tuple[Place, ...] = ()
    figures: tuple[Place, ...] = ()
    origins: Origins = Origins()
    documents: int
    first: date | None = None
    last: date | None = None


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution that comes near a proposition without a stance on it: on its subject, or just too uncertain.

    `stance` is what it would be if it were counted.
    """

    speaker: str
    party: str | None = None
    stance: Stance
    attribution: Place


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands where on a proposition that a person typed (`query`): a claim, and beside it the near misses.

    Positions and the attributions in each are ranked, the surest first.
    """

    format: Literal["averment.weighed/1"] = "averment.weighed/1"
    query: str
    positions: tuple[Position, ...] = ()
    near: tuple[Near, ...] = ()
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
    """Two related documents, the relation between them and the passages that show it.

    `copy`: one is the other, edited or trimmed; `shared`: both carry passages of one original, each with matter of its
    own; `update`: a later version of the same dispatch; `background`: only standing paragraphs, templates or stock
    sentences are shared, and there is no common origin. `origin` is whom both credit, or the earlier outlet.
    """

    format: Literal["averment.copy/1"] = "averment.copy/1"
    a: str
    b: str
    relation: Relation
    direction: Literal["a->b", "b->a"] | None = None
    origin: str | None = None
    passages: tuple[Passage, ...]
    why: str
