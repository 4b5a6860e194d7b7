"""Who is let in: whoever has the launch token, once, or the password; and the sessions of those who were.

In: where the desk is, who started it, a password or none, what tells that person something. Out: for a token or a
password, the key of a new session; for a request, its session.
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Final

from averment.case.people import acting
from averment.web.passwords import Tries
from averment.web.sessions import Session, Sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from averment.web.address import Address
    from averment.web.passwords import Password

KEYS: Final = "averment-keys"
"""The cookie that says `off` where somebody switched single keys off: for longer than a session, who needs that off
today needs it off tomorrow."""


class Access:
    """Who is let in. For the thread of the server."""

    def __init__(
        self, address: Address, by: str, *, password: Password | None = None, tell: Callable[[str], None]
    ) -> None:
        self.address = address
        self.by = by
        self.password = password
        self.sessions = Sessions()
        self._tell = tell
        self._token = secrets.token_urlsafe(32)
        self._spent: list[str] = []
        self._tries = Tries()

    @property
    def link(self) -> str:
        """Give the link that lets in the next browser that follows it."""
        return f"{self.address.url}/enter?token={self._token}"

    def session(self, request: Request) -> Session | None:
        """Give the session of a request, by its cookie."""
        key = request.cookies.get(self.address.cookie)
        return self.sessions.get(key) if key else None

    def by_token(self, token: str, request: Request) -> str | None:
        """Let in whoever has the launch token, as who started the desk; none where it is not the token."""
        if not _same(token, self._token):
            if any(_same(token, spent) for spent in self._spent):
                self._tell(_TWICE)
            return None
        self._spent = [*self._spent[-9:], self._token]
        self._token = secrets.token_urlsafe(32)
        self._tell(f"A browser was let in. For another one: {self.link}")
        return self._begin(self.by, request)

    async def by_password(self, typed: str, name: str, request: Request) -> str | None:
        """Let in whoever has the password, under the name that was typed; none where it is not the password.

        `UsageError` for what is no name, `TooManyTriesError`.
        """
        who = acting(name)
        where = request.client.host if request.client else ""
        self._tries.begin(where)
        if self.password is None or not await self.password.matches(typed):
            return None
        self._tries.succeeded(where)
        return self._begin(who, request)

    def leave(self, request: Request) -> None:
        """End the session of a request."""
        self.sessions.end(request.cookies.get(self.address.cookie, ""))

    def _begin(self, by: str, request: Request) -> str:
        return self.sessions.begin(Session(by, single_keys=request.cookies.get(KEYS) != "off"))


_TWICE: Final = (
    "The link that let a browser in was tried again. If only one of the two was you, end the desk (Ctrl-C): "
    "somebody else on this machine has seen the link."
)


def _same(typed: str, token: str) -> bool:
    """Compare in a time that does not tell how much of it is right."""
    return hmac.compare_digest(typed.encode("utf-8", "surrogatepass"), token.encode())
