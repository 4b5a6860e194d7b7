"""An invented event, and sentences about it: templates of the grammar with their fields filled in.

In: a source of chance, and templates. Out: a `Scene`, and text. A field stands for one thing in all that one `Filling`
fills, as it does in what one person says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from training.weighing.invented.grammar import GRAMMAR

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from training.weighing.invented.grammar import EventKind, Side

_FIELD: Final = re.compile(r"\{([a-z ]+)\}")
_EITHER: Final = re.compile(r"\(([^()]*\|[^()]*)\)")
_LOOSE: Final = re.compile(r" +([,.])")
_OFTEN: Final = 0.5
"""Share of events between two of the sides that are drawn often."""
_OPPONENTS: Final = 0.7
"""Of the others, share of those between the first two sides, the first accused; the rest are between any two."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An event: its kind, whom or what it hit, where, the side that is accused and the side that this one blames."""

    kind: EventKind
    target: str
    place: str
    accused: Side
    blamed: Side


def scene(rng: random.Random) -> Scene:
    """Make an event up."""
    accused, blamed = _sides(rng)
    kind = _kind(rng, GRAMMAR.words.events)
    return Scene(kind, rng.choice(kind.targets), rng.choice(GRAMMAR.words.places), accused, blamed)


def another(known: Scene, rng: random.Random) -> Scene:
    """Make up an event of another kind, elsewhere, of which another side is accused."""
    accused = rng.choice([side for side in GRAMMAR.words.sides if side is not known.accused])
    blamed = rng.choice([side for side in GRAMMAR.words.sides if side not in (known.blamed, accused)])
    place = rng.choice([place for place in GRAMMAR.words.places if place != known.place])
    kind = _kind(rng, [kind for kind in GRAMMAR.words.events if kind is not known.kind])
    return Scene(kind, rng.choice(kind.targets), place, accused, blamed)


def _kind(rng: random.Random, kinds: Sequence[EventKind]) -> EventKind:
    return rng.choices(kinds, [kind.weight for kind in kinds])[0]


def _sides(rng: random.Random) -> list[Side]:
    sides = list(GRAMMAR.words.sides)
    if rng.random() < _OFTEN:
        return rng.sample([side for side in sides if side.often], 2)
    return sides[:2] if rng.random() < _OPPONENTS else rng.sample(sides, 2)


class Filling:
    """Fills templates in. Keeps what each field stands for."""

    def __init__(self, about: Scene, rng: random.Random) -> None:
        self._rng = rng
        self._fields = fields(about, rng)
        self._known: dict[str, str] = {}

    def fill(self, template: str) -> str:
        """Give the template with its fields and choices filled in. Raises `KeyError` for a field that there is not."""
        chosen = _EITHER.sub(lambda either: self._rng.choice(either[1].split("|")), template)
        filled = _FIELD.sub(lambda field: self._field(field[1]), chosen)
        return _LOOSE.sub(r"\1", " ".join(filled.split()))

    def sentence(self, template: str) -> str:
        """Give it with a capital letter at its beginning."""
        text = self.fill(template)
        return text[:1].upper() + text[1:]

    def _field(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self.fill(self._fields[name]())
        return self._known[name]


def fields(about: Scene, rng: random.Random) -> dict[str, Callable[[], str]]:
    """Give what draws a word for each field of the templates."""
    words, kind, a, b = GRAMMAR.words, about.kind, about.accused, about.blamed
    third = [side for side in words.sides if side not in (a, b)]
    return {
        "a": lambda: rng.choice(a.names),
        "a own": lambda: rng.choice(a.own),
        "a plainly": lambda: a.names[0],
        "a speaks": lambda: rng.choice(a.speakers),
        "b": lambda: rng.choice(b.names),
        "b own": lambda: rng.choice(b.own),
        "b speaks": lambda: rng.choice(b.speakers),
        "body": lambda: rng.choice(words.bodies),
        "count": lambda: str(rng.choice(words.counts)),
        "date": lambda: rng.choice(words.dates),
        "did": lambda: rng.choice(kind.did),
        "did elsewhere": lambda: rng.choice(kind.did).replace("{place}", "{elsewhere}"),
        "doing": lambda: rng.choice(kind.doing),
        "done": lambda: rng.choice(kind.done),
        "elsewhere": lambda: rng.choice([place for place in words.places if place != about.place]),
        "event": lambda: rng.choice(kind.nouns),
        "history": lambda: rng.choice(kind.history),
        "others": lambda: rng.choice(words.others),
        "place": lambda: about.place,
        "sign": lambda: rng.choice(kind.signs),
        "target": lambda: about.target,
        "third": lambda: rng.choice(rng.choice(third).names),
        "time": lambda: rng.choice(words.times),
        "toll": lambda: rng.choice(words.tolls),
    }
