"""The desk as JSON: what the pages show, in the shapes of the contract, as its own description says."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import jsonschema
import msgspec
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route
from starlette.testclient import TestClient

from averment import Case, Claim, Judgement, Reading, from_json, to_json
from averment.web import api
from averment.web.api.openapi import PATH, openapi
from averment.web.app import app
from averment.web.desk import Desk
from averment.web.pages import ROUTES as PAGES
from tests.web.bare import let_in
from tests.weighing.models import WordModel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


DESCRIBED = openapi(api.OPERATIONS)


@pytest.fixture
def case(own_folder: Path) -> Iterator[Case]:
    """Open the case that the desk shows."""
    with Case.open(own_folder, by="ana") as case:
        yield case


def valid(value: Any, path: str, method: str = "get", status: str = "200") -> None:  # noqa: ANN401  # any JSON
    """Hold an answer to what the description says of it."""
    schema = DESCRIBED["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": DESCRIBED["components"]}).validate(value)


def test_the_description_is_one(client: TestClient) -> None:
    """It is OpenAPI 3.1, and the desk answers with it."""
    OpenAPIV31SpecValidator(DESCRIBED).validate()

    answer = client.get(PATH)

    assert answer.json() == DESCRIBED
    assert answer.headers["content-type"] == "application/json"


def test_each_route_is_described_and_the_other_way_round() -> None:
    """There is no route under /api that the description lacks, and nothing in it that has no route."""
    routes = {
        (route.path, method.lower())
        for route in [*PAGES, *api.ROUTES]
        if isinstance(route, Route) and route.path.startswith("/api/")
        for method in route.methods or ()
    } - {(PATH, "get"), (PATH, "head")}

    described = {(path, method) for path, methods in DESCRIBED["paths"].items() for method in methods}

    assert {one for one in routes if one[1] != "head"} == described
    names = [one["operationId"] for methods in DESCRIBED["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names)) >= 15


def test_each_answer_is_as_described(client: TestClient, case: Case) -> None:
    """Whatever can be asked for with GET answers, with more than nothing, in the shape that the description says."""
    case.judge("accept", [f"{case.documents()[0].digest}#a1"])
    claim = max(case.claims(), key=lambda one: (len(one.figures), one.documents))
    digest = claim.figures[0].document.removeprefix("sha256:")
    query = {"/api/search": "?q=prison", "/api/weigh": "?q=Prisoners were executed in the Tarim Valley"}
    for path, methods in DESCRIBED["paths"].items():
        if "get" in methods:
            answer = client.get(path.format(id=claim.id, digest=digest) + query.get(path, ""))
            assert answer.status_code == 200, (path, answer.text)
            valid(answer.json(), path)
            if "items" in answer.json():
                assert answer.json()["items"], path


def test_claims_are_those_of_the_case(client: TestClient, case: Case) -> None:
    """The shapes are those that `averment claims --json` prints, and a list can be had piece by piece."""
    claims = list(case.claims())

    whole = client.get("/api/claims?limit=1000").json()
    one = client.get(f"/api/claims/{claims[0].id}")
    piece = client.get("/api/claims?limit=2&offset=1").json()

    assert (whole["total"], len(whole["items"])) == (len(claims), len(claims))
    assert from_json(one.content, Claim) == claims[0]
    assert piece["items"] == whole["items"][1:3]
    assert (piece["offset"], piece["total"]) == (1, len(claims))


def test_a_reading_is_that_which_was_preserved(client: TestClient, case: Case) -> None:
    """A program gets the values that `averment read --json` prints."""
    digest = case.documents()[0].digest

    answer = client.get(f"/api/documents/{digest.removeprefix('sha256:')}/reading")

    assert answer.content == to_json(case.reading(digest))
    assert from_json(answer.content, Reading).document.digest == digest


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/claims/nosuch", 404, "no claim"),
        ("/api/claims/nosuch/figures", 404, "no claim"),
        ("/api/documents/zz", 404, "64 hex digits"),
        ("/api/documents/" + "0" * 64, 404, "no document"),
        ("/api/documents/" + "0" * 64 + "/reading", 404, "no document"),
        ("/api/claims?limit=0", 400, ">= 1"),
        ("/api/claims?limit=many", 400, "int"),
        ("/api/claims?colour=red", 400, "colour"),
        ("/api/claims?offset=99999999999999999999999", 400, "offset"),
        ("/api/search", 400, "q"),
        ("/api/search?q=%22", 400, "word"),
        ("/api/queue?claim=nosuch", 400, "no claim"),
    ],
)
def test_what_cannot_be_answered_says_why(client: TestClient, path: str, status: int, words: str) -> None:
    """What is not there is not found, what makes no sense is wrong, and each says so in words, as JSON."""
    answer = client.get(path)

    assert answer.status_code == status
    valid(answer.json(), "/api/claims", status="default")
    assert words in answer.json()["message"]
    assert answer.json()["advice"]


def test_a_document_that_was_withdrawn_is_known_to_be(client: TestClient, case: Case) -> None:
    """It is listed as removed; what was read in it is gone."""
    digest = case.documents()[0].digest
    case.remove([digest], "asked to")
    name = digest.removeprefix("sha256:")

    assert client.get(f"/api/documents/{name}").json()["state"] == "removed"
    assert client.get(f"/api/documents/{name}/reading").status_code == 410
    assert client.get(f"/api/documents/{name}/review").status_code == 410


def test_a_verdict_is_in_the_log_when_the_answer_comes(client: TestClient, case: Case) -> None:
    """The answer has the judgement as it was recorded, of whoever asked, and how the line stands now."""
    target = f"{case.documents()[0].digest}#a1"

    answer = client.post("/api/judgements", json={"verdict": "accept", "targets": [target], "note": "heard it"})

    assert answer.status_code == 201
    valid(answer.json(), "/api/judgements", "post", "201")
    assert case.judgements() == [from_json(msgspec.json.encode(answer.json()["judgement"]), Judgement)]
    assert answer.json()["judgement"]["by"] == "ana"
    assert answer.json()["reviewed"]["state"] == "accepted"
    assert answer.json()["replaced"] is None


def test_a_verdict_on_what_stands_no_more_is_recorded_and_told(client: TestClient, case: Case) -> None:
    """Where somebody judged meanwhile both judgements are in the log, and the answer has the one that was replaced."""
    target = f"{case.documents()[0].digest}#a1"
    first = case.judge("reject", [target], by="bo")

    answer = client.post("/api/judgements", json={"verdict": "accept", "targets": [target], "seen": ""}).json()

    assert answer["replaced"]["id"] == first.id
    assert answer["judgement"]["supersedes"] == first.id


def test_a_verdict_is_taken_back(client: TestClient, case: Case) -> None:
    """What stood before holds again; what does not stand cannot be taken back."""
    target = f"{case.documents()[0].digest}#a1"
    made = client.post("/api/judgements", json={"verdict": "reject", "targets": [target]}).json()["judgement"]

    answer = client.post(f"/api/judgements/{made['id']}/undo")
    again = client.post(f"/api/judgements/{made['id']}/undo")

    assert answer.status_code == 201
    valid(answer.json(), "/api/judgements/{id}/undo", "post", "201")
    assert answer.json()["reviewed"]["state"] == "unreviewed"
    assert again.status_code == 400
    assert client.post("/api/judgements/nosuch/undo").status_code == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"[" * 60_000, 400),
        (b'{"verdict": "undo", "targets": ["TARGET"]}', 400),
        (b'{"verdict": "accept", "targets": []}', 400),
        (b'{"verdict": "accept", "targets": ["0df99cc1#a1"]}', 400),
        (b'{"verdict": "accept", "targets": ["TARGET"], "by": "bo"}', 400),
        (b'{"verdict": "correct", "targets": ["TARGET"], "changes": {"colour": "red"}}', 400),
        (b'{"verdict": "accept", "targets": ["TARGET"], "note": "\xff"}', 400),
        (b'{"verdict": "accept", "targets": ["TARGET"], "note": "' + b"x" * 70_000 + b'"}', 413),
    ],
)
def test_a_verdict_that_makes_no_sense_is_not_recorded(
    client: TestClient, case: Case, body: bytes, status: int
) -> None:
    """Whatever is sent, it is answered in words, and nothing is in the log that was not before."""
    sent = body.replace(b"TARGET", f"{case.documents()[0].digest}#a1".encode())
    size = case.head.size

    answer = client.post("/api/judgements", content=sent, headers={"Content-Type": "application/json"})

    assert answer.status_code == status
    valid(answer.json(), "/api/judgements", "post", "default")
    assert case.head.size == size


def test_a_verdict_is_json_or_nothing(client: TestClient) -> None:
    """A form of another site can be sent by a browser without being asked; JSON cannot."""
    for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
        assert client.post("/api/judgements", content=b"{}", headers={"Content-Type": kind}).status_code == 415


def test_a_list_ends(client: TestClient) -> None:
    """Past its end there is nothing, and that is no error."""
    for path in ("/api/claims", "/api/documents", "/api/custody/entries", "/api/queue", "/api/judgements"):
        assert client.get(f"{path}?offset=100000").json()["items"] == []


def test_a_case_that_is_being_weighed_says_so(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that comes too early is told to come again, in the shape in which it is told of all that goes wrong."""
    (own_folder / "weighing.sqlite").unlink()
    began, go_on = threading.Event(), threading.Event()

    def slow() -> WordModel:
        began.set()
        go_on.wait(30)
        return WordModel()

    monkeypatch.setattr("averment.api.load_weigher", slow)
    desk = Desk(own_folder, "ana", patience=0.05)
    with TestClient(let_in(app(desk)), base_url="http://127.0.0.1") as client:
        answer = client.get("/api/claims")
        go_on.set()
    desk.close()

    assert began.is_set()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    valid(answer.json(), "/api/claims", status="default")
