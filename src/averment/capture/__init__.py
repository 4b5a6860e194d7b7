"""Bytes to `Document`: the kind and charset found, a text view, its parts, and the map back to the bytes.

In: the raw bytes of one file. Out of `parse`: the documents in it, whatever its format (`formats` lists them). Out
of `capture`, for plain text and HTML: `Captured`, a `Document` and its `Places`.
Nothing heavy is imported until a format needs it; a plain UTF-8 file never does.
"""

from averment.capture.captured import MAX_BYTES, Captured, capture
from averment.capture.formats import parse
from averment.capture.found import Found, Given, Made, Member, Refused
from averment.capture.places import Places

__all__ = ["MAX_BYTES", "Captured", "Found", "Given", "Made", "Member", "Places", "Refused", "capture", "parse"]
