"""Capture: bytes to documents."""
