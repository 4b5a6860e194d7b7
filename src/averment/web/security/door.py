"""The page of the door: what it takes to be let in, and where to type it. It tells nothing of the case.

In: a request, who is let in. Out: a page with status 401, which needs no other file, for none is given out before one
is let in: its style is in it, and the policy names that style by its hash. JSON where a program asked.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse

from averment.render.html import STYLE, environment
from averment.web.paths import within
from averment.web.security.headers import policy

if TYPE_CHECKING:
    from jinja2 import Template
    from starlette.requests import Request
    from starlette.responses import Response

    from averment.web.access import Access

ENTER: Final = "/enter"
_WEB: Final = Path(__file__).parents[1]
_ASKED: Final = {True: "the password", False: "the launch token"}


def door(request: Request, access: Access, *, status: int = 401, wrong: str = "", then: str | None = None) -> Response:
    """Give the page. `wrong` says what was wrong with what was typed, `then` where the person was on the way to."""
    if request.url.path.startswith("/api/"):
        message = f"You are not let in: {_ASKED[access.password is not None]} is wanted at {ENTER}."
        return JSONResponse({"error": "NotLetIn", "message": message, "advice": "Send the cookie."}, status)
    style, digest = _style()
    words = _template().render(
        style=style,
        password=access.password is not None,
        by=access.by,
        wrong=wrong,
        then=within(then) if then is not None else _wanted(request),
        crossed=request.headers.get("sec-fetch-site") == "cross-site",
    )
    allowed = {"content-security-policy": policy(style_src=f"'sha256-{digest}'")}
    return HTMLResponse(words, status, headers=allowed)


def _wanted(request: Request) -> str:
    """Give where a person was on the way to, where that is a page."""
    if request.method != "GET" or request.url.path == ENTER:
        return "/"
    query = request.url.query
    return within(f"{request.url.path}?{query}" if query else request.url.path)


@cache
def _template() -> Template:
    return environment(_WEB / "templates").get_template("enter.html")


@cache
def _style() -> tuple[Markup, str]:
    """Give the style of the page, and its hash (CSP Level 3, section 6.7.3.4)."""
    sheets = [STYLE / "base.css", _WEB / "static" / "desk.css", _WEB / "static" / "enter.css"]
    style = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return Markup(style), b64encode(hashlib.sha256(style.encode()).digest()).decode()  # noqa: S704  # our own files


def arrived() -> Response:
    """Give the page for who came by a link on another site: it goes on to the desk by itself."""
    style, digest = _style()
    words = environment(_WEB / "templates").get_template("arrived.html").render(style=style)
    return HTMLResponse(words, headers={"content-security-policy": policy(style_src=f"'sha256-{digest}'")})
