"""The claims of the case: what is claimed, who stands for and against it, on how many origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import BaseRoute, Route

from averment.web.page import desk_of, page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def claims(request: Request) -> Response:
    """Show the claims, the most consequential first."""
    found = await desk_of(request).ledger(lambda _, ledger: list(ledger.claims(limit=50)))
    return page(request, "claims.html", claims=found)


routes: Final[list[BaseRoute]] = [Route("/", claims)]
