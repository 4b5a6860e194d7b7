"""What became of added files, counted: one line for all of them.

In: the additions of one command, as they come. Out: a sentence.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from averment.render.header import counted
from averment.values.cases import BETWEEN

if TYPE_CHECKING:
    from averment.values import Addition


class Tally:
    """Counts additions. `files` are those that were named; what was found inside them is counted beside them."""

    def __init__(self) -> None:
        self._files = 0
        self._inside = 0
        self._unread = 0
        self._states: Counter[str] = Counter()

    @property
    def unread(self) -> int:
        """How many could not be read, or not all of them."""
        return self._unread

    @staticmethod
    def inside(addition: Addition) -> bool:
        """Say whether it was found in another."""
        return BETWEEN in addition.name

    def count(self, addition: Addition) -> None:
        """Count one; `container » name` is a member."""
        inside = self.inside(addition)
        self._inside += inside
        self._files += not inside
        self._unread += addition.error is not None
        self._states[_outcome(addition, inside=inside)] += 1

    def sentence(self) -> str:
        """Say what became of them all: `1,000 files: 960 added, 31 known before, 9 could not be read (kept)`."""
        what = counted(self._files, "file")
        what += f" and {counted(self._inside, 'document')} inside" if self._inside else ""
        counts = [f"{self._states[state]:,} {words}" for state, words in _WORDS.items() if self._states[state]]
        return f"{what}: {', '.join(counts) or 'nothing to add'}"


_WORDS: Final = {
    "added": "added",
    "known": "known before",
    "unread": "could not be read (kept)",
    "missing": "could not be taken in",
    "refused": "could not be taken out",
}


def _outcome(addition: Addition, *, inside: bool) -> str:
    """Say what became of one. What was read only in part, and says so, was added all the same."""
    if addition.state == "failed" and addition.document is None:
        return "refused" if inside else "missing"
    if addition.state == "failed" or (addition.state == "captured" and addition.error):
        return "unread"
    return "known" if addition.state == "known" else "added"
