"""A mailbox: messages one after the other, each after a line that begins with "From " (RFC 4155).

In: the bytes. Out: a `Member` for each message, as it stands: a ">" that was put before a line "From " in it is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.capture.containers import Allowance
from averment.capture.limits import LIMITS
from averment.errors import EmptyInputError, InputTooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Bytes, Found

_MARK: Final = b"From "
_LINE: Final = re.compile(rb"From [^\n]{0,500}\n[!-9;-~]{1,80}:")  # what follows it is a header field
_WINDOW: Final = 600


def is_mailbox(data: Bytes) -> bool:
    """Tell a mailbox by its first line."""
    return data[: len(_MARK)] == _MARK


def messages(data: Bytes) -> Iterator[Found]:
    """Give the messages. Raises `EmptyInputError` where there is none."""
    allowance = Allowance()
    starts = _starts(data)
    begun = next(starts, None)
    if begun is None:
        msg = "There is no message in the mailbox."
        raise EmptyInputError(msg)
    number = 0
    while begun is not None:
        following = next(starts, None)
        number += 1
        yield _message(data, number, begun, len(data) if following is None else following, allowance)
        begun = following


def _message(data: Bytes, number: int, start: int, end: int, allowance: Allowance) -> Found:
    begins = data.find(b"\n", start, end) + 1
    name = f"message {number}"
    if end - begins > LIMITS.member:
        error = InputTooLargeError(f"The message is more than {LIMITS.member // 2**20} MiB.")
        return allowance.refused(name, error)
    words = data[begins:end]
    for ending in (b"\r\n", b"\n"):  # the blank line before the next is the mailbox's
        if words.endswith(2 * ending):
            words = words[: -len(ending)]
            break
    return allowance.member(name, {"entry": number, "record": start, "record_length": end - start}, words)


def _starts(data: Bytes) -> Iterator[int]:
    """Find the lines that begin a message: first in the file, or after a blank line, with a header field after them."""
    at = 0
    while at >= 0:
        before = data[max(0, at - 2) : at]
        blank = at == 0 or before == b"\n\n" or data[max(0, at - 4) : at] == b"\r\n\r\n"
        if blank and _LINE.match(data[at : at + _WINDOW]):
            yield at
        found = data.find(b"\n" + _MARK, at)
        at = found + 1 if found >= 0 else -1
