"""DNS rebinding, and all else that comes under a name that is not ours: no route answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.security.asking import answers, ask, raw

if TYPE_CHECKING:
    from tests.web.serving import Served

ROUTES = ["/", "/static/desk.css", "/static/shared/base.css", "/enter", "/api/claims", "/settings", "/nowhere"]


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "OPTIONS"])
def test_an_unknown_host_is_refused_everywhere(guarded_desk: Served, path: str, method: str) -> None:
    """Whoever is let in: a name that was made to lead here gets nothing, not a style sheet, not the door."""
    answer = ask(guarded_desk, path, method=method, host="evil.example", body=b"" if method == "POST" else None)

    assert answer.status == 421
    assert b"velmar" not in answer.body.lower()


def hosts(port: int) -> list[str]:
    """Give hosts that are not ours, though they look like it."""
    return [
        "127.0.0.1",  # on port 80
        f"127.0.0.1:{port + 1}",
        f"127.0.0.1:{port}.evil.example",
        f"127.0.0.1.evil.example:{port}",
        f"localhost.evil.example:{port}",
        f"evil.example@127.0.0.1:{port}",
        f"127.0.0.1:{port}, evil.example",
        f"127.1:{port}",
        f"0.0.0.0:{port}",
        f"2130706433:{port}",
        f"127.0.0.1:{port}/",
        f"[::ffff:127.0.0.1]:{port}",
        f"127.0.0.1.:{port}",
        f"127.0.0.1:0{port}",
        ":",
        f":{port}",
        "\xe9vil",
    ]


def test_what_looks_like_our_host_is_refused(guarded_desk: Served) -> None:
    """The name is compared whole."""
    for host in hosts(guarded_desk.port):
        assert ask(guarded_desk, host=host).status == 421, host


def test_our_own_names(guarded_desk: Served) -> None:
    """The address, `localhost`, and both in capitals are the desk."""
    for host in ("127.0.0.1", "localhost", "LocalHost", "[::1]"):
        assert ask(guarded_desk, "/settings", host=f"{host}:{guarded_desk.port}").status == 200


@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/1.0"])
@pytest.mark.parametrize("path", ROUTES)
def test_no_host(guarded_desk: Served, version: str, path: str) -> None:
    """A request that names nobody is refused, by an old client too."""
    sent = f"GET {path} {version}\r\nCookie: {guarded_desk.cookie}\r\nConnection: close\r\n\r\n"

    assert answers(raw(guarded_desk, sent.encode()))[0].status == 421


@pytest.mark.parametrize("path", ROUTES)
def test_a_repeated_host(guarded_desk: Served, path: str) -> None:
    """Two names are none, though both are ours: who is in between may have taken the other."""
    ours = f"127.0.0.1:{guarded_desk.port}"
    for second in (ours, "evil.example", ""):
        assert ask(guarded_desk, path, headers=[("Host", second)]).status == 421


def test_an_empty_host(guarded_desk: Served) -> None:
    """A header without a name in it is no name."""
    sent = f"GET / HTTP/1.1\r\nHost:\r\nCookie: {guarded_desk.cookie}\r\nConnection: close\r\n\r\n"

    assert answers(raw(guarded_desk, sent.encode()))[0].status == 421


def test_a_request_for_another_server(guarded_desk: Served) -> None:
    """What a proxy is asked for names a server in its first line, which goes before `Host`: we are no proxy."""
    host = f"Host: 127.0.0.1:{guarded_desk.port}\r\nConnection: close\r\n\r\n"
    for target in ("GET http://evil.example/", f"GET http://127.0.0.1:{guarded_desk.port}/", "OPTIONS *"):
        assert answers(raw(guarded_desk, f"{target} HTTP/1.1\r\n{host}".encode()))[0].status == 421, target
    (answer,) = answers(raw(guarded_desk, f"CONNECT evil.example:443 HTTP/1.1\r\n{host}".encode()), "GET")
    assert answer.status in {400, 421}


def test_what_another_machine_forwarded_is_not_believed(guarded_desk: Served) -> None:
    """Headers that proxies set change nothing of who asks, and for what."""
    said = [("X-Forwarded-Host", f"127.0.0.1:{guarded_desk.port}"), ("Forwarded", "host=localhost")]

    assert ask(guarded_desk, host="evil.example", headers=said).status == 421
