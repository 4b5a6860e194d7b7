"""Makes a bag to be checked without Averment: `python -m tests.custody.sealed FOLDER` writes bag and authority.pem."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.custody.authority import Authority
from tests.custody.small import sealed, withdrawing_case


def sealed_and_stamped(folder: Path) -> Path:
    """Seal a stamped case from which documents were withdrawn, and put the authority's certificate beside the bag."""
    authority = Authority(folder / "authority")
    case = withdrawing_case(folder / "case")
    case.stamp(authority)
    case.stamp(authority)
    (folder / "authority.pem").write_bytes(authority.root)
    return sealed(case.folder, folder / "bag").folder


if __name__ == "__main__":
    sealed_and_stamped(Path(sys.argv[1]))
