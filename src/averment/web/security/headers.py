"""What a browser may do with an answer: nothing that came from outside acts, is kept, is framed, or is sent on.

In: an application. Out: the same, its answers with these headers; one that has a header already keeps its own, which
is stricter (an original) or names a style by its hash (the door). An application that fails is answered here.
"""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders

from averment.web.plain import plain

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_FEATURES: Final = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


def policy(**changed: str) -> str:
    """Write the Content-Security-Policy; `style_src="…"` puts something else in place of a directive."""
    directives = _POLICY | {name.replace("_", "-"): value for name, value in changed.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


ALWAYS: Final = {
    "content-security-policy": policy(),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{name}=()" for name in _FEATURES),
}


AFAR: Final = ALWAYS | {"referrer-policy": "same-origin"}
"""The headers of a desk that other machines reach. No other site is told of a page there either; but over plain HTTP
a browser sends no `Sec-Fetch-Site`, and under `no-referrer` says that a form comes from nowhere (`Origin: null`)."""


class Headers:
    """Puts the headers on every answer. `local`: the desk can be reached from this machine alone."""

    def __init__(self, app: ASGIApp, *, local: bool) -> None:
        self._app = app
        self._headers = ALWAYS if local else AFAR

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, with_headers)
        except Exception:
            if started:
                raise  # the connection is broken off, so that nobody takes half an answer for a whole one
            traceback.print_exc(file=sys.stderr)
            await plain(500, "The desk failed.")(scope, receive, with_headers)
