"""What the pages show as JSON, in the shapes of the output contract, and the OpenAPI document that describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.web.api.documents import OPERATIONS as DOCUMENTS
from averment.web.api.ledger import OPERATIONS as LEDGER
from averment.web.api.openapi import described
from averment.web.api.operations import route
from averment.web.api.review import OPERATIONS as REVIEW

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from averment.web.api.operations import Operation

OPERATIONS: Final[tuple[Operation, ...]] = (*LEDGER, *DOCUMENTS, *REVIEW)
"""All that can be asked of the desk by a program: its routes and its description are made of this table alone."""
ROUTES: Final[list[BaseRoute]] = [*map(route, OPERATIONS), described(OPERATIONS)]
