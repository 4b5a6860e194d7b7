"""A page of the desk: a template filled with what it is about, and with what stands on every page.

In: a request, the name of a template, what it shows. Out: a response.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import HTMLResponse

from averment.render.html import environment
from averment.render.judgements import verdict
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
    """Fill a template. Every template is given `request`, `case` (its name), `session` (who looks) and `said`."""
    said = request.app.state.said.about(request)
    return HTMLResponse(part(request, template, said=said, **shown), status_code=status)


def part(request: Request, template: str, **shown: Any) -> str:  # noqa: ANN401
    """Fill the template of a part of a page, for the script of the desk."""
    template_ = _templates().get_template(template)
    return template_.render(request=request, case=desk_of(request).name, session=session_of(request), **shown)


@cache
def _templates() -> Environment:
    made = environment(TEMPLATES)
    made.filters["verdict"] = verdict
    return made
