"""Who looks at the desk: one session for each browser that was let in. In memory alone; they end with the server.

In: a name under which to judge. Out: a key for the cookie; for a key, the session. Keys are kept as their hashes, so
that looking one up takes no time that tells anything about those that there are.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.requests import Request

MOST: Final = 200
"""Sessions at a time. The oldest ends where one more is begun."""
_LONGEST: Final = 100  # characters of a key that are looked at: ours have 43


@dataclass
class Session:
    """A browser that was let in: under which name it judges, and whether single keys do something."""

    by: str
    single_keys: bool = True


def session_of(request: Request) -> Session:
    """Give the session of a request that was let in."""
    session: Session = request.state.session
    return session


class Sessions:
    """The sessions of one server."""

    def __init__(self) -> None:
        self._kept: dict[bytes, Session] = {}

    def begin(self, session: Session) -> str:
        """Keep a session; give the key that leads to it: 256 bits that nobody can guess."""
        while len(self._kept) >= MOST:
            del self._kept[next(iter(self._kept))]
        key = secrets.token_urlsafe(32)
        self._kept[_hashed(key)] = session
        return key

    def get(self, key: str) -> Session | None:
        """Give the session that a key leads to."""
        return self._kept.get(_hashed(key)) if len(key) <= _LONGEST else None

    def end(self, key: str) -> None:
        """Forget a session, if there is one."""
        self._kept.pop(_hashed(key), None)


def _hashed(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
