"""How much of a dossier people have checked, and who: what its first page has to say of itself.

In: claims as they are shown, the review. Out: counts, by state and by person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from averment.values import Reviewed
from averment.values.review import ReviewState


class Reviewer(msgspec.Struct, frozen=True, kw_only=True):
    """A person, and for how many lines that person's judgement is the one that holds, by what it says."""

    name: str
    states: Mapping[ReviewState, int]


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a dossier, how many of them people checked, and who did."""

    lines: int
    states: Mapping[ReviewState, int]
    contested: int
    reviewers: tuple[Reviewer, ...]


def checked(reviewed: Iterable[Reviewed]) -> Checked:
    """Count. Who judged most comes first."""
    every = list(reviewed)
    by: dict[str, Counter[ReviewState]] = {}
    for one in every:
        if one.judgement is not None:
            by.setdefault(one.judgement.by, Counter())[one.state] += 1
    return Checked(
        lines=len(every),
        states=Counter(one.state for one in every),
        contested=sum(bool(one.contested) for one in every),
        reviewers=tuple(
            Reviewer(name=name, states=by[name]) for name in sorted(by, key=lambda name: (-by[name].total(), name))
        ),
    )
