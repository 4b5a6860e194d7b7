"""Who was not let in is shown the door, whatever was asked for and by whatever method: a page, JSON, a style sheet.

In: an application, who is let in, the desk. Out: the same; 401 for all others, with the page that asks for what lets
them in. Who was let in has `request.state.session`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from averment.web.security.door import ENTER, door

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Receive, Scope, Send

    from averment.web.access import Access


class Guard:
    """Lets through who has a session, and whoever is at the door."""

    def __init__(self, app: ASGIApp, access: Access, desk: Starlette) -> None:
        self._app = app
        self._access = access
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope)
        session = self._access.session(request)
        if session is not None:
            scope["app"] = self._desk  # so that a guard further in can refuse in the frame of the desk
            scope["state"]["session"] = session
        if session is not None or scope["path"] == ENTER:
            await self._app(scope, receive, send)
        else:
            await door(request, self._access)(scope, receive, send)
