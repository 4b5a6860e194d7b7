"""The way in: a launch token or the password is exchanged for a cookie.

In: `GET /enter?token=…`, `POST /enter` with `token` or `password`, `name` and `next`. Out: 303 with the cookie, which
scripts do not see and other sites do not send; the door where it was not right, 429 where that was too often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse

from averment.errors import UsageError
from averment.web.passwords import TooManyTriesError
from averment.web.paths import within
from averment.web.plain import plain
from averment.web.security.door import ENTER, arrived, door

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from averment.web.access import Access


class Entrance:
    """Answers at the door; all else goes on to the desk."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["path"] != ENTER:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if request.method == "GET":
            answer = self._led(request)
        elif request.method == "POST":
            answer = await self._typed(request)
        else:
            answer = plain(405, "The door is opened with GET or POST.")
        await answer(scope, receive, send)

    def _led(self, request: Request) -> Response:
        """Answer who follows a launch link. Only that uses it up: not a browser that looks ahead."""
        token = request.query_params.get("token")
        if token is None:
            return door(request, self._access, status=200)
        if "prefetch" in request.headers.get("sec-purpose", ""):
            return plain(503, "A launch link is for one visit.")
        key = self._access.by_token(token, request)
        if key is None:
            return door(request, self._access, wrong="This link was used already, or is not one of this desk.")
        if request.headers.get("sec-fetch-site") == "cross-site":
            # a strict cookie is not sent to where a redirection from another site leads, but from a page of ours it is
            return self._with_cookie(arrived(), key)
        return self._with_cookie(RedirectResponse("/", 303), key)

    async def _typed(self, request: Request) -> Response:
        """Answer who typed something at the door."""
        given = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
        then = within(given.get("next", "/"))
        try:
            if self._access.password is None:
                key = self._access.by_token(given.get("token", "").strip(), request)
            else:
                key = await self._access.by_password(given.get("password", ""), given.get("name", ""), request)
        except TooManyTriesError:
            return door(request, self._access, status=429, wrong="Too many tries: wait a little.", then=then)
        except UsageError as error:
            return door(request, self._access, status=400, wrong=f"{error.message.capitalize()}.", then=then)
        if key is None:
            return door(request, self._access, wrong="That is not right.", then=then)
        return self._with_cookie(RedirectResponse(then, 303), key)

    def _with_cookie(self, answer: Response, key: str) -> Response:
        answer.set_cookie(self._access.address.cookie, key, path="/", httponly=True, samesite="strict")
        return answer
