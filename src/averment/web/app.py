"""The desk as an ASGI application: pages, JSON, static files, and what guards them.

In: a `Desk`. Out: a Starlette application.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from averment.render.html import STYLE
from averment.web import api
from averment.web.desk import UnweighedError
from averment.web.failures import HANDLERS
from averment.web.memo import Memo
from averment.web.pages import ROUTES
from averment.web.pages.unweighed import unweighed
from averment.web.said import Said
from averment.web.verifying import Verifying

if TYPE_CHECKING:
    from averment.web.desk import Desk

STATIC: Final = Path(__file__).parent / "static"


def app(desk: Desk) -> Starlette:
    """Put the application together."""
    files = [
        Mount("/static/shared", StaticFiles(directory=STYLE)),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    handlers = {**HANDLERS, UnweighedError: unweighed}
    made = Starlette(routes=[*ROUTES, *api.ROUTES, *files], exception_handlers=handlers)
    made.state.desk = desk
    made.state.said = Said()
    made.state.memo = Memo()
    made.state.verifying = Verifying()
    return made
