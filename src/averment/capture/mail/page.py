"""A page that a browser saved with all that it shows in one file (MHTML, RFC 2557).

In: the bytes and the tree of parts. Out: `Made`, whose document is the file, with the text of the page, its address,
and when it was saved. Pictures and styles are passed over.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC
from typing import TYPE_CHECKING, Final

import msgspec

from averment.capture.about import web_address
from averment.capture.containers import Allowance
from averment.capture.found import Made
from averment.capture.mail import bodies
from averment.capture.mail.sorting import root
from averment.errors import MalformedInputError
from averment.values import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Bytes, Found, Given
    from averment.capture.mail.parts import Part
    from averment.values import Document

_HOW: Final = "mhtml"
_SNAPSHOT: Final = "snapshot-content-location"
_SAVED: Final = re.compile(r"<Saved by ", re.IGNORECASE)
_SENT: Final = ("to", "cc", "received", "message-id")  # fields that a page has no use for
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_NO_PAGE: Final = "There is no page in it."


def is_page(whole: Part) -> bool:
    """Tell a saved page from a message: by what browsers write, or a page that says its address, sent to no one."""
    if whole.header.text(_SNAPSHOT) or _SAVED.match(whole.header.text("from")):
        return True
    located = _page(whole)
    sent = any(whole.header.text(name) for name in _SENT)
    return located is not None and bool(web_address(located.header.text("content-location"))) and not sent


def page(data: Bytes, whole: Part, given: Given) -> Iterator[Found]:
    """Give the page as a document. Raises where there is none, or as a page of its own would."""
    found = _page(whole)
    if found is None:
        raise MalformedInputError(_NO_PAGE, subject=given.name)
    frames = sum(leaf.media in _PAGES for leaf in whole.leaves()) - 1
    notes = (f"Frames of the page that are not in the text: {frames}.",) if frames else ()
    captured = bodies.page(data, found, given).document
    yield Made(capture=Capture(document=_document(data, whole, found, captured), notes=notes))
    allowance = Allowance()
    allowance.passed_over = sum(1 for _ in whole.leaves()) - 1
    rest = allowance.rest(
        "parts that the page shows (pictures, styles, frames)",
        one="part that the page shows (a picture, a style, a frame)",
    )
    if rest is not None:
        yield rest


def _document(data: Bytes, whole: Part, found: Part, captured: Document) -> Document:
    url = web_address(whole.header.text(_SNAPSHOT)) or web_address(found.header.text("content-location"))
    moment = whole.header.moment()
    known = {
        "url": url,
        "captured": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None,
    }
    said = {key: value for key, value in known.items() if value}
    return msgspec.structs.replace(
        captured,
        digest="sha256:" + hashlib.sha256(data).hexdigest(),
        media_type="multipart/related" if whole.children else "text/html",
        how={**captured.how, **dict.fromkeys(said, _HOW)},
        **said,
    )


def _page(whole: Part) -> Part | None:
    """Find the page that the others serve."""
    part = whole
    while part.children:
        part = root(part)
    return part if part.media in _PAGES else None
