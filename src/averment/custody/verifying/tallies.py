"""Counting what a check came upon, so that a million findings make one sentence and a hundred names.

In: what is wrong in a word or two, and with what. Out: the words and the names for a `Check`.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, Literal

from averment.values import Check

NAMED: Final = 100
"""How many subjects a check names: what a person can look at."""
_LONGEST: Final = 200  # code points of a subject: names of files come from outside


class Tally:
    """Findings of one kind: how often each, and the first of their subjects."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._subjects: dict[str, None] = {}

    def add(self, what: str, subject: str) -> None:
        """Count a finding."""
        self._counts[what] += 1
        if len(self._subjects) < NAMED:
            self._subjects[subject[:_LONGEST]] = None

    def __bool__(self) -> bool:
        """Say whether anything was found."""
        return bool(self._counts)

    @property
    def words(self) -> str:
        """Say what was found, in the order in which each was first met: `2 changed, 1 missing`."""
        return ", ".join(f"{count:,} {what}" for what, count in self._counts.items())

    @property
    def subjects(self) -> tuple[str, ...]:
        """Name the subjects, the first hundred of them."""
        return tuple(self._subjects)

    def check(self, name: str, state: Literal["failed", "not checked"], of: str, advice: str) -> Check:
        """Make a check of it: `of` is what was looked at, as `of 600 objects`."""
        found = f"{self.words}, {of}" if of else self.words
        return Check(name=name, state=state, found=found, advice=advice, subjects=self.subjects)
