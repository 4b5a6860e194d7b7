"""A person's verdict on something that the program proposed. Judgements supersede; nothing is erased."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

Verdict: TypeAlias = Literal["accept", "reject", "correct", "merge", "split", "note", "undo"]

WEIGHED: Final = ("claim", "stance", "origin")
"""Fields of an attribution that no reading has, because weighing proposes them.

`claim`: another attribution (`sha256:…#a5`) in whose claim it stands; empty: it stands alone. `stance`: its stance on
the claim it is in. `origin`: whom it goes back to, `independent` (nobody but its own speaker) or a name.
"""
PROPOSED: Final = "proposed"
"""The value of these fields that takes a correction back: what weighing proposes holds again."""
SPANS: Final = ("cue", "source", "content", "span")
"""Fields whose value is spans of the text, as `spans_as_text` writes them: `10-14 20-25`."""
MAY_BE_NONE: Final = "source"
"""The one that may be none: nobody is named."""
ONE_SPAN: Final = "span"
"""The one that takes one span: of evidence, or of a figure."""


class Target(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What is judged: a document (its digest), or with `id` something in the `reading` of it with that digest.

    Ids are those of one reading, so a judgement on anything within a document names the reading it was made on.
    """

    document: str
    reading: str | None = None
    id: str | None = None


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict on one target, or on several that are to be one (`merge`) or not (`split`).

    `changes` are the corrected fields of `correct`. A `note` decides nothing: it says something of its target.
    `supersedes` is the id of the judgement that this one replaces; an `undo` names in it the judgement that it takes
    back, has the targets of that, and puts again what stood before it. `id` is `j` and the number of the log entry
    that records it. Which judgements stand is a function of them all: `weighing.upheld` says which.
    """

    id: str
    verdict: Verdict
    targets: tuple[Target, ...]
    changes: dict[str, str] = {}
    note: str | None = None
    by: str
    at: str
    supersedes: str | None = None
