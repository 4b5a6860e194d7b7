"""A person's verdict on something that the program proposed. Judgements supersede; nothing is erased."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Verdict: TypeAlias = Literal["accept", "reject", "correct", "merge", "split"]


class Target(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What is judged: a document (its digest), or with `id` something in the `reading` of it with that digest.

    Ids are those of one reading, so a judgement on anything within a document names the reading it was made on.
    """

    document: str
    reading: str | None = None
    id: str | None = None


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict on one target, or on several that are to be one (`merge`) or not (`split`).

    `changes` are the corrected fields of `correct`. `supersedes` is the id of the judgement that this one replaces;
    the one that none replaces holds. `id` is `j` and the number of the log entry that records it.
    """

    id: str
    verdict: Verdict
    targets: tuple[Target, ...]
    changes: dict[str, str] = {}
    note: str | None = None
    by: str
    at: str
    supersedes: str | None = None
