"""What crosses between us, the nursery and the process of a parser. The frames of a parser are hostile until decoded.

In: what was found, or bytes from the other side. Out: a frame, or what was found, of the types it must have, within
bounds. A frame is a header (kind, two lengths), a record in MessagePack, and a body: the text of a document or the
bytes of a member, which are long and cross as they are.
"""

from __future__ import annotations

from struct import Struct
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from averment.capture.formats import Format
from averment.capture.found import Drawn, Found, Given, Made, Member, Wanted
from averment.capture.limits import Limits

HEADER: Final = Struct("!cII")
"""The kind (`f` found, `e` the error that ended it, `.` the end) and the lengths of the record and the body."""
_LONGEST: Final = 2_048  # code points of a name, an address, a message


class WireError(Exception):
    """The other side did not keep to the form: a defect of ours, or a parser that a file has taken over."""


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """The first message to a nursery: the limits, its own temporary folder, parsers in place of ours (paths).

    `filtered` asks for the filter of system calls, and `readable`, if any, for files to be hidden but those.
    """

    limits: Limits
    folder: str
    parsers: dict[Format, str] = {}
    filtered: bool = True
    readable: tuple[str, ...] = ()


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """Its answer: whether a system call filter was installed and seen to work in a process like a parser's."""

    filtered: bool


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no more to be had of a file: the name of an error, and its message."""

    error: str
    message: str


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How the process of a parser ended: as `subprocess` gives it, a signal negative; and the seconds it computed."""

    code: int
    processor: float


class Frame(NamedTuple):
    """A frame as it was read, not yet decoded."""

    kind: bytes
    record: bytes
    body: bytes


_encoder = msgspec.msgpack.Encoder()
_found: Final = msgspec.msgpack.Decoder(Found)
_failure: Final = msgspec.msgpack.Decoder(Failure)
_drawn: Final = msgspec.msgpack.Decoder(Drawn)
_asked: Final = msgspec.msgpack.Decoder(Given | Wanted)

END: Final = HEADER.pack(b".", 0, 0)


def encode_given(given: Given) -> bytes:
    """Encode what is known of a file, in fewer bytes than a message may have."""
    url = given.url if given.url and len(given.url) <= _LONGEST else None  # half an address is another
    texts = {"name": given.name, "url": url, "captured": given.captured, "charset": given.charset}
    known = {key: text and _plain(text) for key, text in texts.items()}
    return _encoder.encode(replace(given, **known))


def encode_wanted(wanted: Wanted) -> bytes:
    """Encode what is wanted of a file that is not to be parsed."""
    return _encoder.encode(wanted)


def decode_asked(data: bytes) -> Given | Wanted:
    """Decode what is known of a file to be parsed, or what is wanted of one that is not."""
    asked: Given | Wanted = _asked.decode(data)
    return asked


def encode_drawn(drawn: Drawn) -> tuple[bytes, bytes]:
    """Encode a picture as a header with its record, and a body: its pixels."""
    record = _encoder.encode(replace(drawn, pixels=b""))
    return HEADER.pack(b"f", len(record), len(drawn.pixels)) + record, drawn.pixels


def encode_found(found: Found) -> tuple[bytes, bytes]:
    """Encode what was found as a header with its record, and a body."""
    body = b""
    if isinstance(found, Made):
        document = found.capture.document
        body = document.text.encode()
        found = Made(capture=replace(found.capture, document=replace(document, text="")))
    elif isinstance(found, Member):
        body, found = found.data, replace(found, data=b"")
    record = _encoder.encode(found)
    return HEADER.pack(b"f", len(record), len(body)) + record, body


def encode_failure(error: str, message: str) -> bytes:
    """Encode the error that ended the parsing."""
    record = _encoder.encode(Failure(error=error, message=_plain(message)))
    return HEADER.pack(b"e", len(record), 0) + record


def lengths(header: bytes, limits: Limits) -> tuple[bytes, int, int]:
    """Read a header; raises `WireError` for one that is none, or promises more than `limits` allow."""
    kind, record, body = HEADER.unpack(header)
    if kind not in (b"f", b"e", b".") or record > limits.record or body > max(limits.text, limits.member):
        message = f"a frame {kind!r} of {record:,} and {body:,} bytes"
        raise WireError(message)
    return kind, record, body


def decode_found(frame: Frame) -> Found:
    """Decode what was found; raises `WireError` for what does not fit the types."""
    try:
        found = _found.decode(frame.record)
        if isinstance(found, Made):
            document = replace(found.capture.document, text=frame.body.decode())
            return Made(capture=replace(found.capture, document=document))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WireError(str(error)) from error
    return replace(found, data=frame.body) if isinstance(found, Member) else found


def decode_drawn(frame: Frame, most: int) -> Drawn:
    """Decode a picture of `most` pixels or fewer; raises `WireError` for what is none."""
    try:
        drawn = replace(_drawn.decode(frame.record), pixels=frame.body)
    except msgspec.MsgspecError as error:
        raise WireError(str(error)) from error
    if drawn.width < 1 or drawn.height < 1 or drawn.width * drawn.height > most:
        message = f"a picture of {drawn.width:,} by {drawn.height:,} pixels"
        raise WireError(message)
    if len(drawn.pixels) != 3 * drawn.width * drawn.height:
        message = f"{len(drawn.pixels):,} bytes for a picture of {drawn.width:,} by {drawn.height:,} pixels"
        raise WireError(message)
    return drawn


def decode_failure(frame: Frame) -> Failure:
    """Decode an error; raises `WireError` for what is none."""
    try:
        return _failure.decode(frame.record)
    except msgspec.MsgspecError as error:
        raise WireError(str(error)) from error


def _plain(text: str) -> str:
    """Give a text bounded; a file name may hold bytes that are no UTF-8, which MessagePack has no way to hold."""
    return text[:_LONGEST].encode(errors="backslashreplace").decode()
