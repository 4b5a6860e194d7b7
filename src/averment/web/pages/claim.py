"""One claim: who says it and who denies it in which words, on what evidence, and how many origins each side has.

In: the id of a claim. Out: the page; for an id that no claim has any more, a redirection to the claim that has what
stood in it, or a page that names the claims that do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from averment.web.claim.became import Became, became, found, is_name
from averment.web.claim.shown import Shown, link, near, shown
from averment.web.overview import Spot, spots_of
from averment.web.page import desk_of, page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from averment.case import Case
    from averment.weighing.ledger import Ledger

FEW, SPEAKERS = 3, 12
"""Lines of one speaker, and speakers of one side, that are open; the others are folded."""
_LONGEST: Final = 300  # code points of a search that are read
_Answer: TypeAlias = tuple[Shown, list[Spot]] | Became


async def claim(request: Request) -> Response:
    """Show one claim."""
    name, desk = request.path_params["id"], desk_of(request)
    if not is_name(name):
        raise HTTPException(404)
    whole, q = "all" in request.query_params, " ".join(request.query_params.get("q", "").split())[:_LONGEST]

    def answer(case: Case, ledger: Ledger) -> _Answer:
        claim = found(ledger, name)
        if claim is None:
            return became(ledger, name, desk.past(name))
        before = desk.past(claim.id, spots_of(claim))
        return shown(case, ledger, claim, before, whole=whole), ledger.near(q or claim.statement)

    answered, weighed = await desk.weighed(answer)
    if isinstance(answered, Became):
        return _gone(request, answered, name)
    about, spots = answered
    return page(
        request,
        "claim.html",
        weighed=weighed,
        about=about,
        near=near(desk.latest, spots, about.claim),
        ready=desk.latest is not None,
        q=q,
        was=_was(request),
        few=None if whole else FEW,
        many=None if whole else SPEAKERS,
        link=link,
    )


def _gone(request: Request, now: Became, name: str) -> Response:
    """Go to the claim that has most of what stood in this one, or say which have parts of it."""
    if now.mostly is not None:
        said = request.query_params.get("said")
        kept = f"&said={said}" if said and said.isascii() and said.isalnum() else ""
        return RedirectResponse(f"/claims/{now.mostly.id}?was={name}{kept}", 303)
    return page(request, "claim_gone.html", status=404, name=name, claims=now.claims)


def _was(request: Request) -> str | None:
    was = request.query_params.get("was", "")
    return was if is_name(was) else None


routes: Final[list[BaseRoute]] = [Route("/claims/{id}", claim)]
