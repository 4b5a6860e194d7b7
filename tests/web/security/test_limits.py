"""Requests that are too large, too slow, or none: each has an answer or an end, and others are not kept waiting."""

from __future__ import annotations

import select
import socket
import time
from typing import TYPE_CHECKING

import pytest

from averment.web.security.headers import ALWAYS
from tests.web.security.asking import answers, ask, post, raw
from tests.web.serving import WORDS, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.serving import Served

_QUICK = f"""{WORDS}
from averment.web.security import limits, protocol
limits.BODY_SECONDS, protocol.HEAD_SECONDS, protocol.SECONDS = 0.5, 0.5, 1.0
"""


@pytest.fixture(scope="module")
def quick_desk(small_case: Path) -> Iterator[Served]:
    """Serve a desk that waits for half a second."""
    with served(small_case, before=_QUICK) as desk:
        yield desk
    assert desk.errors == []


def head(desk: Served, line: str = "POST /settings", *fields: str) -> bytes:
    """Give the head of a request from a page of the desk."""
    own = (f"Host: 127.0.0.1:{desk.port}", f"Cookie: {desk.cookie}", "Sec-Fetch-Site: same-origin")
    return "\r\n".join([f"{line} HTTP/1.1", *own, *fields, "", ""]).encode()


def test_a_large_body(guarded_desk: Served) -> None:
    """A megabyte is taken, one byte more is not, and the answer arrives though the browser is still sending."""
    assert post(guarded_desk, "/settings", b"name=ana&single-keys=on&x=" + b"a" * ((1 << 20) - 26)).status == 303
    answer = post(guarded_desk, "/settings", b"name=ana&x=" + b"a" * (1 << 20))
    assert (answer.status, "larger than the desk takes" in answer.text) == (413, True)
    assert post(guarded_desk, "/settings", b"a" * (20 << 20)).status == 413


def test_a_large_body_in_pieces(guarded_desk: Served) -> None:
    """A body that does not say how large it is, is as bounded."""
    pieces = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    sent = head(guarded_desk, "POST /settings", "Transfer-Encoding: chunked", "Connection: close")
    assert answers(raw(guarded_desk, sent + pieces * 17 + b"0\r\n\r\n"))[0].status == 413


def test_a_body_that_nobody_asked_for(guarded_desk: Served) -> None:
    """A GET, and a request of somebody who was not let in, may not bring more either."""
    assert ask(guarded_desk, "/settings", body=b"a" * (2 << 20)).status == 413
    assert ask(guarded_desk, "/settings", body=b"a" * (2 << 20), cookie=None).status == 401
    assert post(guarded_desk, "/enter", b"a" * (2 << 20), cookie=None).status == 413


def test_a_long_query(guarded_desk: Served) -> None:
    """Eight kilobytes are enough for any of ours."""
    assert ask(guarded_desk, "/settings?x=" + "a" * (8190)).status == 200
    assert ask(guarded_desk, "/settings?x=" + "a" * 8191).status == 414


@pytest.mark.parametrize("field", ["X-Big", "Cookie", "Host"])
def test_large_headers(guarded_desk: Served, field: str) -> None:
    """A head of more than 32 kB is refused, however it comes, and before it is whole."""
    big = f"{field}: {'a' * (33 << 10)}"
    whole = raw(guarded_desk, head(guarded_desk, "GET /settings", big))
    endless = raw(guarded_desk, head(guarded_desk, "GET /settings", big)[:-4] + b"a" * (4 << 20))

    assert [one.status for one in answers(whole)] == [431]
    assert [one.status for one in answers(endless) if endless] in ([431], [])


def test_many_headers_and_a_long_path(guarded_desk: Served) -> None:
    """A hundred fields, and a line of 32 kB, are the most."""
    many = [f"X-{number}: 1" for number in range(120)]
    assert answers(raw(guarded_desk, head(guarded_desk, "GET /settings", *many)))[0].status == 431
    assert answers(raw(guarded_desk, head(guarded_desk, f"GET /{'a' * (33 << 10)}")))[0].status == 431


def test_what_is_refused_early_has_the_headers_too(guarded_desk: Served) -> None:
    """An answer from before there is a request is as guarded as any."""
    for sent in (
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET /\x00 HTTP/1.1\r\n\r\n",
    ):
        (answer,) = answers(raw(guarded_desk, sent))
        assert answer.status == 400
        assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked, identity",),
        ("Content-Length: -1",),
        ("Content-Length: 5x",),
        ("Content-Length : 5",),
        ("Content-Length: 99999999999999999999999",),
        ("X: a\rb",),
        (" folded: 1",),
    ],
)
def test_requests_that_two_servers_may_read_in_two_ways(guarded_desk: Served, lines: tuple[str, ...]) -> None:
    """What hides one request in another is none."""
    data = raw(guarded_desk, head(guarded_desk, "POST /settings", *lines) + b"name=GET /settings HTTP/1.1\r\n\r\n")

    assert [one.status for one in answers(data)] == [400]


