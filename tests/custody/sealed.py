"""Makes a bag to be checked without Averment: `python -m tests.custody.sealed FOLDER` writes bag and authority.pem."""

from __future__ import annotations

import sys
from pathlib import Path

from averment.custody.seal import seal
from tests.custody.authority import Authority
from tests.custody.conftest import NOW
from tests.custody.small import withdrawing_case


def sealed(folder: Path) -> Path:
    """Seal a stamped case from which documents were withdrawn, and put the authority's certificate beside the bag."""
    authority = Authority(folder / "authority")
    case = withdrawing_case(folder / "case")
    case.stamp(authority)
    case.stamp(authority)
    (folder / "authority.pem").write_bytes(authority.root)
    seal(case.folder, folder / "bag", by="Ana Brel", version="1", now=lambda: NOW)
    return folder / "bag"


if __name__ == "__main__":
    sealed(Path(sys.argv[1]))
