"""Groups: which sayings make one claim, and where each stands towards its statement.

In: sayings with the leader each follows, and judgements in force. Out: groups, the most consequential first.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from averment.values.claims import Stance
from averment.values.readings import Act
from averment.weighing.claims.decided import Decided
from averment.weighing.order import place_order
from averment.weighing.positions import Stood

if TYPE_CHECKING:
    from averment.values import Judgement

Spot: TypeAlias = tuple[str, str]
"""A document and an id of an attribution in its reading."""
_DIGITS: Final = 8
_SAME_WORDS: Final = 0.8
"""The chance from which a negation on one side alone makes two contents contrary: of less like ones it is of a part."""
_AGAINST: Final = frozenset({"deny", "doubt"})


class Member(msgspec.Struct, frozen=True, gc=False):
    """A saying as it was grouped: its own rank and its leader's, 0 where it only points to others.

    `chance` is how likely the two make one claim; null for the leader itself and for its copies.
    """

    document: str
    id: str
    rank: int
    leader: int
    chance: float | None
    act: Act | None
    negated: bool
    about: tuple[str, ...]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A claim before it is written out: `leader` states it, `members` take their stances towards that statement."""

    id: str
    leader: Spot
    members: tuple[Stood, ...]


@dataclass(slots=True)
class _Gathered:
    """The members of one group, and those tied to it by what they are about."""

    own: list[Member]
    tied: list[tuple[Member, Member]]  # a denial, and whom it denies


class Groups:
    """All groups, the most consequential first: disputed across documents, then by documents and attributions."""

    def __init__(self, members: Sequence[Member], judgements: Iterable[Judgement] = ()) -> None:
        self._members = {(member.document, member.id): member for member in members}
        self._decided = Decided(judgements)
        labels = self._decided.labels(self._members)
        self._gathered = _gathered(self._members, labels)
        self._leaders = {label: _leader(found.own) for label, found in self._gathered.items()}
        self._order = sorted(self._gathered, key=self._consequence)
        self._ids = _ids([self._leaders[label] for label in self._order])
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._ids):
            self._places[name].append(place)

    def __len__(self) -> int:
        """Count the groups."""
        return len(self._order)

    def __iter__(self) -> Iterator[Group]:
        """Give the groups in their order."""
        return map(self.at, range(len(self)))

    def named(self, ref: str) -> list[int]:
        """Give the places of the groups whose id is `ref` or begins with it."""
        if ref in self._places:  # no whole id is the beginning of another: see `_ids`
            return list(self._places[ref])
        return [place for place, name in enumerate(self._ids) if name.startswith(ref)]

    def holding(self, spot: Spot) -> list[int]:
        """Give the places of the groups that an attribution is in."""
        found = []
        for place, label in enumerate(self._order):
            gathered = self._gathered[label]
            if any((m.document, m.id) == spot for m in (*gathered.own, *(one for one, _ in gathered.tied))):
                found.append(place)
        return found

    def at(self, place: int) -> Group:
        """Give the group of that place in the order, from 0."""
        label = self._order[place]
        leader = self._leaders[label]
        return Group(
            id=self._ids[place],
            leader=(leader.document, leader.id),
            members=tuple(self._stood(self._gathered[label], leader)),
        )

    def _stood(self, gathered: _Gathered, leader: Member) -> Iterator[Stood]:
        stood: dict[Spot, Stood] = {}
        for member in gathered.own:
            stance, why = stance_of(member, leader)
            spot, chance = (member.document, member.id), member.chance
            if member.leader != leader.rank:  # the chance is that of another claim's statement
                placed, chance = self._decided.placed.get(spot, "put here by a judgement"), None
                why = f"{placed}; {why}" if why else placed
            stood[spot] = _stand(member, stance, chance, why)
        for member, target in gathered.tied:
            if (member.document, member.id) not in stood:
                stance, why = stance_about(member, target, leader)
                stood[member.document, member.id] = _stand(member, stance, None, why)
        for spot in sorted(stood, key=lambda spot: place_order(*spot)):
            decided = self._decided.stances.get(spot)
            yield (
                stood[spot]
                if decided is None
                else msgspec.structs.replace(stood[spot], stance=decided[0], why=decided[1])
            )

    def _consequence(self, label: int) -> tuple[int, int, int, int]:
        gathered, leader = self._gathered[label], self._leaders[label]
        if len(gathered.own) == 1 and not gathered.tied:
            return (0, -1, -1, leader.rank)
        documents, stances = set(), Counter[Stance]()
        for member in gathered.own:
            documents.add(member.document)
            stances[stance_of(member, leader)[0]] += 1
        for member, target in gathered.tied:
            documents.add(member.document)
            stances[stance_about(member, target, leader)[0]] += 1
        disputed = len(documents) > 1 and len(stances) > 1
        return (-disputed, -len(documents), -stances.total(), leader.rank)


