"""What the pages show as JSON, in the shapes of the output contract, and the OpenAPI document that describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ROUTES: Final[list[BaseRoute]] = []
