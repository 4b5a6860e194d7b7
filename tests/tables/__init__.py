"""Readings as tables."""
