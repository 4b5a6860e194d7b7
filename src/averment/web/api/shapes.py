"""What is asked of the desk by a program, and what is answered, where the output contract has no shape for it."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

import msgspec
from msgspec import Meta

from averment.values import Judgement, Reviewed
from averment.values.log import AnyEntry

Item = TypeVar("Item")
Limit = Annotated[int, Meta(ge=1, le=1_000, description="How many are given at the most.")]
Offset = Annotated[int, Meta(ge=0, le=10**9, description="How many are passed over.")]
Claimed = Annotated[str, Meta(max_length=200, description="A claim: its id, or the beginning of one.")]


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No parameter."""


class Some(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of a list."""

    limit: Limit = 50
    offset: Offset = 0


class Searched(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words to look for."""

    q: Annotated[str, Meta(min_length=1, max_length=500, description="Words, or “a phrase” in quotation marks.")]
    limit: Limit = 20


class Weighed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A proposition."""

    q: Annotated[str, Meta(min_length=1, max_length=500, description="A proposition: one sentence.")]


class Next(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which lines of the queue."""

    claim: Claimed | None = None
    limit: Limit = 50
    offset: Offset = 0


class Judged(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which judgements."""

    superseded: Annotated[bool, Meta(description="Also those that a later one replaced.")] = False
    limit: Limit = 50
    offset: Offset = 0


class Listing(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """A stretch of a list: `items` from number `offset` on, of `total` in all."""

    items: tuple[Item, ...]
    offset: int = 0
    total: int


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the log: entries from number `offset` on, of `total` in all."""

    items: tuple[AnyEntry, ...]
    offset: int
    total: int


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The signed head of the log: how many entries there are, the root over them, and both as a C2SP signed note."""

    origin: str
    size: int
    root: str
    note: str


class DocumentReview(msgspec.Struct, frozen=True, kw_only=True):
    """Where the review of a document stands, and that of each attribution, speaker, evidence and figure in it."""

    document: Reviewed
    lines: dict[str, Reviewed]


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer: the name of the error, what is wrong, what to do about it.

    `recorded` is what became of what was sent, where something was.
    """

    error: str
    message: str
    advice: str
    recorded: str = ""


Target = Annotated[
    str,
    Meta(
        pattern="^sha256:[0-9a-f]{64}(#[asef][0-9]{1,9})?$",
        description="A document by its digest, or something in its reading: `sha256:…#a3`.",
    ),
]


class Judging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A verdict of whoever asks. `changes` are the corrected fields of `correct`, as `averment judge --set` has them.

    `seen` is the id of the judgement that the program took to stand, empty for none: where another stands by now, the
    verdict is recorded all the same, and the answer has what it replaced.
    """

    verdict: Literal["accept", "reject", "correct", "merge", "split", "note"]
    targets: Annotated[tuple[Target, ...], Meta(min_length=1, max_length=1_000)]
    changes: dict[str, str] = {}
    note: Annotated[str, Meta(max_length=10_000)] | None = None
    seen: Annotated[str, Meta(max_length=20)] | None = None


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that is in the log, on the disk. `reviewed` is how its target stands now, where it has one target.

    `replaced` is what stood by then in place of what was `seen`: somebody judged meanwhile.
    """

    judgement: Judgement
    reviewed: Reviewed | None = None
    replaced: Judgement | None = None
