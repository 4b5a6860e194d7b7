"""The page of custody: the log in words, the head to keep, a verification that goes on in the background."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from averment import Case
from averment.values.log import Captured, Removed
from averment.web.logged import days, linked

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

A, B = f"sha256:{'a' * 64}", f"sha256:{'b' * 64}"


def test_the_log_stands_in_words_the_newest_first(client: TestClient, own_folder: Path) -> None:
    """Who, when, what; each document a link; the newest entry at the top; older ones a page on."""
    with Case.open(own_folder, by="bob") as case:
        digest = next(one.digest for one in case.documents() if one.attributions)
        case.judge("accept", [f"{digest}#a1"])
        size = case.head.size

    page = client.get("/custody").text
    numbers = [int(number) for number in re.findall(r'<span class="id">(\d+)</span></td>', page)]

    assert numbers == list(range(size - 1, max(-1, size - 51), -1))
    assert re.search(
        rf'<bdi>bob</bdi></td>\s*<td class="what" dir="auto">accepted <a class="id" href="/documents/{digest[7:]}"',
        page,
    )
    older = client.get("/custody?before=3").text
    assert re.findall(r'<span class="id">(\d+)</span></td>', older) == ["2", "1", "0"]
    assert "made the case" in older


def test_the_head_is_there_to_be_kept(client: TestClient, own_folder: Path) -> None:
    """As text, and as a file: the same bytes as `averment log --head` prints."""
    with Case.open(own_folder) as case:
        note = case.note

    assert client.get("/custody/head.txt").content == note
    assert note.decode().splitlines()[2] in client.get("/custody").text


def test_one_document_alone(client: TestClient, own_folder: Path) -> None:
    """All that was done with it and nothing else; no such document, or no digest: not here."""
    with Case.open(own_folder) as case:
        digest = case.documents()[0].digest
        entries = case.custody(digest)

    page = client.get("/custody", params={"document": digest[7:]}).text

    assert re.findall(r'<span class="id">(\d+)</span></td>', page) == [str(one.seq) for one in reversed(entries)]
    assert client.get("/custody", params={"document": "0" * 64}).status_code == 404
    assert client.get("/custody", params={"document": "../log"}).status_code == 404


def test_nothing_is_called_verified_before_it_was(client: TestClient) -> None:
    """Without a verification in this run of the desk the page says: not checked."""
    page = client.get("/custody").text

    assert "Not verified since the desk was started" in page
    assert "check-passed" not in page


def test_a_verification_goes_on_in_the_background(client: TestClient) -> None:
    """It is begun by a form, the page shows that it goes on, then what came out, when, and against which head."""
    answer = client.post("/custody/verify")
    page = _ended(client)

    assert (answer.status_code, answer.headers["location"]) == (303, "/custody#verification")
    assert re.search(r'check-passed">passed</span> all of \d+ checks', page) or "not checked" in page
    assert re.search(r"for <bdi>ana</bdi>, against the head of [\d,]+ entries", page)


def test_what_is_damaged_is_told_with_what_to_do(client: TestClient, own_folder: Path) -> None:
    """An original whose bytes changed: FAILED, which object, and the advice; what passed beside it is told apart."""
    with Case.open(own_folder) as case:
        digits = case.documents()[0].digest.removeprefix("sha256:")
    path = next(own_folder.glob(f"objects/**/{digits}*"))
    path.chmod(0o644)
    path.write_bytes(b"changed")

    client.post("/custody/verify")
    page = _ended(client)

    assert re.search(r'check-failed">FAILED</span> in \d+ of \d+ checks', page)
    assert digits in page
    assert 'check-passed">passed</span>' in page


def test_a_get_begins_nothing(client: TestClient) -> None:
    """A verification is begun by a form alone."""
    assert client.get("/custody/verify").status_code == 405
    assert "Not verified since" in client.get("/custody").text


def test_a_document_in_an_entry_is_a_link_and_other_digests_are_not() -> None:
    """A capture has a digest, too, and no page."""
    entry = Captured(seq=3, at="2031-03-12T08:00:00Z", by="ana", object=A, capture=B, isolation="bwrap")

    ((row,),) = [day.rows for day in days([entry], {A, B})]

    assert [(words, found) for words, found in row.what if found] == [("a" * 12, A)]
    assert "".join(words for words, _ in row.what) == f"captured {'a' * 12} in a bubblewrap sandbox as {'b' * 12}"


def test_days_are_headings_and_a_time_that_is_none_stands_as_it_is() -> None:
    """Entries of a day stand together, in the order in which they are given."""
    entries = [
        Removed(seq=2, at="2031-03-13T00:00:01Z", by="ana", documents=(A,), why="asked to"),
        Removed(seq=1, at="2031-03-12T23:59:59Z", by="ana", documents=(A, B), why="asked to"),
        Removed(seq=0, at="long ago", by="ana", documents=(B,), why="asked to"),
    ]

    found = days(entries, {A, B})

    assert [day.name for day in found] == ["13 March 2031", "12 March 2031", "long ago"]
    assert [row.time for day in found for row in day.rows] == ["00:00:01", "23:59:59", ""]


def test_words_that_hold_no_digest_are_left_whole() -> None:
    """Nothing is linked that does not stand there."""
    assert linked("sealed the case", [A]) == (("sealed the case", None),)


def _ended(client: TestClient) -> str:
    """Wait until the verification has ended; give the page."""
    for _ in range(600):
        page = client.get("/custody").text
        if "data-follow" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError(page)
