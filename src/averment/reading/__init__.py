"""Document to Reading: attributions so far; `reader.py` is the order of steps."""

from averment.reading.reader import Reader

__all__ = ["Reader"]
