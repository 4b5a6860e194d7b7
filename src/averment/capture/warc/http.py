"""The body of an HTTP response as it was meant: out of its chunks (RFC 9112, 7.1), out of its content encodings.

In: the bytes after the header fields, and the fields. Out: the body at each step, the last one decoded. Crawlers often
keep the fields but store the body decoded: a body that plainly is not in the form that a field states is let be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.capture.expansion import DEFLATE, GZIP, ZLIB, Inflated, Source, Unbrotli, Unzstd, whole
from averment.capture.kinds import refuse_binary
from averment.errors import BinaryInputError, HostileInputError, MalformedInputError

if TYPE_CHECKING:
    from averment.capture.warc.fields import Fields

MAX_ENCODINGS: Final = 4
"""Of one body: one is what there is, two are a mistake of a server, more are made to harm."""

MAX_GZIP_MEMBERS: Final = 10_000
"""Of one body: a server that flushes makes a few."""

_CHUNK: Final = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]{0,1000})?\r?\n")
_LINE_END: Final = re.compile(rb"\r?\n")
_GZIP_MAGIC: Final = b"\x1f\x8b"
_ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
_KEPT: Final = (b"%PDF-", b"PK\x03\x04")  # documents that are no text


def bodies(data: bytes, fields: Fields) -> list[bytes]:
    """Give the body as it came, out of its chunks, and decoded; no step twice. Raises `InputError`."""
    steps = [data]
    if "chunked" in fields.get("transfer-encoding", "").lower():
        steps.append(_unchunked(data))
    stated = fields.get("content-encoding", "").lower().split(",")
    encodings = [encoding for word in stated if (encoding := word.strip()) not in {"", "identity", "none"}]
    if len(encodings) > MAX_ENCODINGS:
        msg = f"It is encoded {len(encodings)} times over."
        raise HostileInputError(msg)
    for encoding in reversed(encodings):
        steps[2:] = [_decoded(steps[-1], encoding)]
    return steps


def _unchunked(data: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while found := _CHUNK.match(data, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(pieces)
        piece = data[found.end() : found.end() + size]
        end = _LINE_END.match(data, found.end() + size)
        if end is None:
            break
        pieces.append(piece)
        at = end.end()
    if not at:
        return data  # stored out of its chunks
    msg = "Its chunks are cut short, or do not fit each other."
    raise MalformedInputError(msg)


def _decoded(data: bytes, encoding: str) -> bytes:
    if encoding in {"gzip", "x-gzip"} and data.startswith(_GZIP_MAGIC):
        return whole(_Members(data))
    if encoding == "zstd" and data.startswith(_ZSTD_MAGIC):
        return whole(Unzstd(data, 0, len(data)))
    if encoding == "br":
        return _expanded(data, Unbrotli(data, 0, len(data)))
    if encoding == "deflate":
        return _expanded(data, *(Inflated(data, 0, len(data), wbits) for wbits in (ZLIB, DEFLATE)))
    if _is_plain(data):
        return data
    msg = f"It is encoded in a way that is not read ({encoding[:40]})."
    raise BinaryInputError(msg)


class _Members:
    """The members of a gzip file one after the other; what follows them is no part of it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MAX_GZIP_MEMBERS
        self._member = Inflated(data, 0, len(data), GZIP)

    def piece(self) -> bytes:
        piece = self._member.piece()
        while not piece and self._data.startswith(_GZIP_MAGIC, self._member.end):
            self._left -= 1
            if not self._left:
                msg = f"It is compressed in more than {MAX_GZIP_MEMBERS} pieces."
                raise HostileInputError(msg)
            self._member = Inflated(self._data, self._member.end, len(self._data), GZIP)
            piece = self._member.piece()
        return piece


def _expanded(data: bytes, *tried: Source) -> bytes:
    """Expand what no signature begins: deflate is zlib by the standard, and bare as some servers send it."""
    for source in tried:
        try:
            return whole(source)
        except MalformedInputError:
            continue
    if _is_plain(data):
        return data
    msg = "Its compressed data are damaged."
    raise MalformedInputError(msg)


def _is_plain(data: bytes) -> bool:
    """Tell whether a body is a document as it stands."""
    try:
        refuse_binary(data, wide=False, subject=None)
    except BinaryInputError:
        return data.startswith(_KEPT)
    return True
