"""What the three YAML files hold, checked: words, kinds of statement, kinds of proposition.

In: `words.yaml`, `statements.yaml`, `propositions.yaml`; each says at its top how to read it. Out: `GRAMMAR`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec

from averment.values.readings import Act
from training.weighing.examples import DENIES, DOUBTS, NONE, SUPPORTS

_SAYS: Final = "{says}"


class Meaning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The facts that a statement says, denies or doubts; all by the names that `propositions.yaml` gives them."""

    says: frozenset[str] = frozenset()
    denies: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()

    def meets(self, other: Meaning) -> bool:
        """Tell whether the two have one fact in common to which they stand alike."""
        return bool(self.says & other.says or self.denies & other.denies or self.doubts & other.doubts)


class EventKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of event, and the phrases for it: as a noun, done by somebody, as doing it, as what was done."""

    name: str
    why: str
    weight: float
    targets: tuple[str, ...] = ("",)
    nouns: tuple[str, ...]
    did: tuple[str, ...]
    doing: tuple[str, ...]
    done: tuple[str, ...]
    signs: tuple[str, ...]
    history: tuple[str, ...]


class Side(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party to a conflict: what others call it, the plainest first, what it calls itself, who speaks for it."""

    names: tuple[str, ...]
    own: tuple[str, ...]
    speakers: tuple[str, ...]
    often: bool = False


class Changes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who denies and doubts what was asserted in a real report, and with which cues."""

    deniers: tuple[str, ...]
    denied: tuple[str, ...]
    doubters: tuple[str, ...]
    doubted: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`words.yaml`."""

    events: tuple[EventKind, ...]
    sides: tuple[Side, ...]
    others: tuple[str, ...]
    bodies: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[str, ...]
    dates: tuple[str, ...]
    tolls: tuple[str, ...]
    counts: tuple[int, ...]
    says: tuple[str, ...]
    headlines: tuple[str, ...]
    changes: Changes


class Way(Meaning, frozen=True, kw_only=True):
    """One way to make a kind of statement, and what whoever makes it so is committed to."""

    cues: tuple[str, ...]
    contents: tuple[str, ...]
    about: str | None = None
    weight: float | None = None

    @property
    def chance(self) -> float:
        """How often it is drawn beside the others of its kind: as often as it has contents, unless told otherwise."""
        return len(self.contents) if self.weight is None else self.weight


class StatementKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of statement. `another`: it is made about another event, as any kind is."""

    name: str
    why: str
    weight: float
    speakers: tuple[str, ...] = ()
    act: tuple[Act, ...] = ("assert",)
    ways: tuple[Way, ...] = ()
    another: bool = False


class PropositionKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked, and what meaning a statement must meet for each stance on it."""

    name: str
    why: str
    weight: float
    texts: tuple[str, ...]
    supported: Meaning = Meaning()
    denied: Meaning = Meaning()
    doubted: Meaning = Meaning()

    def stance(self, said: Meaning) -> int:
        """Give the stance that a statement of this meaning takes, an index of `STANCES`."""
        if said.meets(self.supported):
            return SUPPORTS
        if said.meets(self.doubted):
            return DOUBTS
        return DENIES if said.meets(self.denied) else NONE


class Grammar(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    words: Words
    statements: tuple[StatementKind, ...]
    propositions: tuple[PropositionKind, ...]


def load(folder: Path) -> Grammar:
    """Read the three files. One that was edited into another shape raises `msgspec.ValidationError`."""
    words: Words = _file(folder / "words.yaml", Words)
    statements: tuple[StatementKind, ...] = _file(folder / "statements.yaml", tuple[StatementKind, ...])
    return Grammar(
        words=words,
        statements=tuple(_with_cues(kind, words.says) for kind in statements),
        propositions=_file(folder / "propositions.yaml", tuple[PropositionKind, ...]),
    )


def _file(path: Path, shape: Any) -> Any:  # noqa: ANN401  (any shape that msgspec knows)
    return msgspec.yaml.decode(path.read_bytes(), type=shape)


def _with_cues(kind: StatementKind, says: tuple[str, ...]) -> StatementKind:
    """Put the cues that tell nothing in the place of `{says}`."""
    ways = tuple(
        msgspec.structs.replace(way, cues=tuple(c for cue in way.cues for c in (says if cue == _SAYS else (cue,))))
        for way in kind.ways
    )
    return msgspec.structs.replace(kind, ways=ways)


GRAMMAR: Final = load(Path(__file__).parent)
