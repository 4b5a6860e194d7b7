"""Pixels to a PNG file (ISO/IEC 15948), written here so that nothing a file brought with it reaches a browser.

In: pixels of three bytes (red, green, blue), row by row. Out: the bytes of the picture.
"""

from __future__ import annotations

import zlib
from struct import pack
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment.capture.found import Drawn

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_KIND: Final = (8, 2, 0, 0, 0)  # 8 bits a sample, true colour; deflate, the one set of filters, not interlaced
_LEVEL: Final = 4  # a page of text becomes a thirtieth; what higher levels save takes longer than to send it


def png(drawn: Drawn) -> bytes:
    """Write a picture."""
    across = 3 * drawn.width
    rows = (b"\0" + drawn.pixels[at : at + across] for at in range(0, len(drawn.pixels), across))
    head = pack("!II5B", drawn.width, drawn.height, *_KIND)
    return (
        _SIGNATURE
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"".join(rows), _LEVEL))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack("!I", len(data)) + kind + data + pack("!I", zlib.crc32(data, zlib.crc32(kind)))
