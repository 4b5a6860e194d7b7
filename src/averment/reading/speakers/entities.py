"""Who or what may speak in one document, while the document is read.

In: what names, titles and descriptions tell. Out: an `Entity`, filled bit by bit, that becomes a `Speaker`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from averment.reading.speakers.lexicon import Gender, lexicon

if TYPE_CHECKING:
    from averment.reading.speakers.names import Key
    from averment.values.readings import SpeakerKind


@dataclass(eq=False, slots=True)
class Entity:
    """Someone or something that may speak. Filled while a document is read, then made a `Speaker`."""

    name: str
    kind: SpeakerKind | None
    key: Key = ()
    told: tuple[str, ...] = ()
    gender: Gender | None = None
    plural: bool = False
    roles: list[str] = field(default_factory=list)
    country: str | None = None
    body: Entity | None = None
    party: str | None = None
    nouns: set[str] = field(default_factory=set)
    members: tuple[Entity, ...] = ()
    mentions: list[tuple[int, int]] = field(default_factory=list)

    @property
    def shows_no_person(self) -> bool:
        """Whether it is a body, or something of which one word is all that is known."""
        return self.kind not in (None, "person") or (self.kind is None and len(self.key) == 1)

    @property
    def speaks(self) -> bool:
        """Whether a body speaks through it: a spokesman, an envoy."""
        titles = lexicon().titles
        told = [word for role in self.roles for word in role.lower().split()] or self.told
        return any((title := titles.get(word)) and title.spoken for word in told)

    @property
    def role(self) -> str | None:
        """The title, as given most fully; a form of address is none."""
        return max(self.roles, key=len) if self.roles else None

    def mentioned(self, start: int, end: int) -> None:
        """Add a mention, in order of the text."""
        at = bisect_left(self.mentions, (start, end))
        if self.mentions[at : at + 1] != [(start, end)]:
            self.mentions.insert(at, (start, end))
