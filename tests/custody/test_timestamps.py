"""Time stamps: the word of an authority holds with its certificate and for one head; asking for one is strict."""

from __future__ import annotations

import socket
import subprocess
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from averment.custody.timestamps import MAX_REPLY, ask, check, claimed, query
from averment.errors import TimestampError, UsageError
from tests.custody.authority import Authority

HEAD = b"averment.case/0\n12\nAAAA\n"
REFUSED = bytes.fromhex("30053003020102")
"""A TimeStampResp of status 2, rejection, and nothing else."""
URL = "http://clock.halden.example/stamp"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Give an authority."""
    return Authority(tmp_path_factory.mktemp("authority") / "halden")


@pytest.fixture(scope="module")
def reply(authority: Authority) -> bytes:
    """Give its stamp on the head."""
    return authority.reply(query(HEAD))


def test_a_stamp_holds_with_the_certificate_of_the_authority(authority: Authority, reply: bytes) -> None:
    """The time comes back, in UTC; other certificates given with it do no harm."""
    stamped = check(reply, HEAD, [authority.root])

    assert stamped.utcoffset() == timedelta(0)
    assert abs(stamped - datetime.now(UTC)) < timedelta(minutes=5)
    assert claimed(reply, HEAD) == stamped
    assert check(reply, HEAD, [authority.root * 2, authority.root]) == stamped


def test_openssl_agrees(authority: Authority, reply: bytes, tmp_path: Path) -> None:
    """What holds here holds for `openssl ts -verify`, and what does not does not."""
    (tmp_path / "reply").write_bytes(reply)
    (tmp_path / "root.pem").write_bytes(authority.root)
    for data, holds in ((HEAD, True), (HEAD + b"\n", False)):
        (tmp_path / "head").write_bytes(data)
        command = ["openssl", "ts", "-verify", "-data", "head", "-in", "reply", "-CAfile", "root.pem"]
        assert (subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0) is holds


def test_a_stamp_is_on_one_head(authority: Authority, reply: bytes) -> None:
    """A stamp on other data says so, with the signature checked or not."""
    with pytest.raises(TimestampError, match="on something else"):
        check(reply, HEAD + b"\n", [authority.root])
    with pytest.raises(TimestampError, match="on something else"):
        claimed(reply, b"another head")


def test_another_authority_does_not_vouch(reply: bytes, tmp_path: Path) -> None:
    """A certificate of the same name with another key is not the one; without any nothing can be checked."""
    with pytest.raises(TimestampError, match="does not hold with the certificates given"):
        check(reply, HEAD, [Authority(tmp_path / "other").root])
    with pytest.raises(TimestampError, match="only with a certificate"):
        check(reply, HEAD, [])
    with pytest.raises(TimestampError, match="no certificate in PEM"):
        check(reply, HEAD, [b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])


def test_a_stamp_made_after_its_certificate_ran_out_does_not_hold(tmp_path: Path) -> None:
    """Certificates count for the time at which the stamp was made."""
    expired = Authority(tmp_path / "expired", since=datetime(2001, 1, 1, tzinfo=UTC))
    with pytest.raises(TimestampError, match="does not hold"):
        check(expired.reply(query(HEAD)), HEAD, [expired.root])


@pytest.mark.parametrize("data", [b"", b"abc", b"<html>", b"\x30\x80" * 1000])
def test_what_is_no_reply_is_refused(authority: Authority, reply: bytes, data: bytes) -> None:
    """Other bytes, a reply cut short, and one that grants nothing are each said to be that."""
    for other in (data, reply[:-1], reply[: len(reply) // 2]):
        with pytest.raises(TimestampError, match="no reply"):
            check(other, HEAD, [authority.root])
    with pytest.raises(TimestampError, match=r"did not grant the stamp \(status 2\)"):
        claimed(REFUSED, HEAD)
    with pytest.raises(TimestampError, match="no time stamp that can be read"):
        claimed(REFUSED[:-1] + b"\0", HEAD)


def test_no_changed_reply_gives_another_time(authority: Authority, reply: bytes) -> None:
    """A changed reply is refused with our error, or it says what it said: a few of its bytes bear no meaning."""
    random, stamped = Random(4), check(reply, HEAD, [authority.root])
    held = 0
    for _ in range(1_500):
        changed, place = bytearray(reply), random.randrange(len(reply))
        changed[place : place + random.randrange(1, 4)] = random.randbytes(random.randrange(3))
        try:
            assert check(bytes(changed), HEAD, [authority.root]) == stamped
            held += 1
        except TimestampError:
            continue
    assert held < 75


def test_a_query_is_the_same_for_the_same_head() -> None:
    """It holds the SHA-256 of the head and no nonce, and asks for the certificate."""
    assert query(HEAD) == query(HEAD)
    assert query(b"abc").hex() == (
        "30390201013031300d060960864801650304020105000420"
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0101ff"
    )


class Line:
    """Answers the one connection that `ask` makes, over a pair of sockets, and keeps what was asked."""

    def __init__(self) -> None:
        self.asked = b""
        self.hosts: list[tuple[str, int]] = []

    def answer(self, monkeypatch: pytest.MonkeyPatch, *pieces: bytes) -> None:
        """Answer with these bytes, then hang up."""

        def connect(connection: HTTPConnection) -> None:
            self.hosts.append((connection.host, connection.port))
            connection.sock, theirs = socket.socketpair()
            Thread(target=self._serve, args=(theirs, pieces)).start()

        monkeypatch.setattr(HTTPConnection, "connect", connect)

    def _serve(self, theirs: socket.socket, pieces: tuple[bytes, ...]) -> None:
        with theirs:
            while not self.asked.endswith(query(HEAD)) and (piece := theirs.recv(65536)):
                self.asked += piece
            with suppress(BrokenPipeError):  # nobody listens to more than the limit
                theirs.sendall(b"".join(pieces))


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    """Give a line, with no proxy in between."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return Line()


