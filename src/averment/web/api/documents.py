"""What the case holds: its documents, what was read in each, what is found in them, what was done with them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException

from averment.values import Hit, Listed, Reading
from averment.web.api.ledger import stretch
from averment.web.api.operations import Operation
from averment.web.api.shapes import Entries, Head, Listing, Nothing, Searched, Some
from averment.web.page import desk_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from averment.case import Case

_DIGITS: Final = 64


async def list_documents(request: Request, query: Some) -> Listing[Listed]:
    """Give the documents, in the order in which they came, with those that were withdrawn."""
    return stretch(await desk_of(request).case(lambda case: case.documents(withdrawn=True)), query)


async def get_document(request: Request, _: Nothing) -> Listed:
    """Give what is known of one document, withdrawn or not."""
    digest = digest_of(request)
    return await desk_of(request).case(lambda case: case.document(digest))


async def get_reading(request: Request, _: Nothing) -> Reading:
    """Give what was read in a document, as the models read it: `review` has what people made of it."""
    digest = digest_of(request)
    return await desk_of(request).case(lambda case: case.reading(digest))


async def search(request: Request, query: Searched) -> Listing[Hit]:
    """Give the documents, attributions and speakers that hold all of some words."""
    found = await desk_of(request).case(lambda case: case.search(query.q, limit=query.limit))
    return Listing(items=tuple(found), total=len(found))


async def get_head(request: Request, _: Nothing) -> Head:
    """Give the signed head of the log: what to keep elsewhere."""

    def look(case: Case) -> Head:
        head = case.head
        return Head(origin=head.origin, size=head.size, root=head.root.hex(), note=case.note.decode())

    return await desk_of(request).case(look)


async def list_entries(request: Request, query: Some) -> Entries:
    """Give the entries of the log, from the first on."""

    def look(case: Case) -> Entries:
        items = tuple(islice(case.log(query.offset), query.limit)) if query.offset < case.head.size else ()
        return Entries(items=items, offset=query.offset, total=case.head.size)

    return await desk_of(request).case(look)


async def list_document_entries(request: Request, query: Some) -> Entries:
    """Give the entries of the log that concern one document."""
    digest = digest_of(request)
    found = stretch(await desk_of(request).case(lambda case: case.custody(digest)), query)
    return Entries(items=found.items, offset=found.offset, total=found.total)


def digest_of(request: Request) -> str:
    """Give the digest that an address names, which are 64 hex digits and nothing else."""
    digits: str = request.path_params["digest"]
    if len(digits) != _DIGITS or not set(digits) <= set("0123456789abcdef"):
        raise HTTPException(404, "a document is named by the 64 hex digits of its digest")
    return f"sha256:{digits}"


OPERATIONS: Final = (
    Operation(path="/api/documents", work=list_documents, query=Some, answer=Listing[Listed]),
    Operation(path="/api/documents/{digest}", work=get_document, answer=Listed),
    Operation(path="/api/documents/{digest}/reading", work=get_reading, answer=Reading),
    Operation(path="/api/documents/{digest}/custody", work=list_document_entries, query=Some, answer=Entries),
    Operation(path="/api/search", work=search, query=Searched, answer=Listing[Hit]),
    Operation(path="/api/custody", work=get_head, answer=Head),
    Operation(path="/api/custody/entries", work=list_entries, query=Some, answer=Entries),
)
