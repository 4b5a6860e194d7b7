"""E-mails (RFC 5322, MIME), mailboxes (RFC 4155) and pages saved as MHTML (RFC 2557).

In: the bytes. Out: of an e-mail its document and a `Member` for each attachment, `part` in its place (the number of the
part, "2.1"), with `content_type`, `charset` and `filename` where they are stated; of a page its document alone; of a
mailbox a `Member` for each message, with `entry` (number from 1), `record` (offset) and `record_length`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.capture.mail.mailbox import is_mailbox, messages
from averment.capture.mail.message import message
from averment.capture.mail.page import is_page, page
from averment.capture.mail.parts import open_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Bytes, Found, Given


def parse(data: Bytes, given: Given) -> Iterator[Found]:
    """Find the document and the attachments. Raises `InputError` where there is neither."""
    if is_mailbox(data):
        yield from messages(data)
        return
    whole = open_part(data)
    yield from page(data, whole, given) if is_page(whole) else message(data, whole, given)
