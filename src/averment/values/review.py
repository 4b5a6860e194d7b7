"""What people have said so far of something that the program proposed."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from averment.values.claims import Place
from averment.values.judgements import Judgement

ReviewState: TypeAlias = Literal["unreviewed", "accepted", "corrected", "rejected"]


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """Where the review of one thing stands. `judgement` is the one that gives its state; null where it is unreviewed.

    `changes` are the corrected fields that hold, references in them by the ids of the current reading. `accepted` is an
    acceptance of it as it was corrected, made after the corrections; its state stays `corrected`: what is shown is not
    what the machine read. `notes` are notes that stand, the earliest first. `contested` are the latest words of other
    people on it, where those say otherwise than what holds and were not taken back by whoever said them: all are kept,
    the later holds.
    """

    state: ReviewState = "unreviewed"
    judgement: Judgement | None = None
    changes: dict[str, str] = {}
    accepted: Judgement | None = None
    notes: tuple[Judgement, ...] = ()
    contested: tuple[Judgement, ...] = ()


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """A line that nobody has reviewed: where it is, the claim for which it matters most, and why to look at it.

    `doubt` is the chance that the models are wrong about it, as they see it themselves, 0 to 1. `weight` says how much
    hangs on it, from 1. Both only put lines in an order.
    """

    place: Place
    claim: str
    why: str
    doubt: float
    weight: float
