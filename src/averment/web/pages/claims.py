"""The claims of the case: what is claimed, who stands for and against it, on how many origins, how much is judged.

In: an address that says which claims, in which order. Out: a page of them. The page is of the case as it was weighed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec
from starlette.routing import BaseRoute, Route

from averment.web.overview import Overview, Row, Spot, rows_at
from averment.web.page import desk_of, page
from averment.web.reviewing import reviewed_spots
from averment.web.sifting import PAGE, REVIEWED, SORTS, Sifting, matching, sift

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from averment.case import Case

ENOUGH: Final = 10
"""Claims that hold the words of a search: where there are fewer, those that come near in meaning are shown, too."""
_NEAR: Final = 10


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A claim on the page: how many of its statements are judged, which of them has the words that were looked for."""

    row: Row
    reviewed: int
    matching: str | None = None


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A page of claims: those on it, how many there are on all pages, how many of one statement are not shown."""

    overview: Overview
    entries: tuple[Entry, ...]
    number: int
    hidden: int
    reviewed: frozenset[Spot]


async def claims(request: Request) -> Response:
    """Show the claims that are asked for."""
    wanted, desk = Sifting.of(request.query_params), desk_of(request)
    found, weighed = await desk.overview(lambda case, overview: listed(case, overview, wanted))
    near: list[Entry] = []
    if wanted.q and found.number < ENOUGH:
        near = beside(found, await desk.ledger(lambda _, ledger: ledger.near(wanted.q)))
    return page(
        request,
        "claims.html",
        wanted=wanted,
        weighed=weighed,
        found=found,
        near=near,
        pages=-(-found.number // PAGE),
        sorts=SORTS,
        review_states=REVIEWED,
    )


def listed(case: Case, overview: Overview, wanted: Sifting) -> Listed:
    """Give the page that is asked for; past the last page, nothing."""
    reviewed = frozenset(reviewed_spots(case))
    sifted = sift(overview.rows, wanted, reviewed)
    shown = sifted.rows[(wanted.page - 1) * PAGE : wanted.page * PAGE]
    return Listed(
        overview=overview,
        entries=tuple(_entry(row, reviewed, wanted.q) for row in shown),
        number=len(sifted.rows),
        hidden=sifted.hidden,
        reviewed=reviewed,
    )


def beside(found: Listed, spots: Iterable[Spot]) -> list[Entry]:
    """Give the claims that some attributions are in, in that order, without those that the page has."""
    shown = {entry.row.claim.id for entry in found.entries}
    near = rows_at(found.overview, spots)
    return [_entry(row, found.reviewed, "") for row in near if row.claim.id not in shown][:_NEAR]


def _entry(row: Row, reviewed: frozenset[Spot], q: str) -> Entry:
    return Entry(row=row, reviewed=len(row.spots & reviewed), matching=matching(row, q))


routes: Final[list[BaseRoute]] = [Route("/", claims)]
