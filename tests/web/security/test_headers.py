"""What a browser may do with an answer: the headers stand on every one, also where something went wrong."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.web.security.headers import AFAR, ALWAYS
from tests.web.security.asking import ask, post
from tests.web.security.conftest import REPORT
from tests.web.serving import WORDS, served

if TYPE_CHECKING:
    from tests.web.security.asking import Answer
    from tests.web.serving import Served

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(answer: Answer) -> dict[str, str]:
    """Take the policy of an answer apart."""
    rows = (part.strip().partition(" ") for part in answer.headers["content-security-policy"].split(";"))
    return {name: value for name, _, value in rows}


def test_every_answer_has_them(guarded_desk: Served, digest: str) -> None:
    """Pages, files, JSON, redirections, refusals: each header once, and the same policy."""
    found = [
        ask(guarded_desk, "/"),
        ask(guarded_desk, "/settings"),
        ask(guarded_desk, "/settings", method="HEAD"),
        ask(guarded_desk, "/settings", method="PUT", headers=[("Sec-Fetch-Site", "same-origin")]),
        ask(guarded_desk, "/static/desk.css"),
        ask(guarded_desk, "/static/shared/base.css"),
        ask(guarded_desk, "/nowhere"),
        ask(guarded_desk, "/originals/" + "0" * 64),
        ask(guarded_desk, "/originals/nothing"),
        ask(guarded_desk, "/api/nowhere"),
        ask(guarded_desk, "/settings", method="POST"),
        ask(guarded_desk, "/settings", host="evil.example"),
        ask(guarded_desk, "/api/nowhere", cookie=None),
        ask(guarded_desk, "/settings?" + "a" * 9000),
        post(guarded_desk, "/settings", b"name=ana&single-keys=on"),
        post(guarded_desk, "/settings", b"a" * (2 << 20)),
    ]

    assert {one.status for one in found} == {200, 303, 401, 403, 404, 405, 413, 414, 421}
    for answer in found:
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
        assert policy(answer) == POLICY
        assert "server" not in answer.headers
    original = ask(guarded_desk, f"/originals/{digest}")
    strict = ALWAYS | {"content-security-policy": "sandbox; default-src 'none'"}
    assert {name: original.headers.get(name) for name in strict} == strict


def test_what_they_say() -> None:
    """Nothing is guessed, kept, framed, told elsewhere, or shared with another origin."""
    assert ALWAYS["x-content-type-options"] == "nosniff"
    assert ALWAYS["referrer-policy"] == "no-referrer"
    assert AFAR == ALWAYS | {"referrer-policy": "same-origin"}  # other sites are told nothing there either
    assert ALWAYS["cache-control"] == "no-store"
    assert ALWAYS["x-frame-options"] == "DENY"
    assert ALWAYS["cross-origin-opener-policy"] == ALWAYS["cross-origin-resource-policy"] == "same-origin"
    assert all(f"{name}=()" in ALWAYS["permissions-policy"] for name in ("camera", "microphone", "geolocation", "usb"))


def test_the_door_has_its_style_in_it(guarded_desk: Served) -> None:
    """It is named by its hash, and is the only thing that the page has: no script, no picture, no other file."""
    answer = ask(guarded_desk, cookie=None)
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert policy(answer) == POLICY | {"style-src": f"'sha256-{digest}'"}
    assert not any(word in answer.text for word in ("<script", "<link", "<img", "src=", "url(", "@import"))


def test_an_original_is_an_attachment(guarded_desk: Served, digest: str) -> None:
    """It comes as it was, as bytes of no kind, under a name that is ours, in a sandbox."""
    answer = ask(guarded_desk, f"/originals/{digest}")

    assert (answer.status, answer.body) == (200, REPORT)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="{digest}.txt"'
    assert answer.headers["content-length"] == str(len(REPORT))


ZEROS = "0" * 64
NO_DIGESTS = [
    *("", ".", "..", "%2e%2e", "~", "%00", "x" * 64, "A" * 64, "0" * 63, "0" * 65, ZEROS),
    *(f"sha256:{ZEROS}", f"{ZEROS}%0a", f"{ZEROS}%00", f"{ZEROS}/", f"{ZEROS}.txt", "0" * 62 + "..", "%D9%A0" * 64),
    *("../../log.jsonl", "..%2f..%2flog.jsonl", "%2fetc%2fpasswd"),
]


@pytest.mark.parametrize("name", NO_DIGESTS)
def test_only_a_digest_is_an_original(guarded_desk: Served, name: str) -> None:
    """Anything but the 64 digits of one that the case has is not there."""
    assert ask(guarded_desk, f"/originals/{name}").status in {404, 307}


def test_an_original_that_is_damaged(own_small: Path, digest: str) -> None:
    """Bytes that are not those that were put there are not given out."""
    path = own_small / "objects" / digest[:2] / digest
    path.chmod(0o644)
    path.write_bytes(REPORT.replace(b"purpose", b"mistake"))
    with served(own_small, before=WORDS) as desk:
        answer = ask(desk, f"/originals/{digest}")

    assert (answer.status, b"mistake" in answer.body) == (500, False)
    assert "averment verify" in answer.text


def test_get_changes_nothing(own_small: Path, digest: str) -> None:
    """Whatever is asked for by GET, HEAD, OPTIONS: log, head and objects are as they were, and so are the settings."""

    def state(folder: Path) -> dict[str, bytes]:
        kept = [folder / "log.jsonl", folder / "checkpoint", *sorted((folder / "objects").rglob("*"))]
        return {str(path): path.read_bytes() for path in kept if path.is_file()}

    before = state(own_small)
    with served(own_small, before=WORDS) as desk:
        paths = ["/", "/documents", f"/documents/{digest}", "/speakers", "/search?q=dam", "/custody", "/queue"]
        paths += [
            "/queue/next",
            f"/lines/{digest}/a1",
            "/settings?name=eve&leave=yes",
            "/judgements",
            "/custody/verify",
        ]
        paths += ["/judgements?verdict=accept&target=sha256:" + digest, f"/originals/{digest}", "/api/claims"]
        for path in paths:
            for method in ("GET", "HEAD", "OPTIONS"):
                assert ask(desk, path, method=method).status < 500
        assert 'value="ana"' in ask(desk, "/settings").text

    assert state(own_small) == before


def test_no_file_beside_the_static_ones(guarded_desk: Served) -> None:
    """No way of writing a path leads out of the folders."""
    for path in ("../app.py", "%2e%2e/app.py", "..%2fapp.py", "shared/../../app.py", "shared/..%2f..%2fenvironment.py"):
        assert ask(guarded_desk, f"/static/{path}").status == 404
    assert ask(guarded_desk, "/static//etc/passwd").status == 404
    assert ask(guarded_desk, "/static/").status == 404
