"""The desk without the door before it, in the process of a test: whoever asks is `ana`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.web.sessions import Session

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


def let_in(inner: ASGIApp, by: str = "ana") -> ASGIApp:
    """Give each request the session of somebody who was let in."""
    session = Session(by)

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["session"] = session
        await inner(scope, receive, send)

    return outer