def test_requests_in_a_row(guarded_desk: Served) -> None:
    """What comes at once on one connection is answered in order, each as if alone."""
    rows = [
        head(guarded_desk, "GET /settings"),
        head(guarded_desk, "GET /nowhere"),
        b"GET /settings HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        f"GET /settings HTTP/1.1\r\nHost: 127.0.0.1:{guarded_desk.port}\r\n\r\n".encode(),
        head(guarded_desk, "POST /settings", "Content-Length: 23") + b"name=ana&single-keys=on",
        head(guarded_desk, "GET /settings", "Connection: close"),
    ]

    assert [one.status for one in answers(raw(guarded_desk, b"".join(rows)))] == [200, 404, 421, 401, 303, 200]


def test_an_old_client(guarded_desk: Served) -> None:
    """HTTP/1.0 is answered, and the connection ends."""
    sent = f"GET /settings HTTP/1.0\r\nHost: 127.0.0.1:{guarded_desk.port}\r\nCookie: {guarded_desk.cookie}\r\n\r\n"
    (answer,) = answers(raw(guarded_desk, sent.encode()))

    assert (answer.status, answer.headers["connection"]) == (200, "close")


def test_no_other_protocol(guarded_desk: Served) -> None:
    """There are no sockets of pages, and no HTTP/2 without encryption."""
    for upgrade in ("websocket", "h2c"):
        fields = ("Connection: Upgrade, close", f"Upgrade: {upgrade}", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
        (answer,) = answers(raw(guarded_desk, head(guarded_desk, "GET /settings", *fields)))
        assert answer.status == 200


def test_a_slow_head(quick_desk: Served) -> None:
    """Whoever sends a head byte by byte, or none, is hung up on in time, on a used connection too."""
    start = time.monotonic()
    slow = raw(quick_desk, b"GET / HTTP/1.1\r\nX: ", then=[(0.2, b"a")] * 8)
    again = raw(quick_desk, head(quick_desk, "GET /settings") + b"GET ", then=[(0.2, b"/")] * 8)
    blank = raw(quick_desk, b"\r\n", then=[(0.2, b"\r\n")] * 8)
    silent = raw(quick_desk, b"")

    assert [one.status for one in answers(slow)] in ([408], [])
    assert [one.status for one in answers(again)][:1] in ([200], [])
    assert (blank, silent) == (b"", b"")
    assert time.monotonic() - start < 8


def test_a_slow_body(quick_desk: Served) -> None:
    """A body that does not arrive is answered with 408; and one that is sent for ever has an end."""
    sent = head(quick_desk, "POST /settings", "Content-Length: 100")
    start = time.monotonic()
    (answer,) = answers(raw(quick_desk, sent + b"name="))
    for_ever = raw(quick_desk, sent + b"name=", then=[(0.2, b"a")] * 10)

    assert answer.status == 408
    assert b" 408 " in for_ever[:20] or for_ever == b""
    assert time.monotonic() - start < 6


def test_others_do_not_wait_for_the_slow(quick_desk: Served) -> None:
    """While fifty hang, one who asks is answered."""
    hanging = [socket.create_connection(("127.0.0.1", quick_desk.port)) for _ in range(50)]
    for one in hanging:
        one.sendall(head(quick_desk, "POST /settings", "Content-Length: 9"))
    start = time.monotonic()
    status = ask(quick_desk, "/settings").status
    took = time.monotonic() - start
    for one in hanging:
        one.close()

    assert (status, took < 0.5) == (200, True)


def test_more_connections_than_people_have(guarded_desk: Served) -> None:
    """Above two hundred they are turned away, and the desk goes on when they are gone."""
    many = [socket.create_connection(("127.0.0.1", guarded_desk.port)) for _ in range(260)]
    poll = select.poll()
    for one in many:
        poll.register(one, select.POLLIN)
    start, refused = time.monotonic(), 0
    while refused < 60 and time.monotonic() - start < 5:
        refused = len(poll.poll(100))
    for one in many:
        one.close()

    assert refused >= 60
    assert ask(guarded_desk, "/settings").status == 200
