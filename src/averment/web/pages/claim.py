"""One claim: who says it and who denies it in which words, on what evidence, and how many origins each side has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from starlette.routing import BaseRoute, Route

from averment.render.html.standing import Line, Standing
from averment.web.page import desk_of, page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from averment.case import Case
    from averment.values import Document
    from averment.weighing.ledger import Ledger

FEW: Final = 6
"""Lines of one speaker that are open; the others are folded."""


async def claim(request: Request) -> Response:
    """Show one claim."""
    wanted = request.path_params["id"]
    found = await desk_of(request).ledger(lambda case, ledger: shown(case, ledger, wanted))
    return page(request, "claim.html", few=FEW, link=link, link_document=link_document, **found)


def shown(case: Case, ledger: Ledger, wanted: str) -> dict[str, Any]:
    """Give what the page says of a claim."""
    found = ledger.claim(wanted)
    standing = Standing(found, ledger.reading, case.review().of)
    return {
        "claim": found,
        "stated": next(standing.attributions([found.stated] if found.stated else []), None),
        "sides": standing.sides(),
        "evidence": list(standing.evidence()),
        "figures": list(standing.figures()),
    }


def link(line: Line) -> str:
    """Give the address of a line in its document."""
    return f"{link_document(line.document)}#{line.place.id}"


def link_document(document: Document) -> str:
    """Give the address of a document."""
    return f"/documents/{document.digest.removeprefix('sha256:')}"


routes: Final[list[BaseRoute]] = [Route("/claims/{id}", claim)]
