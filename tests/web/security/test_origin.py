"""Requests from other sites: nothing is changed for them, and nothing is fetched for their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.security.asking import ask

if TYPE_CHECKING:
    from tests.web.serving import Served

SITES = ["cross-site", "same-site", "none", "", "same-origin, same-origin", "Same-Origin"]
UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]


def origins(port: int) -> list[str]:
    """Give origins that are not ours: the null one of a sandboxed frame or a file, another port, another scheme."""
    return [
        "null",
        "",
        "https://evil.example",
        f"http://127.0.0.1:{port + 1}",
        "http://127.0.0.1",
        f"https://127.0.0.1:{port}",
        f"http://localhost:{port}",  # ours by name, but the page that asks came under the other
        f"http://127.0.0.1:{port}.evil.example",
        f"http://evil.example/http://127.0.0.1:{port}",
        f"http://127.0.0.1:{port} http://evil.example",
        f"http://127.0.0.1:{port}/",
    ]


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize("path", ["/settings", "/judgements", "/nowhere", "/enter", "/static/desk.css"])
def test_a_change_that_does_not_say_where_from(guarded_desk: Served, method: str, path: str) -> None:
    """No browser of today sends such a one: it is refused, with the cookie of somebody who was let in."""
    assert ask(guarded_desk, path, method=method, body=b"name=x").status == 403


@pytest.mark.parametrize("site", SITES)
def test_a_change_from_another_site(guarded_desk: Served, site: str) -> None:
    """Another site, another port of this machine, and what nobody clicked on at the desk are refused."""
    for origin in ([], [("Origin", guarded_desk.url)]):
        headers = [("Sec-Fetch-Site", site), *origin]
        assert ask(guarded_desk, "/settings", method="POST", body=b"name=x", headers=headers).status == 403


def test_a_change_from_another_origin(guarded_desk: Served) -> None:
    """Where the browser gives an origin, it has to be ours, whole; two of them are none."""
    for origin in origins(guarded_desk.port):
        for site in ([], [("Sec-Fetch-Site", "same-origin")]):
            if origin == "null" and site:
                continue  # a form of ours: below
            headers = [*site, ("Origin", origin)]
            answer = ask(guarded_desk, "/settings", method="POST", body=b"name=x", headers=headers)
            assert answer.status == 403, origin
    twice = [("Origin", guarded_desk.url), ("Origin", guarded_desk.url)]
    assert ask(guarded_desk, "/settings", method="POST", body=b"name=x", headers=twice).status == 403


def test_a_form_of_ours_that_tells_its_site_alone(guarded_desk: Served) -> None:
    """Under `no-referrer` a browser says `null` for the origin of a form; who says nothing but that is refused."""
    for headers in ([("Origin", "null")], [("Origin", "null"), ("Sec-Fetch-Site", "cross-site")]):
        assert ask(guarded_desk, "/settings", method="POST", body=b"name=ana", headers=headers).status == 403
    headers = [("Origin", "null"), ("Sec-Fetch-Site", "same-origin")]
    assert ask(guarded_desk, "/settings", method="POST", body=b"name=ana", headers=headers).status == 303


@pytest.mark.parametrize("with_site", [True, False])
@pytest.mark.parametrize("with_origin", [True, False])
def test_a_change_from_the_desk(guarded_desk: Served, *, with_site: bool, with_origin: bool) -> None:
    """One of both is enough, for there are browsers that send one alone."""
    headers = [("Sec-Fetch-Site", "same-origin")] * with_site + [("Origin", guarded_desk.url)] * with_origin
    answer = ask(guarded_desk, "/settings", method="POST", body=b"name=ana&single-keys=on", headers=headers)

    assert answer.status == (303 if with_site or with_origin else 403)


def test_a_refused_change_has_not_happened(guarded_desk: Served) -> None:
    """The name is still that of before, and the page says so."""
    headers = [("Sec-Fetch-Site", "cross-site")]
    answer = ask(guarded_desk, "/settings", method="POST", body=b"name=eve", headers=headers)

    assert "Nothing has happened" in answer.text
    assert "eve" not in ask(guarded_desk, "/settings").text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/", "/settings", "/static/desk.js", "/api/claims"])
def test_pages_elsewhere_fetch_nothing(guarded_desk: Served, site: str, path: str) -> None:
    """Pictures, scripts, frames and requests of another page get nothing, though the cookie came with them."""
    for mode, kind in (("no-cors", "image"), ("cors", "empty"), ("no-cors", "script"), ("navigate", "iframe")):
        headers = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", kind)]
        assert ask(guarded_desk, path, headers=headers).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "same-origin"])
def test_links_lead_to_the_desk(guarded_desk: Served, site: str) -> None:
    """A person who follows a link gets the page."""
    headers = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]

    assert ask(guarded_desk, "/settings", headers=headers).status == 200


def test_no_other_origin_is_told_that_it_may(guarded_desk: Served) -> None:
    """What a browser asks before a request across origins gets no answer that allows anything."""
    asked = [
        ("Origin", "https://evil.example"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Private-Network", "true"),
    ]
    for path in ("/settings", "/judgements", "/static/desk.css"):
        answer = ask(guarded_desk, path, method="OPTIONS", headers=asked)
        assert answer.status in {404, 405}
        assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "HEAD", "PROPFIND"])
def test_other_methods(guarded_desk: Served, method: str) -> None:
    """Nothing is sent back as it came, HEAD has no body, and no method does what it is not for."""
    secret = ("X-Secret", "do-not-echo")
    answer = ask(guarded_desk, "/settings", method=method, headers=[secret, ("Sec-Fetch-Site", "same-origin")])

    assert answer.status == (200 if method == "HEAD" else 405)
    assert b"do-not-echo" not in answer.body
    assert not (method == "HEAD" and answer.body)
