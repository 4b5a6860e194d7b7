"""Acts: what a source does with a content, how certain it is of it, and what its denial is aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from averment.reading.draft import Draft


def decide_acts(draft: Draft) -> Draft:
    """Give the draft as it is."""
    return draft
