"""Readings as tables and back: what a corpus is kept in, and what other programs open. Nothing of a reading is lost."""

from averment.tables.making import rows_of
from averment.tables.readings import reading_of
from averment.tables.rows import TABLES, Rows

__all__ = ["TABLES", "Rows", "reading_of", "rows_of"]
