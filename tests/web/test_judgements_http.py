"""Judging through forms, as pages without a script do, and as the script does: what is recorded and answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment import Case
from averment.errors import UsageError
from averment.values import Judgement
from averment.web.recording import form, saying

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response
    from starlette.testclient import TestClient

JSON = {"Accept": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def target(own_folder: Path) -> str:
    """Give a statement of the case, by its reference."""
    with Case.open(own_folder) as case:
        document = next(one for one in case.documents() if one.attributions)
        return f"{document.digest}#{case.reading(document.digest).attributions[0].id}"


def test_a_form_is_recorded_and_leads_back_with_a_message(client: TestClient, own_folder: Path, target: str) -> None:
    """Without a script: the judgement is in the log, and the page that follows says so and offers to undo it."""
    answer = sent(client, verdict="accept", target=target, seen="", next="/queue#queue")

    (made,) = judgements(own_folder)
    assert (made.verdict, made.by, answer.status_code) == ("accept", "ana", 303)
    assert answer.headers["location"] == f"/queue?said={made.id}#queue"
    following = client.get(answer.headers["location"]).text
    assert f'Recorded as <span class="id">{made.id}</span>' in following
    assert f'action="/judgements/{made.id}/undo"' in following


def test_the_script_is_told_how_the_line_stands_now(client: TestClient, target: str) -> None:
    """JSON: the judgement, the review of the line, and the markup of it, with the label that a reader hears."""
    answer = sent(client, JSON, verdict="reject", target=target, seen="", next="/queue")

    told = answer.json()
    assert answer.status_code == 201
    assert (told["judgement"]["verdict"], told["reviewed"]["state"], told["target"]) == ("reject", "rejected", target)
    assert told["replaced"] is None
    assert 'class="state state-rejected"' in told["shown"]
    assert f'Accept<span class="visually-hidden">: {told["label"].split(" ")[0]}' in told["shown"]


def test_who_judged_meanwhile_is_named_and_both_are_kept(client: TestClient, own_folder: Path, target: str) -> None:
    """Two people on one line: the later holds, the answer says whose it replaced, the line shows the conflict."""
    with Case.open(own_folder, by="bob") as case:
        case.judge("reject", [target])

    answer = sent(client, JSON, verdict="accept", target=target, seen="", next="/queue")

    told = answer.json()
    assert (told["replaced"]["by"], told["reviewed"]["state"]) == ("bob", "accepted")
    assert "rejected by bob" in told["instead"]
    assert [(made.by, made.verdict) for made in judgements(own_folder)] == [("bob", "reject"), ("ana", "accept")]
    assert "But <bdi>rejected by bob</bdi>" in told["shown"]
    page = client.get(f"/queue?said={told['judgement']['id']}").text
    assert "Meanwhile it was <bdi>rejected by bob</bdi>" in page


def test_what_the_page_showed_is_replaced_without_a_word(client: TestClient, own_folder: Path, target: str) -> None:
    """Whoever saw a judgement, and judges otherwise, is not told of what was on the page."""
    with Case.open(own_folder, by="bob") as case:
        seen = case.judge("reject", [target])

    answer = sent(client, JSON, verdict="accept", target=target, seen=seen.id, next="/queue")

    assert answer.json()["replaced"] is None


def test_an_undo_restores_what_stood(client: TestClient, target: str) -> None:
    """What is undone is unreviewed again where nothing stood before; undone once more is a mistake that is told."""
    made = sent(client, JSON, verdict="accept", target=target, next="/queue").json()["judgement"]["id"]

    undone = client.post(f"/judgements/{made}/undo", content=urlencode({"next": "/queue"}), headers=FORM | JSON)
    again = client.post(f"/judgements/{made}/undo", content="", headers=FORM | JSON)

    assert (undone.status_code, undone.json()["reviewed"]["state"]) == (201, "unreviewed")
    assert again.status_code == 400
    assert again.json()["message"]


def test_only_what_differs_is_corrected(client: TestClient, own_folder: Path, target: str) -> None:
    """A form sends all of its fields; those that are as they were are no correction."""
    fields: dict[str, Any] = {"set.act": "doubt", "was.act": "assert"}
    fields |= {"set.certainty": "certain", "was.certainty": "certain"}

    sent(client, verdict="correct", target=target, next="/queue", **fields)

    (made,) = judgements(own_folder)
    assert made.changes == {"act": "doubt"}


def test_a_correction_of_nothing_with_a_note_is_a_note(client: TestClient, own_folder: Path, target: str) -> None:
    """Who opens the form of a line and only writes a note has made a note; without one there is nothing to record."""
    same: dict[str, Any] = {"set.act": "assert", "was.act": "assert"}

    nothing = sent(client, JSON, verdict="correct", target=target, note=" ", **same)
    noted = sent(client, JSON, verdict="correct", target=target, note="See page 3", **same)

    assert (nothing.status_code, noted.status_code) == (400, 201)
    assert "nothing was changed" in nothing.json()["message"]
    assert [(made.verdict, made.note) for made in judgements(own_folder)] == [("note", "See page 3")]


def test_speakers_are_merged_by_a_form_with_several_targets(client: TestClient, own_folder: Path) -> None:
    """A merge has two targets or more, and no line of its own."""
    with Case.open(own_folder) as case:
        read = [one.digest for one in case.documents() if one.attributions][:2]
        targets = [f"{digest}#{case.reading(digest).speakers[0].id}" for digest in read]

    answer = sent(client, JSON, verdict="merge", target=targets, next="/speakers")

    assert (answer.status_code, answer.json()["reviewed"]) == (201, None)
    assert [made.verdict for made in judgements(own_folder)] == ["merge"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"verdict=accept",
        b"verdict=approve&target={target}",
        b"verdict=accept&target=report.html",
        b"verdict=accept&target=../../etc/passwd",
        b"verdict=accept&target={target}99999",
        b"verdict=correct&target={target}&set.act=shout",
        b"verdict=correct&target={target}&set.nothing=1",
        b"verdict=merge&target={target}&target={target}",
        b"verdict=note&target={target}",
        b"verdict=accept&target={target}&note=%ff%fe",
        b"\xff\xfe=1",
        b"&".join(b"a%d=1" % number for number in range(3_000)),
    ],
)
def test_what_no_page_sends_is_refused_and_changes_nothing(
    client: TestClient, own_folder: Path, target: str, body: bytes
) -> None:
    """A form that makes no sense is told so with a reason, and the log does not grow."""
    answer = client.post(
        "/judgements", content=body.replace(b"{target}", target.replace("#", "%23").encode()), headers=FORM | JSON
    )

    assert answer.status_code == 400
    assert answer.json()["message"]
    assert judgements(own_folder) == []


def test_a_message_is_looked_up_and_never_taken_from_the_address(client: TestClient) -> None:
    """`?said=` with anything but the id of what was recorded a moment ago says nothing."""
    for said in ("j1", "<b>Recorded</b>", "j" + "9" * 500, ""):
        assert "Recorded" not in client.get("/help", params={"said": said}).text


@pytest.mark.parametrize(
    ("path", "gone_to"),
    [
        ("/documents/ab#a3", "/documents/ab#a3"),
        ("/queue?claim=c1&page=2", "/queue?claim=c1&page=2"),
        ("//far.example/", "/queue"),
        ("https://far.example/", "/queue"),
        ("/\\far.example", "/queue"),
        ("/\tfar", "/queue"),
        ("javascript:alert(1)", "/queue"),
        ("", "/queue"),
        ("/é", "/queue"),
    ],
)
def test_the_way_back_stays_within_the_desk(path: str, gone_to: str) -> None:
    """Whatever a form says of where to go afterwards, it is a path of the desk."""
    sent = form(urlencode({"verdict": "accept", "target": f"sha256:{'0' * 64}", "next": path}).encode())
    assert sent.next == gone_to


@given(st.text(max_size=60))
def test_no_way_back_leaves_the_desk(path: str) -> None:
    """Of any string: one slash at its begin, no other machine, nothing that ends a header."""
    found = saying(path, Judgement(id="j1", verdict="accept", targets=(), by="ana", at=""))

    assert re.fullmatch(r"/(?!/)[!-\[\]-~]*", found)
    assert re.search(r"[?&]said=j1(?:#|$)", found)


@given(st.dictionaries(st.sampled_from(["act", "speaker", "content"]), st.tuples(st.text(), st.text())))
def test_a_form_keeps_what_differs_and_nothing_else(fields: dict[str, tuple[str, str]]) -> None:
    """Of any values: `set.X` is kept where it is not `was.X`, but for space around it."""
    pairs = [
        (f"{kind}.{name}", value)
        for name, values in fields.items()
        for kind, value in zip(("set", "was"), values, strict=True)
    ]
    differing = {name: new.strip() for name, (new, old) in fields.items() if new.strip() != old.strip()}
    body = urlencode([("verdict", "correct"), *pairs], errors="surrogatepass").encode()

    if differing:
        assert form(body).changes == differing
    else:
        with pytest.raises(UsageError):
            form(body)


def sent(client: TestClient, headers: dict[str, str] | None = None, **fields: str | list[str]) -> Response:
    """Send a form to `/judgements`."""
    return client.post("/judgements", content=urlencode(fields, doseq=True), headers=FORM | (headers or {}))


def judgements(folder: Path) -> list[Judgement]:
    """Give all judgements of a case."""
    with Case.open(folder) as case:
        return case.judgements(superseded=True)
