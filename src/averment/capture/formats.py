"""The formats: which module parses which, told apart by content.

In: the bytes of a file. Out: what is found in it, as it is found. A module is imported when its format is first met.
This is what runs in the process of a parser; `sandbox` makes that process.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final, Literal, TypeAlias

from averment.capture.found import Bytes, Found, Given
from averment.capture.packed import directory
from averment.errors import InputError

_HEAD: Final = 1 << 16
_MAIL: Final = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|mime-version|return-path|delivered-to|content-type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS: Final = re.compile(rb"(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?:\r?\n|\Z)")
_FEW_HEADERS: Final = 3
_MAILBOX: Final = re.compile(rb"From [^\n]{1,500}\n")  # RFC 4155: the line that each message of a mailbox follows
_WARC: Final = re.compile(rb"WARC/\d\.\d+\r?\n")

Format: TypeAlias = Literal["text", "pdf", "docx", "mail", "warc", "wacz", "zip"]
Parser: TypeAlias = Callable[[Bytes, Given], Iterator[Found]]

MODULES: Final[dict[Format, str]] = {
    "text": "captured",  # plain text and HTML: both are characters first
    "pdf": "pdf",
    "docx": "docx",
    "mail": "mail",
    "warc": "warc",
    "wacz": "wacz",
    "zip": "zipped",
}
"""Each has a `parse(data, given)` of the type `Parser`, in the module or folder of that name in this package."""


def parse(data: Bytes, given: Given) -> Iterator[Found]:
    """Find the documents in a file. Raises `InputError` where there is nothing to be had, or no more."""
    return parser(format_of(data))(data, given)


def format_of(data: Bytes) -> Format:
    """Tell the format by content. What is none of the others is left to `text`, which refuses what is no text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return _zipped(data)
    if _WARC.match(data[:64]) or _WARC.match(_compressed(data)):
        return "warc"
    return "mail" if _is_mail(data[:_HEAD]) else "text"


def parser(form: Format) -> Parser:
    """Import the parser of a format."""
    found: Parser = import_module(f"averment.capture.{MODULES[form]}").parse
    return found


def _zipped(data: Bytes) -> Format:
    """Tell an office document or a web archive from a folder that was packed, by the names in it."""
    try:
        names = {entry.name for entry in directory(data)}
    except InputError:
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    return "wacz" if "datapackage.json" in names and any(name.startswith("archive/") for name in names) else "zip"


def _compressed(data: Bytes) -> bytes:
    """Give the first bytes of what is compressed with gzip or zstd; none of anything else."""
    try:
        if data[:2] == b"\x1f\x8b":
            return zlib.decompressobj(wbits=31).decompress(data[:_HEAD], 64)
        if data[:4] in (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"):
            return b"WARC/1.0\n" if data[:4] == b"\x5d\x2a\x4d\x18" else _zstd(data[:_HEAD])
    except zlib.error:
        pass
    return b""


def _zstd(data: bytes) -> bytes:
    import zstandard

    try:
        with zstandard.ZstdDecompressor().stream_reader(data) as reader:
            return reader.read(64)
    except zstandard.ZstdError:
        return b""


def _is_mail(head: bytes) -> bool:
    """Tell an e-mail, a mailbox, or a page saved as MHTML, by the block of header fields that starts it."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    line = _MAILBOX.match(head)
    block = _HEADERS.match(head, line.end() if line else 0)
    return block is not None and len(set(map(bytes.lower, _MAIL.findall(block[0])))) >= _FEW_HEADERS
