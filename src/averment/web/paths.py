"""Where a page sends its reader next: within the desk, whatever an address or a form says.

In: a path from outside. Out: the same, or another where it could lead elsewhere.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_LONGEST: Final = 4_000


def within(path: str, otherwise: str = "/") -> str:
    r"""Give a path of the desk with its query and fragment, or `otherwise`.

    Browsers take `//name` and `/\name` for another server, and leave out tabs and line ends wherever they stand (WHATWG
    URL, sections 4.2 and 4.4): only what is printed, has no backslash, and begins with one slash is a path here.
    """
    plain = path.isascii() and path.isprintable() and "\\" not in path and " " not in path and len(path) <= _LONGEST
    if not plain or not path.startswith("/") or path.startswith("//"):
        return otherwise
    try:
        parts = urlsplit(path)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else path
