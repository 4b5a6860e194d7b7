"""The desk as JSON: what the pages show, in the shapes of the contract, as its own description says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route

from averment import Case, Claim, Reading, from_json, to_json
from averment.web import api
from averment.web.api.openapi import PATH, openapi
from averment.web.pages import ROUTES as PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

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


def test_a_list_ends(client: TestClient) -> None:
    """Past its end there is nothing, and that is no error."""
    for path in ("/api/claims", "/api/documents", "/api/custody/entries", "/api/queue", "/api/judgements"):
        assert client.get(f"{path}?offset=100000").json()["items"] == []
