"""Links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from averment.reading.draft import Draft


def links(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Give nothing."""
    return {}
