"""Who speaks in the case, and which names may be one: merged, or kept apart, by a person alone.

In: words, a kind, a party, a page (`?q=&kind=&party=&show=&page=`). Out: speakers, those in most reports first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args
from urllib.parse import urlencode

import msgspec
from starlette.routing import BaseRoute, Route

from averment.errors import AvermentError
from averment.render.visible import one_line
from averment.values.readings import SpeakerKind
from averment.web.page import desk_of, page
from averment.web.speaking import Show, Speaking, Wanted, parties, wanted

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from averment.case import Case
    from averment.values import Judgement, Source, Target
    from averment.web.memo import Memo

MOST: Final = 40
"""Speakers on a page."""
_QUIET: Final = {"accept", "note"}
"""Verdicts that change nothing of who speaks."""


async def speakers(request: Request) -> Response:
    """Show who speaks."""
    query = request.query_params
    given = Wanted(
        words=query.get("q", "")[:200],
        kind=query.get("kind", "") if query.get("kind") in get_args(SpeakerKind) else "",
        party=query.get("party", "")[:200],
    )
    if query.get("show") in get_args(Show):
        given = msgspec.structs.replace(given, show=query["show"])
    memo: Memo = request.app.state.memo
    shown = await desk_of(request).case(lambda case: _looked(case, memo, given, _number(query.get("page", ""))))
    here = {"q": given.words, "kind": given.kind, "party": given.party}
    address = "/speakers?" + urlencode({name: value for name, value in here.items() if value})
    return page(request, "speakers.html", given=given, kinds=get_args(SpeakerKind), address=address, **shown)


def _looked(case: Case, memo: Memo, given: Wanted, number: int) -> dict[str, Any]:
    listed = case.documents()
    judgements = case.judgements()
    sources = _sources(case, memo, [one.reading for one in listed], judgements)
    found = wanted(sources, given)
    pages = max(1, -(-len(found) // MOST))
    number = min(number, pages)
    speaking = Speaking(sources, judgements, {one.digest: one.title for one in listed}, lambda one: _named(case, one))
    shown = speaking.shown(found[(number - 1) * MOST : number * MOST])
    return {
        "speakers": [one for one in shown if one.proposed or given.show != "proposed"],
        "count": len(found),
        "named": sum(source.named for source in sources),
        "unnamed": sum(not source.named for source in sources),
        "proposals": sum(bool(source.aliases) for source in sources),
        "parties": parties(sources),
        "number": number,
        "pages": pages,
    }


def _sources(case: Case, memo: Memo, readings: list[str | None], judgements: list[Judgement]) -> list[Source]:
    """Give who speaks, made anew only where something changed that says who does."""
    decided = tuple(made.id for made in judgements if made.verdict not in _QUIET)
    return memo.of("sources", (tuple(readings), decided), case.sources)


def _named(case: Case, target: Target) -> str:
    """Give the name that a speaker has in its own report; nothing where that cannot be had."""
    try:
        reading = case.reading(target.document)
    except AvermentError:
        return ""
    return next((one_line(speaker.name) for speaker in reading.speakers if speaker.id == target.id), "")


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1  # noqa: PLR2004


routes: Final[list[BaseRoute]] = [Route("/speakers", speakers)]
