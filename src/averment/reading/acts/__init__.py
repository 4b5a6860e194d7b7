"""What a source does with a content, how certain it is, and which statements it denies, doubts or confirms."""

from averment.reading.acts.decide import decide_acts

__all__ = ["decide_acts"]
