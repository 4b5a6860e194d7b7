"""Who looks at the desk: one session for each browser that was let in. In memory alone; they end with the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request


@dataclass
class Session:
    """A browser that was let in: under which name it judges, and whether single keys do something."""

    by: str
    single_keys: bool = True


def session_of(request: Request) -> Session:
    """Give the session of a request that was let in."""
    session: Session = request.state.session
    return session
