"""What to look at next: the most doubtful and most consequential lines that nobody has reviewed, each with the reason.

In: a claim, or none for all (`?claim=`), a page. Out: a page of lines; or the place of the first one in its document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from averment.errors import UsageError
from averment.web.page import desk_of, page
from averment.web.queueing import done, shown

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from averment.case import Case
    from averment.values import Claim, Queued
    from averment.web.desk import Whole
    from averment.weighing.ledger import Ledger

MOST: Final = 20
"""Lines on a page."""


async def queue(request: Request) -> Response:
    """Show the lines that are next."""
    wanted = request.query_params.get("claim")
    number = _number(request.query_params.get("page", ""))

    def look(case: Case, whole: Whole) -> dict[str, Any]:
        review, ledger = case.review(), whole.ledger
        claim = _claim(ledger, wanted)
        queued = list(ledger.queue(review, wanted or None))
        pages = max(1, -(-len(queued) // MOST))
        at = min(number, pages)
        return {
            "lines": list(shown(queued[(at - 1) * MOST : at * MOST], ledger, review)),
            "done": done(review, len(queued), claim),
            "claim": claim,
            "number": at,
            "pages": pages,
        }

    found, weighed = await desk_of(request).listed(look)
    address = "/queue?" + urlencode({"claim": wanted} if wanted else {})
    return page(request, "queue.html", address=address, weighed=weighed, **found)


async def following(request: Request) -> Response:
    """Lead to the place of the first line in its document; to the queue where nothing is left."""
    wanted = request.query_params.get("claim")

    def look(case: Case, whole: Whole) -> Queued | None:
        _claim(whole.ledger, wanted)
        return next(whole.ledger.queue(case.review(), wanted or None), None)

    found, _ = await desk_of(request).listed(look)
    if found is None:
        return RedirectResponse("/queue", 303)
    return RedirectResponse(f"/documents/{found.place.document.removeprefix('sha256:')}#{found.place.id}", 303)


def _claim(ledger: Ledger, wanted: str | None) -> Claim | None:
    """Give the claim that an address names; 404 where there is none of this id."""
    if not wanted:
        return None
    try:
        return ledger.claim(wanted)
    except UsageError as error:
        raise HTTPException(404) from error


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1  # noqa: PLR2004


routes: Final[list[BaseRoute]] = [Route("/queue", queue), Route("/queue/next", following)]
