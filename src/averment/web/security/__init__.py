"""What stands between a request and the desk, in this order, from outside in; each is a small ASGI application.

1. `protocol`  the head of a request is bounded in size, and all of it in time, before there is anything to answer
2. `headers`   what a browser may do with an answer stands on every one, whoever gives it
3. `host`      a request that was meant for another name is no request to us (421)
4. `access`    who was not let in is shown the door, and nothing else (401)
5. `origin`    what changes something comes from our own pages (403)
6. `limits`    a body and a query are bounded in size, a body in time (413, 414, 408)
7. `entrance`  a launch token or the password is exchanged for a cookie

In: the application, and `Access` (who is let in). Out: the application, guarded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.web.security.access import Guard
from averment.web.security.entrance import Entrance
from averment.web.security.headers import Headers
from averment.web.security.host import Host
from averment.web.security.limits import Limits
from averment.web.security.origin import Origin

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp

    from averment.web.access import Access


def guarded(app: Starlette, access: Access) -> ASGIApp:
    """Put the guards around an application, which finds `access` in its state."""
    app.state.access = access
    let_in = Origin(Limits(Entrance(app, access)))
    return Headers(Host(Guard(let_in, access, app), access.address), local=access.address.local)
