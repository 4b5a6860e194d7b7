"""Dates: the grammar of their expressions, the arithmetic of their days, and when a source spoke."""