def stance_of(member: Member, leader: Member) -> tuple[Stance, str | None]:
    """Tell where a saying stands towards a statement that its content is like: by act and negation alone, and why."""
    if member.act in {"doubt", "ask"}:
        return "doubts", "questions it"
    if member.act == "deny":
        against, why = not leader.negated, "denies it"
    else:
        sure = member.chance is None or member.chance >= _SAME_WORDS
        against, why = sure and member.negated != leader.negated, "says the contrary"
    return ("denies", why) if against else ("supports", None)


def stance_about(member: Member, target: Member, leader: Member) -> tuple[Stance, str]:
    """Tell where one stands towards a statement, that denies, doubts or confirms a saying of the claim."""
    stance, _ = stance_of(target, leader)
    if member.act == "doubt":
        return "doubts", f"doubts {target.id}"
    if member.act == "deny":
        turned: dict[Stance, Stance] = {"supports": "denies", "denies": "supports", "doubts": "supports"}
        return turned[stance], f"denies {target.id}"
    return stance, f"confirms {target.id}"


def _stand(member: Member, stance: Stance, chance: float | None, why: str | None) -> Stood:
    score = None if chance is None else round(chance, 3)
    return Stood(document=member.document, id=member.id, stance=stance, score=score, why=why)


def _gathered(members: dict[Spot, Member], labels: dict[Spot, int]) -> dict[int, _Gathered]:
    """Put together what is in each group. What only denies the claims of others is no claim of its own."""
    found: defaultdict[int, _Gathered] = defaultdict(lambda: _Gathered([], []))
    for spot, label in labels.items():
        found[label].own.append(members[spot])
    elsewhere: defaultdict[Spot, set[int]] = defaultdict(set)
    for spot, member in ((spot, member) for spot, member in members.items() if member.about):
        for target in member.about:
            to = labels.get((member.document, target))
            if to is not None and to != labels.get(spot):
                found[to].tied.append((member, members[member.document, target]))
                elsewhere[spot].add(to)
    for label in sorted(found):
        # a group that others are tied to stays: what is left out is held by one that stays
        if not found[label].tied and all(
            m.act in _AGAINST and elsewhere[m.document, m.id] & found.keys() for m in found[label].own
        ):
            del found[label]
    return dict(found)


def _leader(members: list[Member]) -> Member:
    """Give the member that states the claim: of the lowest rank; of copies one that asserts, by digest and number."""
    if len(members) == 1:
        return members[0]
    return min(members, key=lambda m: (m.rank or 1 << 64, m.act in _AGAINST, place_order(m.document, m.id)))


def _ids(leaders: Sequence[Member]) -> list[str]:
    """Name the groups: `c` and the first 8 hex digits of a digest, more for those that would have the same name.

    It is made of what the leader says, so that the name stays when a copy of it comes or goes.
    """
    same = Counter(leader.rank for leader in leaders)
    digests = [
        _digest(leader.rank, *((leader.document, leader.id) if same[leader.rank] > 1 else ())) for leader in leaders
    ]
    seen = Counter(digest[:_DIGITS] for digest in digests)
    return [f"c{digest[: _DIGITS if seen[digest[:_DIGITS]] == 1 else 2 * _DIGITS]}" for digest in digests]


def would_state(name: str, rank: int, document: str, ident: str) -> bool:
    """Tell whether a claim that a saying states has a name, or once had it."""
    names = (_digest(rank), _digest(rank, document, ident))
    return len(name) > _DIGITS and any(digest.startswith(name[1:]) for digest in names)


def _digest(*name: int | str) -> str:
    return hashlib.sha256(repr(name).encode()).hexdigest()
