"""What a source does with a content, how certain it is of it, and which other statements it denies, doubts or confirms."""

from averment.reading.acts.decide import decide_acts

__all__ = ["decide_acts"]
