"""A source as its name is compared, and what a comparison proposes.

In: a source and its key. Out: its words, what it is, and the forms it was met in.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from averment.values import Source
from averment.weighing.name_words import words
from averment.weighing.naming import CLASSES, Class, person


class Named(NamedTuple):
    """A source, its key, what kind of thing it is (`unnamed` without a name of its own), and the words of its name."""

    key: str
    source: Source
    what: Class
    words: tuple[str, ...]

    @classmethod
    def of(cls, key: str, source: Source) -> Named:
        """Make one of a source."""
        what = CLASSES[source.kind] if source.named else "unnamed"
        return cls(key, source, what, person(source.name) if what == "person" else words(source.name))

    def on_other_side(self, other: Named) -> bool:
        """Say whether reports place the two on different sides."""
        a, b = self.source.party, other.source.party
        return a is not None and b is not None and words(a) != words(b)


Proposal: TypeAlias = tuple[Named, Named, str]
"""Two sources that may be one, and why."""
