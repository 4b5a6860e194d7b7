"""The page `document`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

routes: Final[list[BaseRoute]] = []
