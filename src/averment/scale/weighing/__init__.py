"""Weighing that is larger than memory: copies and origins over a corpus of tables, and propositions asked of it."""
