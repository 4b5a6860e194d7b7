"""What the head of a log proves without the log: that an entry is in it, that it grew from an older head.

Hashes are in hex, in the order in which they are used (RFC 9162, section 2.1).
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Inclusion(msgspec.Struct, frozen=True, kw_only=True):
    """That the entry which brought a document is in the log: enough to check it with the head alone.

    `entry` is the line as it is stored; `proof` the audit path from the leaf up (RFC 9162, section 2.1.3).
    """

    format: Literal["averment.proof/1"] = "averment.proof/1"
    document: str
    index: int
    entry: str
    size: int
    root: str
    proof: tuple[str, ...]


class Consistency(msgspec.Struct, frozen=True, kw_only=True):
    """That a log grew from an older head to a newer one, nothing of it changed: without a line of either.

    `old` and `new` are the signed heads as they are; `proof` is that of RFC 9162, section 2.1.4.
    """

    format: Literal["averment.consistency/1"] = "averment.consistency/1"
    old: str
    new: str
    proof: tuple[str, ...]
