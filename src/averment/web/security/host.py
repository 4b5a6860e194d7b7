"""Requests that were meant for another name are refused, on every route: a page elsewhere may have made its name ours.

In: an application, the address of the desk. Out: the same; 421 where `Host` is missing, there twice, or not ours
(RFC 9110, section 15.5.20). That is what DNS rebinding is stopped by: the browser still names the site it is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.web.plain import plain

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from averment.web.address import Address


class Host:
    """Lets through what names the desk."""

    def __init__(self, app: ASGIApp, address: Address) -> None:
        self._app = app
        self._everywhere = address.everywhere
        self._hosts = frozenset(host.encode("ascii", "replace") for host in address.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        named = [value.strip().lower() for name, value in scope["headers"] if name == b"host"]
        if len(named) == 1 and (named[0] in self._hosts or (self._everywhere and named[0] == _came_in_on(scope))):
            await self._app(scope, receive, send)
        else:
            await plain(421, "This is not the server that was asked for.")(scope, receive, send)


def _came_in_on(scope: Scope) -> bytes:
    """Give the address that the connection was made to: a number, and no name can be made to lead to a number."""
    host, port = scope["server"]
    return (f"[{host}]:{port}" if ":" in host else f"{host}:{port}").encode()
