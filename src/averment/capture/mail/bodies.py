"""The body of a part: out of its transfer encoding, out of its charset, its lines as they were meant.

In: a part and the bytes it stands in. Out: bytes, or text and the charset it was read in. Raises `InputError`.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from averment.capture.captured import Captured, capture
from averment.capture.charsets import Encoding, find_encoding, find_marked, find_said
from averment.capture.kinds import refuse_binary
from averment.capture.limits import LIMITS
from averment.errors import BinaryInputError, InputTooLargeError, MalformedInputError
from averment.values import Charset

if TYPE_CHECKING:
    from averment.capture.found import Bytes, Given
    from averment.capture.mail.parts import Part

# Charsets that shift their meaning by escape sequences. Browsers dropped all but one: they can hide markup. In mail in
# Japanese and Korean they are common.
_STATEFUL: Final = {"iso-2022-jp": "iso2022_jp_2", "iso-2022-kr": "iso2022_kr"}
_AS_IT_IS: Final = frozenset({"", "7bit", "8bit", "binary"})
_NO_BASE64: Final = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_QUOTES: Final = re.compile(r">*")

_DAMAGED: Final = "Its base64 is damaged, or cut short."


def body(data: Bytes, part: Part) -> bytes:
    """Give the bytes of a part out of its transfer encoding (RFC 2045, 6)."""
    if part.end - part.start > 2 * LIMITS.member:
        msg = f"It is more than {LIMITS.member // 2**20} MiB."
        raise InputTooLargeError(msg)
    raw = data[part.start : part.end]
    encoding = part.header.encoding
    if encoding == "base64":
        return _unbased(raw)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(raw)
    if encoding in _AS_IT_IS:
        return raw
    msg = f"It is encoded in a way that is not read ({encoding[:40]})."
    raise BinaryInputError(msg)


def text(data: Bytes, part: Part) -> tuple[str, Charset]:
    """Give the text of a part, its line ends as in a plain text, and the charset it was read in."""
    raw = body(data, part)
    label = _label(part)
    marked = find_marked(raw)
    refuse_binary(raw, wide=marked is not None and marked.codec != "utf-8", subject=None)
    encoding = (
        marked or _stateful(label) or (find_said(raw, label) if label else None) or find_encoding(raw, markup=False)
    )
    words = raw[encoding.skip :].decode(encoding.codec, "replace").replace("\r\n", "\n").replace("\r", "\n")
    if part.header.parameter("format").lower() == "flowed":
        words = _unflowed(words, delete=part.header.parameter("delsp").lower() == "yes")
    return words, encoding.charset


def page(data: Bytes, part: Part, given: Given) -> Captured:
    """Convert a page as a file of its own would be."""
    raw = body(data, part)
    label = _label(part)
    stateful = _stateful(label)
    if stateful:
        raw = b"\xef\xbb\xbf" + raw.decode(stateful.codec, "replace").encode()
    captured = capture(raw, msgspec.structs.replace(given, charset=None if stateful else label or None))
    if not stateful:
        return captured
    return replace(captured, document=msgspec.structs.replace(captured.document, charset=stateful.charset))


def _label(part: Part) -> str:
    return part.header.parameter("charset").strip().lower()


def _stateful(label: str) -> Encoding | None:
    codec = _STATEFUL.get(label)
    return Encoding(Charset(name=label, how="transport"), codec) if codec else None


def _unbased(raw: bytes) -> bytes:
    """Decode base64: what is no letter of it is left out, missing padding is let be, nothing after the end is lost."""
    letters = raw.translate(None, _NO_BASE64)
    words = letters.rstrip(b"=")
    if len(words) % 4 == 1:
        raise MalformedInputError(_DAMAGED)
    if b"=" not in words:
        return binascii.a2b_base64(words + b"=" * (-len(words) % 4))
    pieces = [piece for piece in words.split(b"=") if piece]  # one after the other, each with its padding
    if any(len(piece) % 4 == 1 for piece in pieces):
        raise MalformedInputError(_DAMAGED)
    return b"".join(binascii.a2b_base64(piece + b"=" * (-len(piece) % 4)) for piece in pieces)


def _unflowed(words: str, *, delete: bool) -> str:
    """Join the lines that were broken for sending alone (RFC 3676, 4): those that end in a space."""
    lines: list[list[str]] = []
    open_at = -1  # the depth of quotation of the line that goes on, or -1
    for line in words.split("\n"):
        depth = len(_QUOTES.match(line)[0])  # type: ignore[index]  # it matches everywhere
        content = line[depth:].removeprefix(" ")
        flows = content.endswith(" ") and content != "-- "
        content = content[:-1] if flows and delete else content
        if open_at == depth and content != "-- ":
            lines[-1].append(content)
        else:
            lines.append([">" * depth + " " * bool(depth) + content])
        open_at = depth if flows else -1
    return "\n".join(map("".join, lines))
