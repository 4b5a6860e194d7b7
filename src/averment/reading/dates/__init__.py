"""Expressions of time, resolved to days against the day of publication; and when a source spoke."""

from averment.reading.dates.find import find_dates

__all__ = ["find_dates"]
