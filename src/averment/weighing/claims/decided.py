"""What people decided of claims: which sayings make one, which do not, which belongs where, who takes which stance.

In: judgements in force, in any order; sayings with the leader each follows. Out: for each saying the label of its
group. Decisions are applied one after the other, as they were made, to whatever the groups are: so they hold as a case
grows, each but where a later one says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias, get_args

from averment.values.claims import Stance
from averment.weighing.order import place_order
from averment.weighing.upheld import order

if TYPE_CHECKING:
    from averment.values import Judgement, Target
    from averment.weighing.claims.groups import Member

Spot: TypeAlias = tuple[str, str]
Labels: TypeAlias = dict[Spot, int]
_STANCES: Final = frozenset(get_args(Stance))


class Decided:
    """The judgements on claims, in order."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._made = sorted((made for made in judgements if _on_claims(made)), key=order)
        self.stances: dict[Spot, tuple[Stance, str]] = {}
        self.placed: dict[Spot, str] = {}
        """Why a saying is in a claim that it would not be in, where a judgement names it."""
        for made in self._made:
            if made.verdict != "correct" or "claim" in made.changes:
                self.placed |= dict.fromkeys(map(_spot, made.targets), f"put here by {made.by} ({made.id})")
            stance = made.changes.get("stance")
            if stance in _STANCES:
                self.stances[_spot(made.targets[0])] = (stance, f"decided by {made.by} ({made.id})")  # type: ignore[assignment]

    def labels(self, members: Mapping[Spot, Member]) -> Labels:
        """Give the label of the group of each saying: its leader's rank; negative for one that was made.

        A saying that only points to others has none, but where a judgement puts it in a group.
        """
        labels = {spot: member.leader for spot, member in members.items() if member.leader}
        for number, made in enumerate(self._made, 1):
            spots = [spot for target in made.targets if (spot := _spot(target)) in members]
            if made.verdict == "merge":
                _merge(labels, spots)
            elif made.verdict == "split":
                _split(labels, spots, members, number)
            elif "claim" in made.changes and spots:
                _move(labels, spots[0], made.changes["claim"], number)
        return labels


def _on_claims(made: Judgement) -> bool:
    if made.verdict in {"merge", "split"}:
        return all(target.id is not None and target.id.startswith("a") for target in made.targets)
    return made.verdict == "correct" and bool(made.changes.keys() & {"claim", "stance"})


def _spot(target: Target) -> Spot:
    return target.document, target.id or ""


def _merge(labels: Labels, spots: list[Spot]) -> None:
    """Make one group of those that the sayings are in; one without a group joins."""
    joined = {labels[spot] for spot in spots if spot in labels}
    if not joined or len(spots) < 2:  # noqa: PLR2004  # two to be one
        return
    one = min(joined)
    for spot, label in labels.items():
        if label in joined:
            labels[spot] = one
    labels |= dict.fromkeys(spots, one)


def _split(labels: Labels, spots: list[Spot], members: Mapping[Spot, Member], number: int) -> None:
    """Part sayings that are in one group: the one nearest to its statement stays, each other leaves with its copies."""

    def nearness(spot: Spot) -> tuple[float, int, tuple[str, str, int]]:
        member = members[spot]
        return (-(1.0 if member.chance is None else member.chance), member.rank, place_order(*spot))

    taken: set[int] = set()
    for turn, spot in enumerate(sorted((spot for spot in spots if spot in labels), key=nearness)):
        label = labels[spot]
        if label not in taken:
            taken.add(label)
            continue
        own = _made_label(number, turn)
        taken.add(own)
        rank = members[spot].rank
        apart = set(spots) - {spot}
        for other, other_label in labels.items():
            if other == spot or (other_label == label and members[other].rank == rank and rank and other not in apart):
                labels[other] = own


def _move(labels: Labels, spot: Spot, claim: str, number: int) -> None:
    """Put one saying into the group of another, or into one of its own."""
    if not claim:
        labels[spot] = _made_label(number, 0)
        return
    document, _, ident = claim.rpartition("#")
    label = labels.get((document, ident))
    if label is not None:
        labels[spot] = label


def _made_label(number: int, turn: int) -> int:
    return -(number * 1_001 + turn)  # a judgement has at most 1,000 targets
