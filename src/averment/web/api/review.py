"""What people made of it: where the review of each line stands, the judgements, and the way to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.values import Judgement
from averment.web.api.documents import digest_of
from averment.web.api.ledger import stretch
from averment.web.api.operations import Operation
from averment.web.api.shapes import DocumentReview, Judged, Judging, Listing, Nothing, Recorded
from averment.web.page import desk_of
from averment.web.recording import Form, record, undo
from averment.web.sessions import session_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from averment.case import Case
    from averment.web.said import Recorded as Said


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


async def judge(request: Request, _: Nothing, body: Judging) -> Recorded:
    """Record a verdict; it is on the disk when the answer comes."""
    by = session_of(request).by
    given = Form(
        verdict=body.verdict,
        targets=body.targets,
        changes=body.changes,
        note=body.note,
        seen=body.seen,
    )
    return _told(await desk_of(request).case(lambda case: record(case, given, by)))


async def take_back(request: Request, _: Nothing) -> Recorded:
    """Undo a judgement that stands: what stood before it holds again."""
    by, name = session_of(request).by, request.path_params["id"]
    return _told(await desk_of(request).case(lambda case: undo(case, name, by)))


def _told(found: Said) -> Recorded:
    return Recorded(judgement=found.judgement, reviewed=found.reviewed, replaced=found.replaced)


OPERATIONS: Final = (
    Operation(path="/api/documents/{digest}/review", work=get_review, answer=DocumentReview),
    Operation(path="/api/judgements", work=list_judgements, query=Judged, answer=Listing[Judgement]),
    Operation(path="/api/judgements", work=judge, body=Judging, answer=Recorded, method="POST", status=201),
    Operation(path="/api/judgements/{id}/undo", work=take_back, answer=Recorded, method="POST", status=201),
)
