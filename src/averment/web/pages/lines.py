"""The form in which one line is corrected: its words, whose ends are moved by links, and its fields.

In: a digest and the id of something in the reading; the spans as they were moved so far. Out: a page, which is also
what the script of the desk shows over another page. Nothing is recorded here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Route

from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import Attribution, Held, quote
from averment.values.spans import spans_as_text
from averment.web.digests import digest_in
from averment.web.document.corrected import corrected
from averment.web.document.editing import Editing
from averment.web.document.form import AN, fields, found, spans
from averment.web.document.words import words
from averment.web.page import desk_of, page
from averment.web.pages.document import GONE, kept
from averment.web.paths import within

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from averment.case import Case
    from averment.values import Reading
    from averment.web.desk import Weighed
    from averment.web.document.form import Part
    from averment.weighing.reviewed import Review

_SHORT: Final = 90
_NAMES: Final = {
    "content": "What is said",
    "cue": "The sign that it is said",
    "source": "Who says it",
    "span": "The words",
}


async def line(request: Request) -> Response:
    """Show the form of one line."""
    desk, digest, name = desk_of(request), digest_in(request), request.path_params["id"]
    reading, review = await desk.case(lambda case: _looked_up(case, digest))
    held = corrected(reading, lambda ident: review.of(digest, ident))
    part = found(held, name)
    if part is None:
        raise HTTPException(404)
    claims: tuple[Held, ...] = ()
    weighed: Weighed | None = None
    if isinstance(part, Attribution):
        claims, weighed = await desk.weighed(lambda _, ledger: ledger.claimed(digest).get(name, ()))
    reviewed = review.of(digest, name)
    editing = _editing(request, held, part)
    shown = editing.shown(held.document.segments) if editing else []
    return page(
        request,
        "line.html",
        name=name,
        kind=AN[type(part)],
        digits=digest.removeprefix("sha256:"),
        document=held.document,
        reviewed=reviewed,
        weighed=weighed,
        again=_here(request),
        part=part,
        fields=fields(held, part, reviewed, claims),
        before=spans(part),
        was={name: spans_as_text(found) for name, found in spans(part).items()},
        editing=editing,
        blocks=shown,
        links=editing.links(shown) if editing else {},
        names=_NAMES,
        words=words,
        quoted=lambda found: shorten(one_line(quote(held.document.text, found)), _SHORT),
        next=_next(request, f"/documents/{digest.removeprefix('sha256:')}#{name}"),
    )


def _here(request: Request) -> str:
    """Give the address of the page that was asked for, within the desk."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _next(request: Request, otherwise: str) -> str:
    """Give where to go afterwards: a path of the desk, whatever the address says."""
    path = request.query_params.get("next", "")
    return within(path, otherwise)


def _looked_up(case: Case, digest: str) -> tuple[Reading, Review]:
    there = kept(case, digest)
    if there.listed.state == "removed":
        raise HTTPException(GONE)
    if there.reading is None:
        raise HTTPException(404)
    return there.reading, case.review()


def _editing(request: Request, reading: Reading, part: Part) -> Editing | None:
    """Give the spans as the address has them, as they stand where it has none. 400 for what is no span of the text."""
    asked, standing = request.query_params, spans(part)
    if not standing:
        return None
    try:
        return Editing(
            reading.document.text,
            standing,
            asked,
            part=asked.get("part", ""),
            piece=int(asked["piece"]) if "piece" in asked else None,
            kept={name: asked[name] for name in ("next", "stance") if name in asked},
        )
    except ValueError as error:
        raise HTTPException(400) from error


routes: Final[list[BaseRoute]] = [Route("/lines/{digest}/{id}", line)]
