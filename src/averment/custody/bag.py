"""The files of a sealed bag (BagIt 1.0, RFC 8493), and how a bag is told from a case.

In: a folder. Out: whether it is a bag, or the case in one. A bag stays as it is to the byte: nothing is written in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

DECLARATION_FILE: Final = "bagit.txt"
"""Makes a folder a bag (RFC 8493, section 2.1.1)."""
DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
PAYLOAD: Final = "data"


def is_sealed(folder: Path) -> bool:
    """Say whether a folder is a sealed bag or the case in one."""
    whole = folder.resolve()
    places = (whole, whole.parent) if whole.name == PAYLOAD else (whole,)
    return any((place / DECLARATION_FILE).is_file() for place in places)
