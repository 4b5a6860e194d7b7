"""The connection itself: the head of a request is bounded in size and in time, and so is all of it.

In: bytes. Out: requests to the application, or an answer and the end of the connection. uvicorn bounds neither with
httptools; its other parser, h11, does the first, but answers what `host` has to (400 for want of a `Host`).
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from averment.web.security.headers import ALWAYS

if TYPE_CHECKING:
    from asyncio import TimerHandle

HEAD: Final = 32 << 10
"""Bytes of the request line and the headers."""
FIELDS: Final = 100
"""Header fields."""
HEAD_SECONDS = 10.0
"""Seconds in which the head has to be here, from when the connection, or the first byte on one that was used, is."""
SECONDS = 30.0
"""Seconds in which the rest has to be here. `limits` answers before that; this ends a connection that goes on."""
CONNECTIONS: Final = 200
"""At a time. A browser has six."""


class RefusedError(Exception):
    """A request is not taken; the answer has this status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Bounded(HttpToolsProtocol):
    """One connection."""

    _timer: TimerHandle | None = None
    _in_head = False
    _head = 0
    _status = HTTPStatus.BAD_REQUEST

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
        else:
            self._within(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._at_rest()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take some bytes. A piece has 256 KiB at the most: so much is held before it is known to be too much."""
        if self._timer is None:
            self._within(HEAD_SECONDS)
        going_on = self._in_head
        super().data_received(data)
        if going_on and self._in_head and not self.transport.is_closing():
            self._head += len(data)
            if self._head > HEAD:
                self._end(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._in_head, self._head = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Give a request to the application, unless its head is too large or its target is no path of ours."""
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > HEAD or len(self.headers) > FIELDS:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if not self.url.startswith(
            b"/"
        ):  # a proxy's request names another server, which `Host` need not (RFC 9112, 3.2)
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        self._in_head = False
        self._within(SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """End a request; what stays idle after it is ended by uvicorn."""
        self._at_rest()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request, or one that was refused, with the headers that every answer has."""
        del msg
        self._end(self._status)

    def _refuse(self, status: HTTPStatus) -> None:
        self._status = status
        raise RefusedError(status)  # the parser stops, and uvicorn asks for the answer

    def _end(self, status: HTTPStatus) -> None:
        """End the connection with an answer; without, where another is on its way, which would take it for its own."""
        self._at_rest()
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()
            return
        body = f"{status.phrase}.\n".encode()
        lines = [
            f"HTTP/1.1 {status.value} {status.phrase}",
            *(f"{name}: {value}" for name, value in ALWAYS.items()),
            "content-type: text/plain; charset=utf-8",
            f"content-length: {len(body)}",
            "connection: close",
        ]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + body)
        self.transport.close()

    def _within(self, seconds: float) -> None:
        self._at_rest()
        self._timer = self.loop.call_later(seconds, self._late)

    def _at_rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        self._timer = None
        if self.transport.is_closing():
            return
        if self._in_head:
            self._end(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self.transport.abort()
