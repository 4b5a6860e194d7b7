"""What people made of it: where the review of each line stands, the judgements, and the way to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.values import Judgement
from averment.web.api.documents import digest_of
from averment.web.api.ledger import stretch
from averment.web.api.operations import Operation
from averment.web.api.shapes import DocumentReview, Judged, Listing, Nothing
from averment.web.page import desk_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from averment.case import Case


async def get_review(request: Request, _: Nothing) -> DocumentReview:
    """Give where the review of a document stands, and of each thing in its reading."""
    digest = digest_of(request)

    def look(case: Case) -> DocumentReview:
        reading, review = case.reading(digest), case.review()
        parts = (reading.attributions, reading.speakers, reading.evidence, reading.figures)
        names = [one.id for part in parts for one in part]
        return DocumentReview(document=review.of(digest), lines={name: review.of(digest, name) for name in names})

    return await desk_of(request).case(look)


async def list_judgements(request: Request, query: Judged) -> Listing[Judgement]:
    """Give the judgements that stand, in the order in which they were made; on request those replaced, too."""
    return stretch(await desk_of(request).case(lambda case: case.judgements(superseded=query.superseded)), query)


OPERATIONS: Final = (
    Operation(path="/api/documents/{digest}/review", work=get_review, answer=DocumentReview),
    Operation(path="/api/judgements", work=list_judgements, query=Judged, answer=Listing[Judgement]),
)
