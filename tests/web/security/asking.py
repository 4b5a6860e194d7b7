"""Requests as bytes, so that a test can send what no client would; answers taken apart.

In: a desk, the parts of a request, or bytes. Out: `Answer`s.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.web.serving import Served

SECONDS: Final = 10.0
SAME: Final = "same-origin"
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back. Names of headers are in lower case; one that is there twice has both values, joined by `|`."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Give the body as text."""
        return self.body.decode()


def ask(  # noqa: PLR0913  (each is a part of a request)
    desk: Served,
    path: str = "/",
    *,
    method: str = "GET",
    cookie: str | None = "",
    headers: Iterable[tuple[str, str]] = (),
    body: bytes | None = None,
    host: str | None = "",
    source: str = "127.0.0.1",
) -> Answer:
    """Ask once. The cookie and the host are those of the desk unless others, or none (null), are given.

    `source` is the address from which: all of 127.0.0.0/8 are this machine.
    """
    fields: Fields = [("Connection", "close"), *headers]
    if host is not None:
        fields.insert(0, ("Host", host or f"127.0.0.1:{desk.port}"))
    if cookie is not None:
        fields.append(("Cookie", cookie or desk.cookie))
    if body is not None:
        fields.append(("Content-Length", str(len(body))))
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields), "", ""])
    return answers(raw(desk, head.encode("latin-1") + (body or b""), source=source), method)[0]


def post(desk: Served, path: str, body: bytes = b"", **more: Any) -> Answer:  # noqa: ANN401  # those of `ask`
    """Send a form as a page of the desk does."""
    headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", SAME), ("Origin", desk.url)]
    return ask(desk, path, method="POST", body=body, headers=headers, **more)


def raw(desk: Served, data: bytes, *, then: Iterable[tuple[float, bytes]] = (), source: str = "127.0.0.1") -> bytes:
    """Send bytes, and more of them after some seconds each; give all that comes back until the desk hangs up."""
    to = ("127.0.0.1", desk.port)
    with socket.create_connection(to, timeout=SECONDS, source_address=(source, 0)) as connection:
        try:
            connection.sendall(data)
            for pause, more in then:
                time.sleep(pause)
                connection.sendall(more)
        except (BrokenPipeError, ConnectionResetError):
            pass
        received = io.BytesIO()
        try:
            while piece := connection.recv(1 << 16):
                received.write(piece)
        except ConnectionResetError:
            pass
        return received.getvalue()


class _Bytes:
    """A socket that holds what was received."""

    def __init__(self, file: io.BytesIO) -> None:
        self._file = file

    def makefile(self, *_: object) -> io.BufferedReader:
        """Give the bytes from where the last answer ended."""
        return self._file  # type: ignore[return-value]


class _Kept(io.BytesIO):
    """Bytes that stay open when one answer in them was read."""

    def close(self) -> None:
        """Stay."""


def answers(data: bytes, method: str = "GET") -> list[Answer]:
    """Take apart what came back on one connection."""
    file, found = _Kept(data), []
    while file.tell() < len(data):
        response = http.client.HTTPResponse(_Bytes(file), method=method)  # type: ignore[arg-type]
        response.begin()
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            key = name.lower()
            headers[key] = f"{headers[key]}|{value}" if key in headers else value
        found.append(Answer(response.status, headers, response.read()))
    return found
