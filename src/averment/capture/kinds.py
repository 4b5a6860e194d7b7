"""What bytes are, by what is in them and never by their name: HTML, plain text, or something else.

In: the bytes, then the decoded head. Out: nothing, or a `BinaryInputError` that says what it seems to be; a media type.
"""

from __future__ import annotations

import re
from typing import Final

from averment.errors import BinaryInputError

SAMPLE: Final = 1 << 16  # bytes looked at, from the beginning, the middle and the end
SNIFFED: Final = 4096  # code points of the head in which markup must show
FEW: Final = 4  # control bytes that make no file binary, however short it is
ODD_SHARE: Final = 0.02  # of control bytes, from which bytes are not text

# (signature, what it is, whether control bytes must confirm it: the letters alone could begin a sentence)
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF document", False),
    (b"{\\rtf", "an RTF document", False),
    (b"%!PS-Adobe", "a PostScript document", False),
    (b"WARC/1.", "a web archive (WARC)", False),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", True),
    (b"\xff\xd8\xff", "a JPEG image", True),
    (b"GIF8", "a GIF image", True),
    (b"II*\x00", "a TIFF image", True),
    (b"MM\x00*", "a TIFF image", True),
    (b"BM", "a bitmap image", True),
    (b"PK\x03\x04", "a ZIP archive or an office document (DOCX, ODT, EPUB)", True),
    (b"PK\x05\x06", "an empty ZIP archive", True),
    (b"\x1f\x8b", "gzip-compressed data", True),
    (b"BZh", "bzip2-compressed data", True),
    (b"\xfd7zXZ\x00", "xz-compressed data", True),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", True),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", True),
    (b"Rar!\x1a\x07", "a RAR archive", True),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (DOC, XLS, PPT)", True),
    (b"SQLite format 3\x00", "an SQLite database", True),
    (b"!BDN", "an Outlook mailbox (PST)", True),
    (b"\x7fELF", "a program", True),
    (b"MZ", "a program", True),
    (b"OggS", "sound or video", True),
    (b"ID3", "sound", True),
    (b"RIFF", "sound, video or an image", True),
    (b"\x1aE\xdf\xa3", "video", True),
    (b"bplist00", "a binary property list or web archive", True),
)
_FTYP: Final = slice(4, 8)
_BRAND: Final = slice(8, 12)
_PICTURES: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif"})
_ODD: Final = bytes(set(range(0x20)) - set(b"\t\n\f\r\x1b")) + b"\x7f"
_BLANK: Final = re.compile(r"[\s\x00\ufeff\u200b\x1c-\x1f]*")

_TAG: Final = (
    r"(?:html|head|body|title|meta|link|base|script|style|iframe|div|span|p|a|b|br|table|font|h[1-6]|img|article|section"
    r"|main|header|nav|ul|ol|figure|blockquote|center|noscript)"
)
_OPENS: Final = re.compile(rf"\s*(?:<!--|<\?xml\s|<!doctype\s+html|<{_TAG}[\s/>])", re.IGNORECASE)
_WHOLE: Final = re.compile(r"^\s*(?:<!doctype\s+html|<html[\s>]|<body[\s>])", re.IGNORECASE | re.MULTILINE)
_CLOSED: Final = re.compile(r"</(?:p|div|span|li|td|h[1-6]|a|article|section|body|html)\s*>", re.IGNORECASE)
_ENOUGH_CLOSED: Final = 3


def refuse_binary(data: bytes, *, wide: bool, subject: str | None) -> None:
    """Raise `BinaryInputError` where `data` is no text; `wide` says that it is UTF-16 or UTF-32: full of NULs."""
    odd = _odd_share(data)
    for signature, what, confirm in _SIGNATURES:
        if data.startswith(signature) and (odd or not confirm):
            raise BinaryInputError(_sentence(what), subject=subject)
    if odd and data[_FTYP] == b"ftyp":
        what = "an image" if data[_BRAND] in _PICTURES else "video"
        raise BinaryInputError(_sentence(what), subject=subject)
    if odd > ODD_SHARE and not wide:
        raise BinaryInputError(_sentence("binary data"), subject=subject)


def is_html(text: str) -> bool:
    """Tell markup from plain text (after the WHATWG MIME Sniffing Standard, 7.1, and for fragments, closing tags)."""
    head = text[:SNIFFED]
    if _OPENS.match(head) or _WHOLE.search(head):
        return True
    return len(_CLOSED.findall(head)) >= _ENOUGH_CLOSED


def is_blank(text: str) -> bool:
    """Tell whether there is nothing to read: white space, NULs and invisible marks only."""
    return _BLANK.fullmatch(text) is not None


def _odd_share(data: bytes) -> float:
    middle = len(data) // 2
    sample = data[:SAMPLE] if len(data) <= SAMPLE else data[:SAMPLE] + data[middle : middle + SAMPLE] + data[-SAMPLE:]
    odd = len(sample) - len(sample.translate(None, _ODD))
    return odd / len(sample) if odd > FEW else odd / SAMPLE


def _sentence(what: str) -> str:
    return f"This seems to be {what}, which cannot be read."
