"""Figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from averment.reading.draft import Draft


def find_figures(draft: Draft) -> Draft:
    """Give the draft as it is."""
    return draft