def answered(body: bytes, kind: str = "application/timestamp-reply", status: str = "200 OK", more: str = "") -> bytes:
    """Make an answer in HTTP."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Connection: close\r\n\r\n".encode() + body


def test_an_authority_is_asked_over_http(line: Line, monkeypatch: pytest.MonkeyPatch, reply: bytes) -> None:
    """The query goes out as RFC 3161 says, and the reply comes back as it was sent."""
    line.answer(monkeypatch, answered(b""), reply[:100], reply[100:])

    assert ask(URL, query(HEAD)) == reply
    assert line.hosts == [("clock.halden.example", 80)]
    assert line.asked.startswith(b"POST /stamp HTTP/1.1\r\n")
    assert b"content-type: application/timestamp-query\r\n" in line.asked.lower()
    assert line.asked.endswith(b"\r\n\r\n" + query(HEAD))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (answered(b"<html>", kind="text/html; charset=utf-8"), "answered with text/html"),
        (answered(b"", status="500 Out of order"), "answered 500 Out of order"),
        (answered(b"", status="302 Found", more="Location: file:///etc/passwd\r\n"), "points to file:///etc/passwd"),
        (answered(b"", status="302 Found", more="Location: http://elsewhere.example/\r\n"), "points to http://else"),
        (answered(b"", status="307 Moved", more="Location: http://elsewhere.example/\r\n"), "points to http://else"),
        (answered(bytes(MAX_REPLY + 1)), "longer than 1,048,576 bytes"),
        (answered(b"0", more="Content-Length: 10\r\n"), "broke off 9 bytes before its end"),
        (b"", "could not be reached"),
        (b"this is not HTTP\r\n\r\n", "could not be reached"),
    ],
)
def test_an_answer_that_is_no_stamp_is_refused(
    line: Line, monkeypatch: pytest.MonkeyPatch, answer: bytes, message: str
) -> None:
    """Another type, an error, a redirect anywhere, too much, too little and no HTTP at all are each said to be that."""
    line.answer(monkeypatch, answer)

    with pytest.raises(TimestampError, match=message):
        ask(URL, query(HEAD))
    assert line.hosts == [("clock.halden.example", 80)]


def test_an_answer_that_drips_is_given_up(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """An authority has so many seconds in all, however often it sends a byte."""
    line.answer(monkeypatch, answered(b""), b"0")
    clock = count(0.0, 40.0)
    monkeypatch.setattr("averment.custody.timestamps.monotonic", lambda: next(clock))

    with pytest.raises(TimestampError, match="more than 30 s"):
        ask(URL, query(HEAD))


@pytest.mark.parametrize("error", [ConnectionRefusedError(111, "Connection refused"), TimeoutError("timed out")])
def test_an_authority_that_cannot_be_reached_is_said_to_be(
    line: Line, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """What the system says of the connection is in the message."""
    assert line.hosts == []

    def connect(_: HTTPConnection) -> None:
        raise error

    monkeypatch.setattr(HTTPConnection, "connect", connect)
    with pytest.raises(TimestampError, match=f"could not be reached: .*{error.args[-1]}"):
        ask(URL, query(HEAD))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "clock.halden.example",
        "file:///etc/passwd",
        "ftp://clock.halden.example/",
        "data:application/timestamp-reply,",
        "http:///stamp",
        "http://[::1/",
        "http://clock.halden.example:99999/",
        "http://clock.halden.example/a b",
        "http://clock.halden.example/\r\nX: y",
    ],
)
def test_only_an_address_of_http_is_asked(line: Line, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Nothing else is opened, not even looked at."""
    line.answer(monkeypatch, answered(b""))

    with pytest.raises(UsageError, match="not the address"):
        ask(url, query(HEAD))
    assert line.hosts == []
