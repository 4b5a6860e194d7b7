"""The ZIP form: its directory, and the bytes of its entries, within bounds. What is made of it is for others to say."""

from averment.capture.packed.directory import Entry, directory
from averment.capture.packed.entries import STORED, entry_bytes, place_of, refuse_overlap, stored_range

__all__ = ["STORED", "Entry", "directory", "entry_bytes", "place_of", "refuse_overlap", "stored_range"]
