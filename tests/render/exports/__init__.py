"""Exports, each held against what its format says."""
