"""Where words stand in the case: the places of each document together, the words marked.

In: words (`?q=`) and where to look (`?kind=`). Out: a page, each place with a link to it. Nothing typed is syntax, but
for quotation marks around a phrase.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

import msgspec
from starlette.routing import BaseRoute, Route

from averment.errors import UsageError
from averment.values.cases import HitKind
from averment.web.page import desk_of, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from averment.values import Hit, Span

MOST: Final = 100
"""Places on a page."""
KINDS: Final[dict[str, str]] = {
    "": "everywhere",
    "document": "in the text",
    "attribution": "in what is said",
    "speaker": "in who speaks",
}
_LONGEST: Final = 1_000
_LABELS: Final[dict[HitKind, str]] = {"document": "text", "attribution": "said", "speaker": "speaker"}
_SPACE: Final = re.compile(r"\s+")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place that holds the words. `pieces` are stretches of the snippet, and whether each is one of the words."""

    label: str
    href: str
    at: str
    pieces: tuple[tuple[str, bool], ...]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A document with the places in it."""

    href: str
    title: str | None
    places: tuple[Place, ...]


async def search(request: Request) -> Response:
    """Search the case; a page that says so where there is nothing to search for, or nothing is found."""
    words, kind = request.query_params.get("q", "")[:_LONGEST], request.query_params.get("kind", "")
    kinds = (kind,) if kind in get_args(HitKind) else get_args(HitKind)
    hits: list[Hit] = []
    problem = None
    if words.strip():
        try:
            hits = await desk_of(request).case(lambda case: case.search(words, limit=MOST + 1, kinds=kinds))
        except UsageError as error:
            problem = error.message
    return page(
        request,
        "search.html",
        words=words,
        kind=kind,
        kinds=KINDS,
        problem=problem,
        found=by_document(hits[:MOST]),
        count=len(hits[:MOST]),
        more=len(hits) > MOST,
    )


def by_document(hits: Iterable[Hit]) -> list[Found]:
    """Put the hits of each document together, in order of the best."""
    together: dict[str, list[Hit]] = {}
    for hit in hits:
        together.setdefault(hit.document, []).append(hit)
    return [
        Found(
            href=_document(digest),
            title=group[0].title,
            places=tuple(_place(hit) for hit in sorted(group, key=lambda hit: hit.span)),
        )
        for digest, group in together.items()
    ]


def pieces(snippet: str, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Cut a snippet into stretches, those that were looked for and those between."""
    at = 0
    for start, end in [*marks, (len(snippet), len(snippet))]:
        for words, marked in ((snippet[at:start], False), (snippet[start:end], True)):
            if words:
                yield _SPACE.sub(" ", words), marked
        at = end


def _place(hit: Hit) -> Place:
    anchor = f"t-{hit.id}" if hit.kind == "attribution" else f"p-{hit.paragraph}"
    return Place(
        label=_LABELS[hit.kind],
        href=f"{_document(hit.document)}#{anchor}",
        at=(f"page {hit.page}, " if hit.page is not None else "") + f"paragraph {hit.paragraph}",
        pieces=tuple(pieces(hit.snippet, hit.marks)),
    )


def _document(digest: str) -> str:
    return f"/documents/{digest.removeprefix('sha256:')}"


routes: Final[list[BaseRoute]] = [Route("/search", search)]
