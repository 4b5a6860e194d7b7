"""What a reader has in mind at a place of the text: who has spoken, and who has been named.

In: mentions by name, and sources as they are resolved. Out: the most salient entity that fits: a source before what is
only named, what its sentence names first before the rest, a near sentence before a far one.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from averment.reading.sentences import Sentences
    from averment.reading.speakers.entities import Entity
    from averment.reading.speakers.register import Register
    from averment.values import Attribution, Span

_BACK: Final = 6  # sentences that a pronoun looks back over
_MOST: Final = 32  # entities of one sentence that are looked at: bounds the work on hostile text


class Discourse:
    """Who was named where, and who spoke, up to the attribution that is being resolved."""

    def __init__(self, sentences: Sentences, register: Register) -> None:
        self._sentences = sentences
        self._sources: dict[int, list[tuple[int, Entity]]] = defaultdict(list)
        self._mentions: dict[int, list[tuple[int, Entity]]] = defaultdict(list)
        for at, entity in register.mentions():
            self._mentions[self.sentence(at)].append((at, entity))
        self.spoken: set[Entity] = set()
        self.said: list[tuple[Attribution, Entity]] = []

    def sentence(self, at: int) -> int:
        """Give the number of the sentence at an offset."""
        return self._sentences.index_at(at)

    def speaks(self, attribution: Attribution, entity: Entity, source: Span | None) -> None:
        """Take in that an attribution has been resolved, and which words of its source name the entity."""
        self.said.append((attribution, entity))
        if source is not None:
            at = source[0]
            entity.mentioned(*source)
            self._sources[self.sentence(at)].append((at, entity))
            self.spoken.add(entity)

    def before(
        self, at: int, fits: Callable[[Entity], bool], *, own: int | None = None, back: int = _BACK
    ) -> Entity | None:
        """Give the most salient entity before `at` that fits.

        `own` is where the content of the attribution begins: what the content names in this sentence does not count.
        """
        here = self.sentence(at)
        for sentence in range(here, max(-1, here - back), -1):
            end = min(at, own) if own is not None and sentence == here else at
            for start, entity in islice(reversed(self._sources.get(sentence, [])), _MOST):
                if start < end and fits(entity):
                    return entity
            for start, entity in islice(self._mentions.get(sentence, []), _MOST):
                if start < end and fits(entity):
                    return entity
        return None

    def nearest(self, at: int) -> Entity | None:
        """Give what is named last before `at` in its sentence: what "who" and "which" mean."""
        here = self.sentence(at)
        named = (*self._sources.get(here, ())[-_MOST:], *self._mentions.get(here, ())[:_MOST])
        found = [(start, entity) for start, entity in named if start < at and entity.kind not in (None, "document")]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def last_source(self, at: int) -> Entity | None:
        """Give who spoke last in the sentence of `at`."""
        here = self._sources.get(self.sentence(at))
        return here[-1][1] if here else None

    def quoting(self, at: int) -> Entity | None:
        """Give who says the words at `at`: the source of the innermost attribution whose content holds them."""
        for attribution, entity in islice(reversed(self.said), _MOST):
            if any(start <= at < end for start, end in attribution.content):
                return entity
        return self.said[-1][1] if self.said else None
