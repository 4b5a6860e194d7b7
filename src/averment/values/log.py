"""The entries of a case's log: what was done, by whom, when, with which version. One line of JSON each.

The bytes of a line, as stored, are what the Merkle tree is over: nothing is ever serialised again to be checked.
Digests are `sha256:` and 64 hex digits; times are RFC 3339 in UTC with seconds, `2031-03-12T08:00:00Z`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from averment.values.documents import Published
from averment.values.judgements import Judgement

Isolation: TypeAlias = Literal["bwrap", "seccomp", "limits"]
"""What bounded the process of a parser: a bubblewrap sandbox, a system call filter, or resource limits alone."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, tag_field="what"):
    """What all entries have. `seq` counts from 0; the log fills in all four when the entry is written."""

    seq: int = -1
    at: str = ""
    by: str = ""
    version: str = ""


class Began(Entry, frozen=True, kw_only=True, tag="init"):
    """The case was made. `key` is the verifier key of its heads, in the form of C2SP signed-note."""

    format: Literal["averment.case/1"] = "averment.case/1"
    case: str
    key: str


class Added(Entry, frozen=True, kw_only=True, tag="add"):
    """A file was put into the case: its bytes are `object`. Each path of a duplicate has an entry of its own."""

    path: str
    object: str
    size: int
    modified: str | None = None
    published: Published | None = None


class Extracted(Entry, frozen=True, kw_only=True, tag="extract"):
    """An original was taken out of another: `object` out of `container`, where `place` says (record, offset, …)."""

    container: str
    name: str
    object: str
    size: int
    place: dict[str, str | int] = {}


class Unpacked(Entry, frozen=True, kw_only=True, tag="unpack"):
    """All that could be taken out of `object` was: an entry for each member stands before this one."""

    object: str
    members: int
    refused: int
    isolation: Isolation


class Captured(Entry, frozen=True, kw_only=True, tag="capture"):
    """The original `object` was parsed; `capture` is the digest of what came out (`averment.capture/1`)."""

    object: str
    capture: str
    isolation: Isolation
    notes: tuple[str, ...] = ()


class WasRead(Entry, frozen=True, kw_only=True, tag="read"):
    """The capture of `document` was read; `reading` is the digest of what came out (`averment.reading/1`)."""

    document: str
    capture: str
    reading: str
    model: str


class Failed(Entry, frozen=True, kw_only=True, tag="fail"):
    """Something could not be done with an original, which is kept. `name` is the refused member of a container."""

    object: str
    stage: Literal["capture", "extract", "read"]
    error: str
    message: str
    name: str | None = None
    isolation: Isolation | None = None


class Judged(Entry, frozen=True, kw_only=True, tag="judge"):
    """A person decided something."""

    judgement: Judgement


class Removed(Entry, frozen=True, kw_only=True, tag="remove"):
    """Documents were withdrawn from the case. The objects in `redacted` were replaced by placeholders."""

    documents: tuple[str, ...]
    why: str
    redacted: tuple[str, ...] = ()


class Recovered(Entry, frozen=True, kw_only=True, tag="recover"):
    """The log ended in bytes that no head covers, left by an interrupted write; they were moved to `object`."""

    object: str
    size: int


class Timestamped(Entry, frozen=True, kw_only=True, tag="timestamp"):
    """An authority stamped the head of `size` entries: `checkpoint` is the object with the head, `token` the reply."""

    size: int
    checkpoint: str
    token: str
    tsa: str


class Sealed(Entry, frozen=True, kw_only=True, tag="seal"):
    """The case was written to a bag."""

    name: str
    documents: int


AnyEntry: TypeAlias = (
    Began
    | Added
    | Extracted
    | Unpacked
    | Captured
    | WasRead
    | Failed
    | Judged
    | Removed
    | Recovered
    | Timestamped
    | Sealed
)
