"""Help: the keys, what the signs mean, what each page answers. The script shows the same over any page (`?`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import BaseRoute, Route

from averment.web.page import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def help_(request: Request) -> Response:
    """Show help."""
    return page(request, "help.html")


routes: Final[list[BaseRoute]] = [Route("/help", help_)]
