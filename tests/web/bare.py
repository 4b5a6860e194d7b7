"""The desk without the door before it: `python -m tests.web.bare CASE` says where it is; whoever comes is `ana`."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from averment.web.app import app
from averment.web.desk import Desk
from averment.web.sessions import Session

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


def let_in(inner: ASGIApp, by: str = "ana") -> ASGIApp:
    """Give each request the session of somebody who was let in."""
    session = Session(by)

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["session"] = session
        await inner(scope, receive, send)

    return outer


def serve(folder: Path) -> None:
    """Serve a case until the process is ended."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        server = uvicorn.Server(uvicorn.Config(let_in(app(Desk(folder, "ana"))), log_level="warning", lifespan="off"))
        server.run([listening])


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
