"""What changes something comes from our own pages; other sites may lead a person here, and fetch nothing.

In: an application. Out: the same; 403 where an unsafe method comes from elsewhere or does not say where from. Browsers
say it in `Sec-Fetch-Site` (Fetch Metadata), where they do not (plain HTTP between machines) in `Origin` (RFC 6454).
Another port of this machine is another origin, though the same site: our cookie comes with what it asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers
from starlette.requests import Request

from averment.web.failures import failure

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing (RFC 9110, section 9.2.1); we answer the last two with 405."""


class Origin:
    """Lets through what comes from the desk itself, and a person who follows a link to it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = Headers(scope=scope)
        ours = _reads(headers) if scope["method"] in SAFE else _changes(headers)
        if ours:
            await self._app(scope, receive, send)
        else:
            await failure(Request(scope), 403)(scope, receive, send)


def _changes(headers: Headers) -> bool:
    """Tell whether a request that changes something comes from our pages."""
    sites, origins = headers.getlist("sec-fetch-site"), headers.getlist("origin")
    if sites:
        # under `no-referrer` a browser writes “null” for the origin of a form (Fetch, 3.2); no page can write the site
        return sites == ["same-origin"] and origins in ([], ["null"], [_own(headers)])
    return origins == [_own(headers)]


def _own(headers: Headers) -> str:
    """Give our origin as the browser knows it: `Host` is one of ours, for `host` has seen to that."""
    return f"http://{headers['host'].strip().lower()}"


def _reads(headers: Headers) -> bool:
    """Tell whether a request that only reads is ours, typed, or a link that was followed to a page."""
    if headers.get("sec-fetch-site", "none") in {"same-origin", "none"}:
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
