"""A page of the desk: a template filled with what it is about, and with what stands on every page.

In: a request, the name of a template, what it shows. Out: a response.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import HTMLResponse

from averment.render.html import environment
from averment.web.sessions import session_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

    from averment.web.desk import Desk

TEMPLATES: Final = Path(__file__).parent / "templates"


def desk_of(request: Request) -> Desk:
    """Give the desk that a request is made to."""
    desk: Desk = request.app.state.desk
    return desk


def page(request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:  # noqa: ANN401
    """Fill a template. Every template is given `request`, `case` (its name) and `session` (who looks at it)."""
    words = (
        _templates()
        .get_template(template)
        .render(request=request, case=desk_of(request).name, session=session_of(request), **shown)
    )
    return HTMLResponse(words, status_code=status)


@cache
def _templates() -> Environment:
    return environment(TEMPLATES)
