"""Digests in addresses: what a case keeps is asked for by 64 hex digits, and by nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.requests import Request

_DIGITS: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


def digest_in(request: Request) -> str:
    """Give the digest that the `digest` in an address names. 404 where it is none."""
    digits: str = request.path_params["digest"]
    if not _DIGITS.fullmatch(digits):
        raise HTTPException(404)
    return f"sha256:{digits}"
