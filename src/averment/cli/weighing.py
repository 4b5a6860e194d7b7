"""What the commands that weigh a case share: how far it is, for a person who waits, and what the output can show."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Progress: TypeAlias = Callable[[str, int, int], None]
"""What is being done, how much of it is done, of how much."""


@contextmanager
def weighing() -> Iterator[Progress]:
    """Give what to call with how far the weighing is; it is shown where somebody waits."""
    from averment.cli.progress import meter

    with meter("Weighing") as tell:
        yield lambda _doing, done, total: tell(done, total)


def ascii_only() -> bool:
    """Say whether standard output lacks the characters in which bars and arrows are drawn."""
    try:
        "├─┤▶◀●┴│▸·".encode((sys.stdout and sys.stdout.encoding) or "utf-8")
    except (LookupError, UnicodeEncodeError):
        return True
    return False
