"""The originals, to be kept and never shown: as attachments that no browser opens in our place.

In: the 64 hex digits of a digest. Out: the bytes as they are in the case, hashed before the first is sent and again on
the way; a name for the file that is ours. `DamagedError` where they are not what was put there, 410 once removed.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, BinaryIO, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.routing import BaseRoute, Route

from averment.errors import DamagedError
from averment.web.digests import digest_in
from averment.web.page import desk_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from averment.case import Case

_PIECE: Final = 1 << 18
_ENDINGS: Final = {
    "text/plain": "txt",
    "text/html": "html",
    "multipart/related": "mhtml",
    "message/rfc822": "eml",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


async def original(request: Request) -> Response:
    """Give the bytes of an original."""
    digest = digest_in(request)

    def found(case: Case) -> tuple[str | None, BinaryIO]:
        return case.document(digest).media_type, case.open_original(digest)

    media_type, file = await desk_of(request).case(found)
    try:
        await run_in_threadpool(_check, file, digest)
    except BaseException:
        file.close()
        raise
    name = f"{digest.removeprefix('sha256:')}.{_ENDINGS.get(media_type or '', 'bin')}"
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-length": str(os.fstat(file.fileno()).st_size),
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return StreamingResponse(_pieces(file, digest), media_type="application/octet-stream", headers=headers)


def _check(file: BinaryIO, digest: str) -> None:
    """Hash what a file holds; `DamagedError` where that is not what it is named."""
    sums = hashlib.sha256()
    while piece := file.read(_PIECE):
        sums.update(piece)
    if f"sha256:{sums.hexdigest()}" != digest:
        message = "the bytes under this name are not those that were put there"
        raise DamagedError(message, subject=digest)
    file.seek(0)


def _pieces(file: BinaryIO, digest: str) -> Iterator[bytes]:
    """Give what a file holds; the last piece only if all of it is still what was hashed."""
    sums = hashlib.sha256()
    held = b""
    with file:
        while piece := file.read(_PIECE):
            sums.update(piece)
            if held:
                yield held
            held = piece
    if f"sha256:{sums.hexdigest()}" != digest:
        message = "the bytes under this name changed while they were read"
        raise DamagedError(message, subject=digest)
    yield held


routes: Final[list[BaseRoute]] = [Route("/originals/{digest}", original)]
