"""The dossier of the case as a file: what `averment dossier` writes, from the desk.

In: claims by their ids (`?claim=`, again and again), `?title=`, `?reviewed=1`. Out: an attachment. It is written on a
thread of its own, with a case of its own, so that no page waits for it; one at a time.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from averment import __version__, api
from averment.case import Case
from averment.errors import BusyError
from averment.render.html.dossier import Choice, dossier, gather
from averment.web.page import desk_of
from averment.web.sessions import session_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

_LONGEST: Final = 200  # code points of a title
_MOST: Final = 1_000  # claims in an address: more than fit in one
_UNNAMED: Final = re.compile(r"[^A-Za-z0-9]+")
_ONE: Final = Lock()


async def download(request: Request) -> Response:
    """Give the dossier. 404 where a claim that was asked for is none, 503 while another is being written."""
    asked, desk = request.query_params, desk_of(request)
    choice = Choice(
        by=session_of(request).by,
        title=asked.get("title", "")[:_LONGEST].strip() or None,
        claims=tuple(asked.getlist("claim")[:_MOST]),
        reviewed=asked.get("reviewed") == "1",
    )
    folder = await desk.case(lambda case: case.folder)
    page = await run_in_threadpool(written, folder, choice)
    name = _UNNAMED.sub("-", desk.name).strip("-") or "case"
    headers = {
        "content-disposition": f'attachment; filename="dossier-{name[:60]}.html"',
        "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    }
    return Response(page.encode(), media_type="text/html", headers=headers)


def written(folder: Path, choice: Choice) -> str:
    """Write a dossier of a case that is opened for it. `BusyError` while another is being written."""
    if not _ONE.acquire(blocking=False):
        message = "a dossier is being written already"
        raise BusyError(message)
    try:
        with Case.open(folder, by=choice.by) as case:
            return dossier(gather(case, choice, version=__version__, weigher=api.load_weigher().digest))
    finally:
        _ONE.release()


routes: Final[list[BaseRoute]] = [Route("/dossier", download)]
