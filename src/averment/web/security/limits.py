"""No request is larger, or takes longer to arrive, than what a person types.

In: an application. Out: the same, which gets a body only when all of it is here; 413, 414 or 408 where it is too much.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.requests import Request

from averment.web.failures import failure

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY: Final = 1 << 20
"""Bytes of a body. A note has some thousands."""
QUERY: Final = 8 << 10
"""Bytes of a query."""
BODY_SECONDS = 10.0
"""Seconds in which a body has to be here."""


class TooLargeError(Exception):
    """A body has more bytes than are taken."""


class Limits:
    """Lets through what is small enough, and came soon enough."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        body: list[Message] = []
        status = 414 if len(scope["query_string"]) > QUERY else 413 if _announced(scope) > BODY else None
        if status is None:
            try:
                async with asyncio.timeout(BODY_SECONDS):
                    body = await _whole(receive)
            except TooLargeError:
                status = 413
            except TimeoutError:
                status = 408
        if body and body[-1]["type"] == "http.disconnect":
            return  # nobody is left to be answered
        if status is None:
            await self._app(scope, _given(body, receive), send)
        else:
            await failure(Request(scope), status)(scope, receive, send)


def _announced(scope: Scope) -> int:
    """Give the size that a request says its body has. The server refuses what is no number, or said twice."""
    return max((int(value) for name, value in scope["headers"] if name == b"content-length"), default=0)


async def _whole(receive: Receive) -> list[Message]:
    """Give all messages of a body, or the one that says that the browser went away."""
    messages: list[Message] = []
    size, more = 0, True
    while more:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if size > BODY:
            raise TooLargeError
        more = message.get("more_body", False)
    return messages


def _given(messages: list[Message], receive: Receive) -> Receive:
    """Give out what was received, then whatever comes."""
    waiting = iter(messages)

    async def received() -> Message:
        return next(waiting, None) or await receive()

    return received
