"""Bytes to `Document`: the kind and charset found, a text view, its parts, and the map back to the bytes.

In: the raw bytes of one report, plain text or HTML. Out: `Captured`, a `Document` and its `Places`.
Nothing heavy is imported until a page needs it; a plain UTF-8 file never does.
"""

from averment.capture.captured import MAX_BYTES, Captured, capture
from averment.capture.places import Places

__all__ = ["MAX_BYTES", "Captured", "Places", "capture"]
