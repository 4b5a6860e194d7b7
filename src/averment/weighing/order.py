"""The order in which places in documents stand where nothing else decides: by digest, then by number, a2 before a10."""

from __future__ import annotations


def place_order(document: str, name: str) -> tuple[str, str, int]:
    """Give the key to sort by; `name` is a letter and a number, as the ids of a reading are."""
    return document, name[:1], int(name[1:]) if name[1:].isdecimal() else 0
