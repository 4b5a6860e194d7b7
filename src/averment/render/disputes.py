"""A reading in the order of a ledger: what is disputed first, then the rest. Nothing here is decided anew.

In: a reading. Out: a `Ledger`, in which each attribution has one place: in a disputed matter, among the denials that
answer nothing in the report, under the one whose content it stands in, or among the other statements.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.render.nesting import first, holders, order
from averment.values import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from averment.values import Attribution, Reading
    from averment.values.readings import Act

CONTESTING: Final[frozenset[Act | None]] = frozenset({"deny", "doubt"})
_ASIDE: Final = ("headline", "caption")  # parts that name a matter only where no other does
_CLEAR: Final = 5  # words from which a content says by itself what is alleged: "the attack" does not


@dataclass(frozen=True)
class Matter:
    """What is disputed: the attributions joined by what they are about, and the one whose content names it best.

    `contested` are the ids of what is denied or doubted.
    """

    named_by: Attribution
    members: tuple[Attribution, ...]
    contested: frozenset[str]


@dataclass(frozen=True)
class Ledger:
    """Where each attribution of a reading stands on its page; all are in order of the text.

    `unanswering` are denials and doubts of what no attribution states. `nested` gives, by id, those that stand in the
    content of another and have no other place; `holders`, by id, the one in whose content an attribution stands.
    """

    matters: tuple[Matter, ...]
    unanswering: tuple[Attribution, ...]
    others: tuple[Attribution, ...]
    nested: Mapping[str, Sequence[Attribution]]
    holders: Mapping[str, Attribution]

    def under(self, attribution: Attribution) -> Iterator[tuple[int, Attribution]]:
        """Give an attribution and all that is nested in it, each with its depth, in the order to be read."""
        waiting = [(0, attribution)]
        while waiting:
            depth, found = waiting.pop()
            yield depth, found
            waiting += ((depth + 1, nested) for nested in reversed(self.nested.get(found.id, ())))


def ledger(reading: Reading) -> Ledger:
    """Put each attribution in its place. A matter is all that denials, doubts and confirmations join, however far."""
    held = holders(reading.attributions)
    matters: list[Matter] = []
    placed: set[str] = set()
    unanswering: list[Attribution] = []
    for members in _joined(reading.attributions):
        if not any(member.act in CONTESTING for member in members):
            continue
        placed.update(member.id for member in members)
        if len(members) > 1:
            matters.append(_matter(members, reading))
        else:
            unanswering += members
    nested: dict[str, list[Attribution]] = {}
    others = []
    for attribution in sorted(reading.attributions, key=order):
        if attribution.id in placed:
            continue
        if holder := held.get(attribution.id):
            nested.setdefault(holder.id, []).append(attribution)
        else:
            others.append(attribution)
    return Ledger(tuple(matters), tuple(unanswering), tuple(others), nested, held)


def _joined(attributions: Iterable[Attribution]) -> list[tuple[Attribution, ...]]:
    """Give the groups that `about` joins, in order of the text: union-find, whichever way the links point."""
    by_id = {attribution.id: attribution for attribution in attributions}
    above = {name: name for name in by_id}

    def root(name: str) -> str:
        while above[name] != name:
            above[name] = name = above[above[name]]
        return name

    for attribution in by_id.values():
        for target in attribution.about:
            if target in by_id:
                above[root(target)] = root(attribution.id)
    groups: dict[str, list[Attribution]] = {}
    for attribution in sorted(by_id.values(), key=order):
        groups.setdefault(root(attribution.id), []).append(attribution)
    return [tuple(group) for group in groups.values()]


def _matter(members: tuple[Attribution, ...], reading: Reading) -> Matter:
    """Name a matter by the content of the clear allegation in it that most contest, of equals the first in the text."""
    text = reading.document.text
    aside = [segment.span for segment in reading.document.segments if segment.kind in _ASIDE]
    contested = Counter(target for member in members if member.act in CONTESTING for target in member.about)

    def rank(member: Attribution) -> tuple[bool, bool, bool, bool, int, tuple[int, str]]:
        return (
            member.id not in contested,
            member.act in CONTESTING,
            len(quote(text, member.content).split()) < _CLEAR,
            any(start <= first(member) < end for start, end in aside),
            -contested[member.id],
            order(member),
        )

    return Matter(min(members, key=rank), members, frozenset(contested))
