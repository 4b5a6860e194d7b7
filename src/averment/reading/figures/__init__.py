"""Counted figures with their bounds, what became of those they count, and who says so."""

from averment.reading.figures.find import find_figures

__all__ = ["find_figures"]
