"""Digests that a web archive states, compared with the bytes: passed, failed, or not checked. Never in doubt "passed".

In: the value of a `WARC-Block-Digest` or `WARC-Payload-Digest` (WARC 1.1, 5.8 and 5.9) and the bytes. Out: `Checked`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Checked: TypeAlias = Literal["passed", "failed", "not checked"]

_KNOWN: Final = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}


def check(stated: str, variants: Iterable[bytes]) -> Checked:
    """Compare a stated digest, in base 32, base 64 or hex, with those of `variants`: one that agrees is enough."""
    algorithm, value = _split(stated)
    wanted = _value(value, _KNOWN.get(algorithm, 0))
    if wanted is None:
        return "not checked"
    for data in variants:
        if hashlib.new(algorithm, data, usedforsecurity=False).digest() == wanted:
            return "passed"
    return "failed"


def together(*checks: Checked) -> Checked:
    """Sum up: one that failed fails all, and where none could be made nothing is checked."""
    if "failed" in checks:
        return "failed"
    return "passed" if "passed" in checks else "not checked"


def _split(stated: str) -> tuple[str, str]:
    algorithm, _, value = stated.partition(":")
    return algorithm.strip().lower().replace("-", ""), value.strip().rstrip("=")


def _value(words: str, size: int) -> bytes | None:
    """Decode a digest of `size` bytes, without padding; its length tells the base. None for what is no digest."""
    try:
        if len(words) == 2 * size:
            value = bytes.fromhex(words)
        elif len(words) == -(-size * 8 // 5):
            value = base64.b32decode(words.upper() + "=" * (-len(words) % 8))
        else:
            value = base64.b64decode(
                words + "=" * (-len(words) % 4), altchars=b"-_" if set(words) & set("-_") else None
            )
    except (binascii.Error, ValueError):
        return None
    return value if size and len(value) == size else None
