"""What goes wrong at the desk, in one place: the status, the sentence, what a person can do. JSON under `/api`.

In: a request, an error or a status. Out: a response. Nothing of the case is asked for it, so that the page comes even
where the case cannot be opened; what no one foresaw is written to standard error, and the page says only that.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from averment import errors
from averment.errors import AvermentError
from averment.web.page import page
from averment.web.plain import plain

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says. `recorded` is what became of what was sent, where something was."""

    status: int
    title: str
    message: str
    advice: str
    recorded: str = ""


_NOTHING: Final = "Nothing of what you sent was recorded."
_RECORDED: Final = "What you sent is in the log: do not send it again. Pages show it once the case can be read."
_KEPT: Final = "What the desk said it recorded is safe."

_OF_STATUS: Final[dict[int, tuple[str, str, str]]] = {
    400: ("That makes no sense", "The request cannot be understood.", "Go back, and try again."),
    403: (
        "Not from this desk",
        "What changes the case has to come from a page of this desk, and this did not.",
        "Nothing has happened. If you were at the desk, load its page anew and try again.",
    ),
    404: (
        "Not here",
        "There is nothing at this address.",
        "Claims have other addresses when the case is weighed anew: look for it among the claims, or search.",
    ),
    405: ("Not like this", "That cannot be done at this address.", "Go back to the desk."),
    408: ("It took too long", "What your browser sent did not arrive in time.", "Try again."),
    413: ("Too much", "What your browser sent is larger than the desk takes.", "Shorten it: a note, say."),
    414: ("Too long", "This address is longer than the desk takes.", "Go back, and shorten what you searched for."),
    500: (
        "The desk failed",
        "This is a defect of Averment, not of your case.",
        "What happened stands on the terminal in which the desk runs; please report it.",
    ),
}
_OF_ERROR: Final[dict[type[AvermentError], tuple[int, str]]] = {
    errors.UsageError: (400, "That makes no sense"),
    errors.WithdrawnError: (410, "Removed from the case"),
    errors.StorageError: (503, "The disk refuses"),
    errors.BusyError: (503, "Somebody else is at work"),
    errors.DamagedError: (500, "The case is damaged"),
    errors.NoCaseError: (500, "The case is not there any more"),
    errors.SealedError: (500, "The case is sealed"),
    errors.NewerError: (500, "Made by a newer version"),
    errors.CaseError: (500, "The case cannot be used"),
    errors.ModelError: (500, "The model is missing or damaged"),
    AvermentError: (500, "This did not work"),
}
_ADVICE: Final[dict[type[AvermentError], str]] = {
    errors.UsageError: "Go back, and try again.",
    errors.WithdrawnError: "The page Custody says who removed it and why.",
    errors.StorageError: "Make room on the disk, or check that it may be written; then try again.",
}


def failure(request: Request, status: int) -> Response:
    """Answer with a status that says it all."""
    title, message, advice = (
        _OF_STATUS.get(status) or _OF_STATUS[500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400]
    )
    return _answer(request, Failure(status=status, title=title, message=message, advice=advice))


async def refused(request: Request, error: Exception) -> Response:
    """Answer for what a route, or the want of one, refused with a status."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    answer = failure(request, status)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


async def explained(request: Request, error: Exception) -> Response:
    """Answer for an error that the program can explain."""
    assert isinstance(error, AvermentError)  # noqa: S101  # what it is registered for
    return _answer(request, _failure_of(request, error), type(error).__name__)


async def unforeseen(request: Request, error: Exception) -> Response:
    """Answer for a defect of ours; what it was is for the terminal alone."""
    traceback.print_exception(error, file=sys.stderr)
    return failure(request, 500)


HANDLERS: Final[Mapping[Any, Callable[[Request, Exception], Awaitable[Response]]]] = {
    AvermentError: explained,
    HTTPException: refused,
    Exception: unforeseen,
}
"""For `Starlette(exception_handlers=…)`."""


def _failure_of(request: Request, error: AvermentError) -> Failure:
    kind = next(kind for kind in type(error).__mro__ if kind in _OF_ERROR)
    status, title = _OF_ERROR[kind]
    if kind is errors.UsageError and _reads(request):
        status, title = 404, "Not here"
    return Failure(
        status=status,
        title=title,
        message=f"{str(error).rstrip('.')}.",
        advice=_ADVICE.get(kind) or error.diagnostics(),
        recorded="" if _reads(request) else _recorded(error),
    )


def _recorded(error: AvermentError) -> str:
    """Say what became of what was sent: the log is written before the index, and that may fail alone."""
    return _RECORDED if isinstance(error, errors.CaseError) and error.recorded else f"{_NOTHING} {_KEPT}"


def _reads(request: Request) -> bool:
    return request.method in {"GET", "HEAD"}


def _answer(request: Request, failed: Failure, name: str = "") -> Response:
    """Write the failure for who asked: a program, a person, or somebody who was not let in, who learns nothing."""
    headers = {"retry-after": "5"} if failed.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    if "session" not in request.scope["state"]:
        return plain(failed.status, failed.message)
    if request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", ""):
        told = {"error": name or failed.title, "message": failed.message, "advice": failed.advice}
        told |= {"recorded": failed.recorded} if failed.recorded else {}
        return JSONResponse(told, failed.status, headers=headers)
    try:
        answer: Response = page(request, "failure.html", status=failed.status, failed=failed)
    except Exception:  # noqa: BLE001  # whatever it is: the person is to be told of what came before it
        traceback.print_exc(file=sys.stderr)
        answer = plain(failed.status, f"{failed.message} {failed.recorded} {failed.advice}")
    answer.headers.update(headers)
    return answer
