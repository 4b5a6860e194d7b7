"""Who is let in: nobody without the launch token, which lets in once, or the cookie that it was exchanged for."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

import pytest

from averment.web.paths import within
from tests.web.security.asking import ask, post
from tests.web.serving import WORDS, served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.serving import Served

PATHS = [
    "/",
    "/documents",
    "/nowhere",
    "/settings",
    "/static/desk.css",
    "/static/desk.js",
    "/static/shared/base.css",
    "/static/../app.py",
    "/api/claims",
    "/api/openapi.json",
    "/originals/" + "0" * 64,
    "//enter",
    "/enter/",
    "/ENTER",
    "/%2fenter",
    "/enter%00",
    "/static/..%2f..%2fenter",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_without_a_token_there_is_nothing(guarded_desk: Served, path: str, method: str) -> None:
    """Every route is 401 by every method, what there is and what there is not alike, and no word of the case."""
    answer = ask(guarded_desk, path, method=method, cookie=None)

    assert answer.status == 401
    assert b"velmar" not in answer.body.lower()
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_wrong_cookie_is_none(guarded_desk: Served, method: str) -> None:
    """A key that was made up, cut short, of another name, or of another port lets nobody in."""
    name, _, key = guarded_desk.cookie.partition("=")
    port = guarded_desk.port
    wrong = [
        f"{name}=",
        f"{name}={key[:-1]}",
        f"{name}={key}x",
        f"{name}={key.swapcase()}",
        f"{name}={'A' * 43}",
        f"{name}={'A' * 5000}",
        f"averment-{port + 1}={key}",
        f"averment={key}",
        f"session={key}",
        f"{name}=\xff\xfe",
    ]
    for cookie in wrong:
        assert ask(guarded_desk, method=method, cookie=cookie).status == 401, cookie


def test_the_cookie_of_another_desk(guarded_desk: Served, own_small: Path) -> None:
    """Two desks on one machine are each other's strangers, though browsers send each the cookies of both."""
    with served(own_small, before=WORDS) as other:
        assert other.port != guarded_desk.port
        key = guarded_desk.cookie.partition("=")[2]
        assert ask(other, "/settings", cookie=guarded_desk.cookie).status == 401
        assert ask(other, "/settings", cookie=f"averment-{other.port}={key}").status == 401
        assert ask(other, "/settings", cookie=f"{guarded_desk.cookie}; {other.cookie}").status == 200


def test_the_cookie(guarded_desk: Served) -> None:
    """It has the port in its name, is kept from scripts and other sites, and ends with the browser."""
    answer = ask(guarded_desk, guarded_desk.link(), cookie=None)

    assert (answer.status, answer.headers["location"]) == (303, "/")
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    assert cookie.key == f"averment-{guarded_desk.port}"
    assert re.fullmatch(r"[\w-]{43}", cookie.value)
    assert (cookie["httponly"], cookie["samesite"].lower(), cookie["path"]) == (True, "strict", "/")
    assert (cookie["domain"], cookie["max-age"], cookie["expires"]) == ("", "", "")


def test_the_launch_token_lets_in_once(guarded_desk: Served) -> None:
    """Its second use is refused, and told on the terminal, where the link for another browser stands by then."""
    first = guarded_desk.link()
    assert ask(guarded_desk, first, cookie=None).status == 303
    again = ask(guarded_desk, first, cookie=None)
    second = guarded_desk.link()
    assert ask(guarded_desk, second, cookie=None).status == 303

    assert (again.status, "set-cookie" in again.headers) == (401, False)
    assert "used already" in again.text
    assert first != second
    assert any("tried again" in line for line in guarded_desk.said)


def test_looking_ahead_does_not_use_the_token(guarded_desk: Served) -> None:
    """A browser that fetches a link before it is followed, or asks for its head, leaves it as it is."""
    link = guarded_desk.link()
    assert ask(guarded_desk, link, cookie=None, headers=[("Sec-Purpose", "prefetch;prerender")]).status == 503
    assert ask(guarded_desk, link, cookie=None, method="HEAD").status == 405
    assert ask(guarded_desk, link, cookie=None).status == 303


def test_a_link_on_another_site(guarded_desk: Served) -> None:
    """Who follows it gets a page of ours that goes on: a strict cookie would not come with a redirection."""
    crossed = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]
    answer = ask(guarded_desk, guarded_desk.link(), cookie=None, headers=crossed)

    assert (answer.status, "set-cookie" in answer.headers) == (200, True)
    assert 'content="0; url=/"' in answer.text


