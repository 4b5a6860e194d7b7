"""What a report describes as evidence, of which type, for or against, and which statements rest on it."""

from averment.reading.evidence.find import find_evidence

__all__ = ["find_evidence"]
