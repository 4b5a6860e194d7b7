"""One document: its words as they were preserved, marked with what was read in them, and beside them the list of that.

In: a digest. Out: the page; for a document without a text, or one that was withdrawn, a page that says why.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from averment.errors import UsageError
from averment.render.documents import state_of
from averment.render.judgements import signed
from averment.render.preserved import WHY, facts
from averment.values import Capture, Held, Judgement, Listed, Reading
from averment.values.log import AnyEntry, Removed
from averment.web.desk import UnweighedError
from averment.web.digests import digest_in
from averment.web.document.corrected import corrected
from averment.web.document.items import items
from averment.web.document.marks import marks
from averment.web.document.paper import pictures, sheets
from averment.web.document.rules import rules
from averment.web.document.words import marked
from averment.web.marking import blocks
from averment.web.page import desk_of, page

if TYPE_CHECKING:
    from starlette.requests import Request

    from averment.case import Case
    from averment.web.desk import Weighed
    from averment.weighing.reviewed import Review

GONE: Final = 410
PDF: Final = "application/pdf"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """All that a case has of one document, as far as there is any."""

    listed: Listed
    entries: tuple[AnyEntry, ...]
    judgements: tuple[Judgement, ...]
    capture: Capture | None = None
    reading: Reading | None = None


def listed_in(case: Case, digest: str) -> Listed:
    """Give a document of the case. 404 where it has none of these bytes."""
    try:
        return case.document(digest)
    except UsageError as error:
        raise HTTPException(404) from error


def kept(case: Case, digest: str) -> Kept:
    """Look up all that there is of a document."""
    listed = listed_in(case, digest)
    standing = listed.state != "removed"
    return Kept(
        listed=listed,
        entries=tuple(case.custody(digest)),
        judgements=tuple(
            made for made in case.judgements() if any(target.document == digest for target in made.targets)
        ),
        capture=case.capture(digest) if standing and listed.state in {"read", "captured"} else None,
        reading=case.reading(digest) if standing and listed.reading is not None else None,
    )


async def document(request: Request) -> Response:
    """Show a document."""
    desk, digest = desk_of(request), digest_in(request)
    found = await desk.case(lambda case: kept(case, digest))
    review = await desk.case(lambda case: case.review())
    shown: dict[str, Any] = {
        "document": found.listed,
        "state": state_of(found.listed),
        "facts": list(facts(found.listed, found.entries, found.capture, found.judgements)),
        "reviewed": review.of(digest),
        "lapsed": review.lapsed(digest),
        "why": WHY.get(state_of(found.listed), ""),
        "removals": [entry for entry in found.entries if isinstance(entry, Removed)],
        "marked": marked,
        "signed": signed,
        "digits": digest.removeprefix("sha256:"),
    }
    if found.capture is None:
        return page(request, "document_bare.html", status=GONE if found.listed.state == "removed" else 200, **shown)
    claims: dict[str, tuple[Held, ...]] = {}
    weighed: Weighed | None = None
    if found.reading is not None:
        with suppress(UnweighedError):  # the page says nothing of claims as long as there are none
            claims, weighed = await desk.weighed(lambda _, ledger: ledger.claimed(digest))
    return page(request, "document.html", weighed=weighed, **shown, **_read(found, review, claims))


def _read(found: Kept, review: Review, claims: dict[str, tuple[Held, ...]]) -> dict[str, Any]:
    """Give what a page on a document with a text shows beside what all have."""
    assert found.capture is not None  # noqa: S101  # else there is no text
    text, layout = found.capture.document, found.capture.layout
    shown: dict[str, Any] = {"about": text, "notes": found.capture.notes, "skipped": {}, "items": None}
    if found.reading is None:
        return shown | {"blocks": blocks(text.text, text.segments), "sheets": sheets(layout, ()) if layout else ()}
    held = corrected(found.reading, lambda name: review.of(text.digest, name))
    marked = list(marks(held))
    paper = sheets(layout, marked) if layout else []
    return shown | {
        "blocks": blocks(text.text, text.segments, marked),
        "items": items(found.reading, held, lambda name: review.of(text.digest, name), claims),
        "skipped": {one.span[0]: one.language for one in held.skipped},
        "sheets": paper,
        "pages": {name: one.number for one in reversed(paper) for name in one.outlines},
    }


async def sheet(request: Request) -> Response:
    """Give the style sheet by which a line and its words show each other, without a script."""
    digest = digest_in(request)
    reading = await desk_of(request).case(lambda case: kept(case, digest).reading)
    return Response(rules(reading), media_type="text/css")


async def picture(request: Request) -> Response:
    """Give a page of a PDF as a picture, made here of pixels alone."""
    digest, number = digest_in(request), request.path_params["number"]
    listed = await desk_of(request).case(lambda case: listed_in(case, digest))
    if listed.state == "removed":
        raise HTTPException(GONE)
    if listed.media_type != PDF:
        raise HTTPException(404)
    made = pictures().kept(digest, number)
    if made is None:
        original = await desk_of(request).case(lambda case: case.original(digest))
        made = await run_in_threadpool(pictures().draw, digest, number, original)
    return Response(made, media_type="image/png")


routes: Final[list[BaseRoute]] = [
    Route("/documents/{digest}", document, name="document"),
    Route("/documents/{digest}/marks.css", sheet),
    Route("/documents/{digest}/pages/{number:int}.png", picture),
]
