"""How the desk is set for one browser: the name under which it judges, single keys, and the end of its session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from averment.case.people import acting
from averment.errors import UsageError
from averment.web.access import KEYS
from averment.web.page import page
from averment.web.sessions import session_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from averment.web.access import Access

_YEAR: Final = 365 * 24 * 60 * 60  # in seconds


async def settings(request: Request) -> Response:
    """Show how it is set."""
    saved = request.query_params.get("saved") == "yes"
    return page(request, "settings.html", saved=saved, wrong="", name=session_of(request).by)


async def change(request: Request) -> Response:
    """Set it; or, with `leave`, end the session."""
    given = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
    access: Access = request.app.state.access
    if "leave" in given:
        access.leave(request)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(access.address.cookie, path="/", httponly=True, samesite="strict")
        return answer
    session, name = session_of(request), given.get("name", "")
    try:
        session.by = acting(name)
    except UsageError as error:
        wrong = f"{error.message.capitalize()}."
        return page(request, "settings.html", status=400, saved=False, wrong=wrong, name=name[:200])
    session.single_keys = given.get("single-keys") == "on"
    answer = RedirectResponse("/settings?saved=yes", 303)
    state = "on" if session.single_keys else "off"
    answer.set_cookie(KEYS, state, max_age=_YEAR, path="/", httponly=True, samesite="strict")
    return answer


routes: Final[list[BaseRoute]] = [
    Route("/settings", settings),
    Route("/settings", change, methods=["POST"]),
]
