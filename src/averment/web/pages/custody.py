"""Custody: what was done to the case, its signed head, its time stamps, and whether it is still what its log says.

In: a page of the log (`?before=`), or one document (`?document=`). Out: a page. A verification is begun by a person and
goes on in the background; what has not been checked is never shown as if it had passed.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from averment.errors import UsageError
from averment.values.log import Timestamped
from averment.web.logged import days
from averment.web.memo import Memo
from averment.web.page import desk_of, page
from averment.web.sessions import session_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from averment.case import Case
    from averment.values.log import AnyEntry

ROWS: Final = 50
_DIGITS: Final = 64
_STAMPS: Final = "time stamps"


async def custody(request: Request) -> Response:
    """Show the log of the case, the newest entries first, and below what its head is."""
    digits = request.query_params.get("document")
    if digits:
        return await _of_one(request, digits)
    before = _number(request.query_params.get("before", ""))

    def look(case: Case) -> tuple[list[AnyEntry], int, bytes, set[str]]:
        size = case.head.size
        stop = min(size, before) if before is not None else size
        start = max(0, stop - ROWS)
        return list(islice(case.log(start), stop - start)), size, case.note, _documents(case)

    entries, size, note, documents = await desk_of(request).case(look)
    first = entries[0].seq if entries else 0
    return page(
        request,
        "custody.html",
        days=days(reversed(entries), documents),
        size=size,
        note=note.decode("utf-8", "replace"),
        stamps=await _stamps(request),
        older=first or None,
        newer=None if first + ROWS >= size else first + 2 * ROWS,
        progress=request.app.state.verifying.progress,
    )


async def _of_one(request: Request, digits: str) -> Response:
    """Show what was done with one document."""
    if len(digits) != _DIGITS or not set(digits) <= set("0123456789abcdef"):
        raise HTTPException(404)

    def look(case: Case) -> tuple[list[AnyEntry], set[str], str]:
        listed = case.document(f"sha256:{digits}")
        return case.custody(listed.digest), _documents(case), listed.title or next(iter(listed.paths), "")

    try:
        entries, documents, title = await desk_of(request).case(look)
    except UsageError as error:
        raise HTTPException(404) from error
    shown = days(reversed(entries), documents)
    return page(request, "custody_document.html", days=shown, count=len(entries), title=title, digits=digits)


async def verify(request: Request) -> Response:
    """Begin to verify the case."""
    folder = await desk_of(request).case(lambda case: case.folder)
    request.app.state.verifying.begin(folder, session_of(request).by)
    return RedirectResponse("/custody#verification", 303)


async def head(request: Request) -> Response:
    """Give the signed head as a file, to be kept where nobody who can write to the case can."""
    size, note = await desk_of(request).case(lambda case: (case.head.size, case.note))
    named = {"Content-Disposition": f'attachment; filename="head-{size}.txt"'}
    return Response(note, media_type="text/plain", headers=named)


async def _stamps(request: Request) -> list[Timestamped]:
    """Give the time stamps of the log, the newest first. What was looked through once is not looked through again."""
    memo: Memo = request.app.state.memo
    none: tuple[int, list[Timestamped]] = (0, [])

    def look(case: Case) -> list[Timestamped]:
        size, found = memo.last(_STAMPS, none)
        head = case.head.size
        if head > size:
            found = [*(entry for entry in case.log(size) if isinstance(entry, Timestamped)), *found]
            memo.keep(_STAMPS, (head, found))
        return found

    return await desk_of(request).case(look)


def _documents(case: Case) -> set[str]:
    return {listed.digest for listed in case.documents(withdrawn=True)}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004


routes: Final[list[BaseRoute]] = [
    Route("/custody", custody),
    Route("/custody/head.txt", head),
    Route("/custody/verify", verify, methods=["POST"]),
]
