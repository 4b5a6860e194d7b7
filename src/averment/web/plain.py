"""An answer of one line, for those who may not learn anything about the case, and for when nothing else can be made."""

from __future__ import annotations

from starlette.responses import PlainTextResponse


def plain(status: int, line: str) -> PlainTextResponse:
    """Give the answer."""
    return PlainTextResponse(f"{line}\n", status)
