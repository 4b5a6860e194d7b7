"""What a record holds: whether it is a document, and the document as it was meant.

In: the fields of a record and the beginning of its block. Out: `Payload`, or None for what is no document. A page is a
document, and so is a text, a PDF, an office document, a mail; an image, a style or a redirect is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.capture.about import clean
from averment.capture.formats import format_of
from averment.capture.kinds import SNIFFED, is_html
from averment.capture.warc.digests import Checked, check, together
from averment.capture.warc.fields import ContentType, Fields, content_type, fields_of, status_of
from averment.capture.warc.http import bodies
from averment.capture.warc.reader import head_length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.capture.found import Place

HOLDERS: Final = frozenset({"response", "resource", "conversion"})
REPEATS: Final = frozenset({"revisit"})
"""Records of what was fetched; the others (requests, metadata) only say something of one."""

DOCUMENTS: Final = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
        "multipart/related",
        "application/x-mimearchive",
    }
)
UNSAID: Final = frozenset(
    {
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "application/x-download",
        "application/download",
        "application/force-download",
        "application/unknown",
        "unknown/unknown",
        "*/*",
    }
)
"""Types that say nothing of what the bytes are."""

_OF_A_CRAWLER: Final = "metadata:"  # wget writes its own log and manifest as resources with such an address
_HTTP: Final = frozenset({"application/http", "text/http", ""})
_OK: Final = 200
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")
_MAX_VALUE: Final = 2048


@dataclass(frozen=True, kw_only=True, slots=True)
class Payload:
    """Where in the block the document begins, and what is said of it."""

    begins: int
    type: ContentType
    http: Fields
    status: int | None

    def of(self, block: bytes) -> list[bytes]:
        """Give the document as it came, and as it was meant, last. Raises `InputError`."""
        return bodies(block[self.begins :], self.http)


def describe(fields: Fields, ahead: bytes) -> Payload | None:
    """Find the document in a record; `ahead` is the beginning of its block."""
    kind = kind_of(fields)
    if kind not in HOLDERS or address(fields).lower().startswith(_OF_A_CRAWLER):
        return None
    stated = content_type(fields.get("content-type", ""))
    found = Payload(begins=0, type=stated, http={}, status=None)
    if kind == "response" and stated.media in _HTTP:
        length = head_length(ahead) if ahead.startswith(b"HTTP/") else 0
        line, http = fields_of(ahead[:length])
        stated = content_type(http.get("content-type", ""))
        found = Payload(begins=length, type=stated, http=http, status=status_of(line))
    if found.status not in (None, _OK):
        return None
    return found if found.type.media in DOCUMENTS | UNSAID else None


def is_document(payload: Payload, data: bytes) -> bool:
    """Tell whether the bytes are a document where nothing says so; they are one where something does."""
    if not data:
        return False
    if payload.type.media not in UNSAID:
        return True
    form = format_of(data)
    return form in {"pdf", "docx", "mail"} or (form == "text" and is_html(data[:SNIFFED].decode("latin-1")))


def checked(fields: Fields, block: bytes, steps: Iterable[bytes]) -> Checked:
    """Compare both digests of a record with its bytes.

    The standard has the payload's digest taken out of the chunks but before the content is decoded; crawlers take it at
    any of the three steps, so that each counts.
    """
    return together(
        check(fields.get("warc-block-digest", ""), [block]), check(fields.get("warc-payload-digest", ""), steps)
    )


def kind_of(fields: Fields) -> str:
    """Give the type of a record."""
    return fields.get("warc-type", "").lower()


def address(fields: Fields) -> str:
    """Give the address of a record; some write it in angle brackets, after the grammar of WARC 1.0."""
    return fields.get("warc-target-uri", "").removeprefix("<").removesuffix(">")


def place_of(fields: Fields, payload: Payload) -> Place:
    """Say what the fields say of a document. What they do not say is left out."""
    date = fields.get("warc-date", "")
    said = {
        "record_id": fields.get("warc-record-id", "").strip("<>"),
        "url": address(fields),
        "captured": date if _DATE.fullmatch(date) else "",
        "content_type": payload.type.media,
        "charset": payload.type.charset,
        "warc_payload_digest": fields.get("warc-payload-digest", ""),
        "truncated": fields.get("warc-truncated", ""),
    }
    place: Place = {key: words for key, value in said.items() if (words := clean(value, _MAX_VALUE))}
    return place if payload.status is None else {**place, "status": payload.status}
