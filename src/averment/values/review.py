"""What people have said so far of something that the program proposed."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from averment.values.judgements import Judgement

ReviewState: TypeAlias = Literal["unreviewed", "accepted", "corrected", "rejected"]


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """Where the review of one thing stands. `judgement` is the one that gives its state; null where it is unreviewed.

    `changes` are the corrected fields that hold. `notes` are notes that stand, the earliest first. `contested` are
    judgements of other people that a later one replaced and that say otherwise: both are kept, the later holds.
    """

    state: ReviewState = "unreviewed"
    judgement: Judgement | None = None
    changes: dict[str, str] = {}
    notes: tuple[Judgement, ...] = ()
    contested: tuple[Judgement, ...] = ()
