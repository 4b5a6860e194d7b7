"""Figures across reports: put together by what they count, each with who says it and when; conflicts made visible."""

from averment.weighing.figures.gather import series

__all__ = ["series"]
