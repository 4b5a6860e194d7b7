"""The review desk, served: a socket, the case, the guards, and what the terminal and the browser are told.

In: the folder of a case, where to listen, a password where others are to reach it. Out: nothing; it returns when it is
ended from the keyboard. Errors of a case as `Case.open`; `UsageError` where it cannot listen there.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn

from averment import api
from averment.case.people import acting
from averment.errors import AvermentError, UsageError
from averment.web.access import Access
from averment.web.address import HERE, Address
from averment.web.app import app
from averment.web.desk import Desk
from averment.web.security import guarded
from averment.web.security.protocol import Bounded

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from averment.web.passwords import Password

HOST: Final = HERE[0]
PORT: Final = 8457
"""Taken where it is free and no other was asked for, so that the address of the desk stays the same."""
_GRACE: Final = 3  # seconds that requests have when the desk is ended
_IDLE: Final = 20  # seconds that a connection of a browser stays open between two requests


def serve(  # noqa: PLR0913  (each is an option of the command)
    folder: Path,
    *,
    host: str = HOST,
    port: int | None = None,
    password: Password | None = None,
    by: str | None = None,
    browser: bool = True,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve the desk until it is ended. `port` 0 takes any that is free; without it, `PORT` or any that is free.

    `by` is the name under which whoever follows the launch link judges. `tell` is given lines for a person.
    """
    if host not in HERE and password is None:
        message = "a desk that other machines can reach needs a password"
        raise UsageError(message, subject=host)
    who = acting(by)
    desk = Desk(folder, who)
    try:
        with _listening(host, port) as listening:
            address = _address(host, listening)
            access = Access(address, who, password=password, tell=tell)
            threading.Thread(target=_warm).start()

            def begin() -> None:
                _announce(desk.name, access, tell)
                if browser:
                    threading.Thread(target=_open, args=(access.link,), daemon=True).start()

            _run(listening, app(desk), access, begin)
    finally:
        desk.close()
    tell("The desk is closed; what it recorded is in the case.")


class _Server(uvicorn.Server):
    """Tells when it answers, and not before: from then on a signal ends it, whatever it is at."""

    def __init__(self, config: uvicorn.Config, begin: Callable[[], None]) -> None:
        super().__init__(config)
        self._begin = begin

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets=sockets)
        self._begin()


def _run(listening: socket.socket, desk: Starlette, access: Access, begin: Callable[[], None]) -> None:
    """Answer until a signal ends it: uvicorn finishes what it does, then raises it again for us."""
    config = uvicorn.Config(
        guarded(desk, access),
        http=Bounded,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=_IDLE,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _Server(config, begin).run([listening])


def _listening(host: str, port: int | None) -> socket.socket:
    """Listen. `UsageError` where that is not possible."""
    try:
        return _socket(host, PORT if port is None else port)
    except OSError as error:
        if port is None and error.errno == errno.EADDRINUSE:
            return _listening(host, 0)
        busy = error.errno == errno.EADDRINUSE
        message = "another program listens there; `--port 0` takes one that is free" if busy else _why(error)
        raise UsageError(message, subject=f"{host}, port {PORT if port is None else port}") from error


def _socket(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(128)
    except BaseException:
        listening.close()
        raise
    return listening


def _why(error: OSError) -> str:
    return f"it is not possible to listen there: {(error.strerror or str(error)).lower()}"


def _address(host: str, listening: socket.socket) -> Address:
    names = (socket.gethostname(), socket.getfqdn()) if host not in HERE else ()
    return Address(host=host, port=listening.getsockname()[1], names=names)


def _announce(name: str, access: Access, tell: Callable[[str], None]) -> None:
    address = access.address
    tell(f"The review desk of {name} is open. Ctrl-C ends it.")
    tell(f"  {access.link}")
    tell("This link lets one browser in. Once it was used, another is shown here.")
    if access.password is not None:
        tell(f"Others enter the password, and their name, at {address.url}/")
    if not address.local:
        tell(
            "It is not encrypted (HTTP): who can listen on this network can read the password and the case. Put a VPN "
            "before it, or leave --host out and let each person come through "
            f"`ssh -L {address.port}:127.0.0.1:{address.port} {address.names[0]}`."
        )


def _warm() -> None:
    """Load what the first page needs while the browser starts."""
    with suppress(AvermentError):  # the page that needs it will say so
        api.load_weigher()


def _open(link: str) -> None:
    """Open the browser of the desktop. Without one, Python would start a browser in our terminal."""
    if any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")):
        webbrowser.open(link)