def test_the_token_typed(guarded_desk: Served) -> None:
    """The door takes the token as a form, and goes on to where the person was on the way to."""
    token = guarded_desk.link().partition("token=")[2]
    door = ask(guarded_desk, "/settings?saved=no", cookie=None)
    wrong = post(guarded_desk, "/enter", b"token=x&next=/settings", cookie=None)
    answer = post(guarded_desk, "/enter", f"token=+{token}%0A&next=/settings%3Fsaved%3Dno".encode(), cookie=None)

    assert (door.status, 'value="/settings?saved=no"' in door.text) == (401, True)
    assert (wrong.status, "set-cookie" in wrong.headers, "not right" in wrong.text) == (401, False, True)
    assert (answer.status, answer.headers["location"]) == (303, "/settings?saved=no")


def test_the_door_leads_into_the_desk(guarded_desk: Served) -> None:
    """Whatever `next` says: nobody is sent elsewhere from here."""
    for elsewhere in ("//evil.example", "/%09/evil.example", "https://evil.example/"):
        token = guarded_desk.link().partition("token=")[2]
        answer = post(guarded_desk, "/enter", f"token={token}&next={elsewhere}".encode(), cookie=None)
        assert (answer.status, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\..\\b",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "/\r\nset-cookie: x=y",
        "/\u202e//evil",
        "/\N{FULLWIDTH SOLIDUS}evil.example",
        "",
        "evil.example",
        "///evil.example",
        "//[",
        "/" + "a" * 5000,
        "/\x00",
    ],
)
def test_a_path_that_leads_elsewhere(elsewhere: str) -> None:
    """What browsers take for another server is no path of the desk."""
    assert within(elsewhere) == "/"
    assert within(elsewhere, "/queue") == "/queue"


@pytest.mark.parametrize("path", ["/", "/queue?n=1&at=https://a.example/", "/documents/ab#a3", "/search?q=%E2%80%AE"])
def test_a_path_of_the_desk(path: str) -> None:
    """All else stays as it is."""
    assert within(path) == path


def test_a_path_that_looks_like_another_server(guarded_desk: Served) -> None:
    """`//evil.example` and the like are paths of ours that are not there: no answer leads away."""
    for path in (
        "//evil.example",
        "//evil.example/",
        "/..%2f",
        "/%5cevil.example/",
        "/static//evil.example/",
        "/.//x/",
    ):
        answer = ask(guarded_desk, path)
        assert answer.status in {404, 307}, path
        location = answer.headers.get("location", "/")
        assert location.startswith((f"http://127.0.0.1:{guarded_desk.port}/", "/")), location
        assert not location.startswith("//")
        door = ask(guarded_desk, path, cookie=None)
        assert 'name="next" value="/' in door.text
        assert 'value="//' not in door.text


def test_the_door_opens_with_get_and_post_alone(guarded_desk: Served) -> None:
    """No other method is an entrance, and the door itself is a page."""
    assert ask(guarded_desk, "/enter", cookie=None).status == 200
    for method in ("HEAD", "PUT", "OPTIONS", "DELETE"):
        same = [("Sec-Fetch-Site", "same-origin")]
        assert ask(guarded_desk, "/enter", method=method, cookie=None, headers=same).status == 405


def test_to_leave_ends_the_session(guarded_desk: Served) -> None:
    """The cookie that was is none any more, whoever has kept it; other sessions go on."""
    cookie = entered(guarded_desk)
    answer = post(guarded_desk, "/settings", b"leave=yes", cookie=cookie)
    after = ask(guarded_desk, "/settings", cookie=cookie)

    assert answer.status == 303
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert after.status == 401
    assert ask(guarded_desk, "/settings").status == 200


def test_settings_are_those_of_one_browser(guarded_desk: Served) -> None:
    """A name and single keys are set for one session; single keys off are remembered by the browser beyond it."""
    cookie = entered(guarded_desk)
    changed = post(guarded_desk, "/settings", b"name=Mira+Tol%C3%A1n", cookie=cookie)
    mine = ask(guarded_desk, "/settings?saved=yes", cookie=cookie).text
    wrong = post(guarded_desk, "/settings", b"name=%0A", cookie=cookie)
    kept = changed.headers["set-cookie"].partition(";")[0]
    others = ask(guarded_desk, "/settings", cookie=entered(guarded_desk, kept)).text

    assert (changed.status, changed.headers["location"]) == (303, "/settings?saved=yes")
    assert ("Mira Tolán" in mine, 'data-single-keys="off"' in mine, "Saved." in mine) == (True, True, True)
    assert (wrong.status, "one line of up to 200" in wrong.text) == (400, True)
    assert kept == "averment-keys=off"
    assert ("Mira Tolán" in others, 'data-single-keys="off"' in others) == (False, True)


def entered(desk: Served, cookie: str | None = None) -> str:
    """Enter as another browser; give its cookie."""
    return ask(desk, desk.link(), cookie=cookie).headers["set-cookie"].partition(";")[0]
