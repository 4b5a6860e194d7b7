"""Who each source is: names, pronouns and descriptions of one document resolved to its speakers."""

from averment.reading.speakers.resolve import resolve_speakers

__all__ = ["resolve_speakers"]
