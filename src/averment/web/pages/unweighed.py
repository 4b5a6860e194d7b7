"""What is shown while a case is weighed for the first time: how far that is. The page asks again by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse

from averment.web.desk import UnweighedError
from averment.web.page import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

AGAIN: Final = 3
"""Seconds after which the page asks again."""


async def unweighed(request: Request, error: Exception) -> Response:
    """Say that the case is being weighed, and how far that is."""
    doing = error.doing if isinstance(error, UnweighedError) else None
    headers = {"Retry-After": str(AGAIN)}
    if request.url.path.startswith("/api/"):
        message = f"the case is being weighed: {doing.what}, {doing.done} of {doing.of}" if doing else str(error)
        told = {"error": "UnweighedError", "message": message, "advice": f"Ask again in {AGAIN} seconds."}
        return JSONResponse(told, status_code=503, headers=headers)
    response = page(request, "unweighed.html", status=503, doing=doing, again=AGAIN)
    response.headers.update(headers)
    return response
