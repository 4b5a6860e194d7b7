"""Corpora: millions of reports on one machine or many, into tables; and weighing that is larger than memory."""

from averment.scale.corpus import Summary, read_corpus

__all__ = ["Summary", "read_corpus"]
