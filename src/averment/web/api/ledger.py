"""What stands across the documents of the case: claims, figures, the timeline, speakers, copies, the queue."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from averment.values import Claim, Copy, Moment, Queued, Series, Source
from averment.values import Weighed as Standing
from averment.web.api.operations import Operation
from averment.web.api.shapes import Judged, Listing, Next, Nothing, Some, Weighed
from averment.web.page import desk_of

if TYPE_CHECKING:
    from starlette.requests import Request

Item = TypeVar("Item")


async def list_claims(request: Request, query: Some) -> Listing[Claim]:
    """Give the claims, the most consequential first."""
    found, _ = await desk_of(request).listed(
        lambda _, whole: Listing(
            items=tuple(islice(whole.ledger.claims(limit=query.offset + query.limit), query.offset, None)),
            offset=query.offset,
            total=whole.ledger.size,
        )
    )
    return found


async def get_claim(request: Request, _: Nothing) -> Claim:
    """Give one claim: by its id or the beginning of one."""
    return await desk_of(request).ledger(lambda _, ledger: ledger.claim(_id(request)))


async def list_figures(request: Request, query: Some) -> Listing[Series]:
    """Give the figures in one claim, by what they count, with those that cannot both be right."""
    return stretch(await desk_of(request).ledger(lambda _, ledger: ledger.figures(_id(request))), query)


async def list_moments(request: Request, query: Some) -> Listing[Moment]:
    """Give what was said when on one claim."""
    return stretch(await desk_of(request).ledger(lambda _, ledger: ledger.timeline(_id(request))), query)


async def weigh(request: Request, query: Weighed) -> Standing:
    """Give who stands where on a proposition."""
    return await desk_of(request).ledger(lambda _, ledger: ledger.weigh(query.q))


async def list_speakers(request: Request, query: Some) -> Listing[Source]:
    """Give who speaks in the documents, and who else each may be."""
    return stretch(await desk_of(request).ledger(lambda _, ledger: ledger.sources()), query)


async def list_copies(request: Request, query: Some) -> Listing[Copy]:
    """Give the pairs of documents that share passages, and how they are related."""
    return stretch(await desk_of(request).ledger(lambda _, ledger: ledger.copies()), query)


async def list_queue(request: Request, query: Next) -> Listing[Queued]:
    """Give the lines that nobody has reviewed, the most doubtful and most consequential first."""
    found, _ = await desk_of(request).listed(lambda case, whole: list(whole.ledger.queue(case.review(), query.claim)))
    return stretch(found, query)


def stretch(found: Iterable[Item], query: Some | Next | Judged) -> Listing[Item]:
    """Give the stretch of a list that is asked for."""
    items = tuple(found)
    return Listing(items=items[query.offset : query.offset + query.limit], offset=query.offset, total=len(items))


def _id(request: Request) -> str:
    name: str = request.path_params["id"]
    return name


OPERATIONS: Final = (
    Operation(path="/api/claims", work=list_claims, query=Some, answer=Listing[Claim]),
    Operation(path="/api/claims/{id}", work=get_claim, answer=Claim),
    Operation(path="/api/claims/{id}/figures", work=list_figures, query=Some, answer=Listing[Series]),
    Operation(path="/api/claims/{id}/timeline", work=list_moments, query=Some, answer=Listing[Moment]),
    Operation(path="/api/weigh", work=weigh, query=Weighed, answer=Standing),
    Operation(path="/api/speakers", work=list_speakers, query=Some, answer=Listing[Source]),
    Operation(path="/api/copies", work=list_copies, query=Some, answer=Listing[Copy]),
    Operation(path="/api/queue", work=list_queue, query=Next, answer=Listing[Queued]),
)
