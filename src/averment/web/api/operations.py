"""An operation of the API: its address, what it takes and what it answers, from which its route is made.

In: a request. Out: the answer as JSON; what was wrong with the question as `Failure`. All else that goes wrong is told
by `web.failures`, in the same shape.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from averment.errors import UsageError
from averment.values import to_json
from averment.web.api.shapes import Failure, Nothing

if TYPE_CHECKING:
    from starlette.requests import Request

MOST: Final = 65_536
"""Bytes of a body: a judgement is a few hundred."""
_JSON: Final = "application/json"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing that can be asked. `work` is given the request, the query and, where there is one, the body, decoded.

    What it says of itself is the first line of its docstring. `answer` is the type of what it gives.
    """

    path: str
    work: Callable[..., Awaitable[msgspec.Struct]]
    answer: Any
    query: type[msgspec.Struct] = Nothing
    body: type[msgspec.Struct] | None = None
    method: str = "GET"
    status: int = 200

    @property
    def name(self) -> str:
        """Give the name of the operation."""
        return self.work.__name__

    @property
    def summary(self) -> str:
        """Say what it does."""
        return (self.work.__doc__ or "").partition("\n")[0]


def route(operation: Operation) -> Route:
    """Give the route of an operation."""

    async def answered(request: Request) -> Response:
        try:
            return _json(await _work(operation, request), operation.status)
        except UsageError as error:
            if operation.method != "GET":
                raise
            # what an address names and is not there is not found; what a query says is wrong
            return _json(failure(error), 404 if "{" in operation.path else 400)
        except HTTPException as error:
            return _json(_told(error), error.status_code)

    return Route(operation.path, answered, methods=[operation.method], name=f"api {operation.name}")


def failure(error: UsageError) -> Failure:
    """Say what went wrong."""
    return Failure(error=type(error).__name__, message=str(error), advice=error.diagnostics())


async def _work(operation: Operation, request: Request) -> msgspec.Struct:
    given: list[msgspec.Struct] = [_query(operation.query, request)]
    if operation.body is not None:
        given.append(_decoded(await _body(request), operation.body))
    return await operation.work(request, *given)


def _query(kind: type[msgspec.Struct], request: Request) -> msgspec.Struct:
    try:
        return msgspec.convert(dict(request.query_params), kind, strict=False)
    except msgspec.ValidationError as error:
        raise _wrong(error) from error


async def _body(request: Request) -> bytes:
    """Read a body, and no more of it than there may be."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        raise HTTPException(415, "a body is application/json")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST:
            raise HTTPException(413, f"a body is at most {MOST:,} bytes")
    return bytes(body)


def _decoded(body: bytes, kind: type[msgspec.Struct]) -> msgspec.Struct:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _wrong(error) from error


def _wrong(error: Exception) -> UsageError:
    message = f"this is not what is asked for: {error}"
    return UsageError(message)


def _told(error: HTTPException) -> Failure:
    return Failure(error=_ERRORS.get(error.status_code, "Error"), message=error.detail, advice="See /api/openapi.json.")


_ERRORS: Final = {404: "NotFoundError", 413: "TooLargeError", 415: "MediaTypeError"}


def _json(value: msgspec.Struct, status: int) -> Response:
    return Response(to_json(value), status, media_type=_JSON)
