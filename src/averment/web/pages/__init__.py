"""The pages of the desk, a module each; each has its `routes`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from averment.web.pages import (
    claim,
    claims,
    custody,
    document,
    documents,
    dossier,
    help,  # noqa: A004
    judgements,
    lines,
    originals,
    queue,
    search,
    settings,
    speakers,
)

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

_PAGES: Final = (
    claims,
    claim,
    documents,
    document,
    lines,
    originals,
    queue,
    judgements,
    speakers,
    search,
    custody,
    dossier,
    settings,
    help,
)
ROUTES: Final[list[BaseRoute]] = list(chain.from_iterable(page.routes for page in _PAGES))
