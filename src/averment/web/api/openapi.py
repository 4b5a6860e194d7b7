"""The OpenAPI 3.1 document of the API, made of its operations and of the types that they take and give.

In: operations. Out: the document, and the route that answers with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from averment.web.api.shapes import Failure

if TYPE_CHECKING:
    from starlette.requests import Request

    from averment.web.api.operations import Operation

PATH: Final = "/api/openapi.json"
_REFERENCE: Final = "#/components/schemas/{name}"
_IN_PATH: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "digest": ("The digest of an original: 64 hex digits.", {"type": "string", "pattern": "^[0-9a-f]{64}$"}),
    "id": ("The id of a claim or of a judgement.", {"type": "string"}),
}


def openapi(operations: Sequence[Operation]) -> dict[str, Any]:
    """Describe operations."""
    from averment import __version__

    kinds = [kind for one in operations for kind in (one.answer, one.query, one.body) if kind is not None]
    shapes, components = msgspec.json.schema_components([*kinds, Failure], ref_template=_REFERENCE)
    shape = dict(zip(kinds, shapes, strict=False))
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _described(one, shape, components)
    queries = {_name(shape[one.query]) for one in operations}
    made = {
        "openapi": "3.1.0",
        "info": {
            "title": "Averment: the review desk",
            "version": __version__,
            "description": "What the pages of the desk show, in the shapes that the commands print with --json.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": {name: made for name, made in components.items() if name not in queries}},
    }
    plain: dict[str, Any] = msgspec.json.decode(
        msgspec.json.encode(made)
    )  # defaults of types are tuples, dates and such
    return plain


def described(operations: Sequence[Operation]) -> Route:
    """Give the route of the description."""
    made: list[bytes] = []

    async def answer(_: Request) -> Response:
        if not made:
            made.append(msgspec.json.encode(openapi(operations)))
        return Response(made[0], media_type="application/json")

    return Route(PATH, answer, name="api openapi")


def _described(one: Operation, shape: dict[Any, dict[str, Any]], components: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": [*_in_path(one.path), *_in_query(components[_name(shape[one.query])])],
        "responses": {
            str(one.status): {"description": "The answer.", "content": _json(shape[one.answer])},
            "default": {
                "description": "Why there is none.",
                "content": _json({"$ref": _REFERENCE.format(name="Failure")}),
            },
        },
    }
    if one.body is not None:
        found["requestBody"] = {"required": True, "content": _json(shape[one.body])}
    return found


def _in_path(path: str) -> Iterable[dict[str, Any]]:
    for name in re.findall(r"{(\w+)}", path):
        description, schema = _IN_PATH[name]
        yield {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _in_query(query: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for name, schema in query["properties"].items():
        described = {key: value for key, value in schema.items() if key != "description"}
        yield {
            "name": name,
            "in": "query",
            "required": name in query["required"],
            "schema": described,
            **({"description": schema["description"]} if "description" in schema else {}),
        }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _name(shape: dict[str, Any]) -> str:
    name: str = shape["$ref"].rpartition("/")[2]
    return name
