"""What a person decides, sent as a form: recorded, then the page that it came from, or JSON for the script of the desk.

In: a form (`recording.Form`), its fields in the address or the body. Out: 303 to its `next`, where the message stands;
or 201 with the judgement, how the review of the line stands now, and the markup of that. Nothing is answered before it
is on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import BaseRoute, Route

from averment.render.judgements import verdict
from averment.web.page import desk_of, part
from averment.web.recording import form, record, saying, undo
from averment.web.sessions import session_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from averment.web.recording import Form
    from averment.web.said import Recorded


async def judge(request: Request) -> Response:
    """Record what a form says."""
    by = session_of(request).by
    return await _answered(request, lambda given: desk_of(request).case(lambda case: record(case, given, by)))


async def take_back(request: Request) -> Response:
    """Undo a judgement: what stood before it holds again."""
    by, name = session_of(request).by, request.path_params["id"]
    return await _answered(request, lambda _: desk_of(request).case(lambda case: undo(case, name, by)))


async def _answered(request: Request, work: Callable[[Form], Awaitable[Recorded]]) -> Response:
    """Do it, and answer in the way that was asked for. What fails is told in the same way (`web.failures`)."""
    given = form(request.url.query.encode() + b"&" + await request.body())
    recorded = await work(given)
    request.app.state.said.keep(recorded)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(_told(request, given, recorded), 201)
    return RedirectResponse(saying(given.next, recorded.judgement), 303)


def _told(request: Request, given: Form, recorded: Recorded) -> dict[str, Any]:
    """Give what the script needs: the judgement, and for a line the state and the markup that it has now."""
    found = {
        "judgement": msgspec.to_builtins(recorded.judgement),
        "reviewed": msgspec.to_builtins(recorded.reviewed),
        "replaced": msgspec.to_builtins(recorded.replaced),
        "label": recorded.label,
        "next": saying(given.next, recorded.judgement),
        "words": verdict(recorded.judgement),
        "instead": verdict(recorded.replaced) if recorded.replaced else None,
    }
    if recorded.reviewed is not None:
        (target,) = recorded.judgement.targets
        name = f"{target.document}#{target.id}" if target.id else target.document
        shown = {"target": name, "reviewed": recorded.reviewed, "label": recorded.label}
        found |= {"target": name, "shown": part(request, "judged.html", next=given.next, stance=given.stance, **shown)}
    return found


routes: Final[list[BaseRoute]] = [
    Route("/judgements", judge, methods=["POST"]),
    Route("/judgements/{id}/undo", take_back, methods=["POST"]),
]
