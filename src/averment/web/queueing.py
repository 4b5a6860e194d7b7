"""What is next to be looked at, as a page shows it: the line in its words, whose it is, on which claim, and why.

In: queued lines, the ledger behind them, the review. Out: values for a template, and how far the review has come.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from averment.render.html.standing import TITLES, Line, Standing, party_beside
from averment.render.visible import one_line
from averment.values.claims import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.values import Claim, Queued
    from averment.values.review import ReviewState
    from averment.weighing.ledger import Ledger
    from averment.weighing.reviewed import Review


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """A line to look at: who says it, on which side of which claim, and why it stands where it stands."""

    line: Line
    speaker: str
    party: str
    stance: Stance
    side: str
    claim: str
    statement: str
    why: str

    @property
    def label(self) -> str:
        """Say it in a few words, for whoever hears the page."""
        return f"{self.speaker} {self.line.label}: “{one_line(self.line.words)[:90]}”"


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """How many statements are reviewed, by state, of how many."""

    states: dict[ReviewState, int]
    total: int

    @property
    def reviewed(self) -> int:
        """Count those that somebody judged."""
        return sum(self.states.values())


def shown(queued: Iterable[Queued], ledger: Ledger, review: Review) -> Iterator[Next]:
    """Give the lines; one that its reading or its claim no longer has is passed over."""
    for one in queued:
        claim = ledger.claim(one.claim)
        held = next((held for held in claim.positions if any(_same(at, one) for at in held.attributions)), None)
        line = next(Standing(claim, ledger.reading, review.of).attributions([one.place]), None)
        if held is not None and line is not None:
            yield Next(
                line=line,
                speaker=one_line(held.speaker),
                party=party_beside(held.speaker, held.party),
                stance=held.stance,
                side=TITLES[held.stance].casefold(),
                claim=claim.id,
                statement=claim.statement,
                why=one.why,
            )


def done(review: Review, remaining: int, claim: Claim | None = None) -> Done:
    """Count what is reviewed, of one claim or of all; `remaining` are the lines that nobody has judged."""
    if claim is None:
        spots = {
            (target.document, target.id)
            for made in review.holding
            for target in made.targets
            if len(made.targets) == 1 and (target.id or "").startswith("a")
        }
    else:
        spots = {(at.document, at.id) for held in claim.positions for at in held.attributions}
    states = Counter(review.of(*spot).state for spot in spots)
    del states["unreviewed"]
    return Done(states=dict(states), total=remaining + states.total())


def _same(place: object, queued: Queued) -> bool:
    return (getattr(place, "document", None), getattr(place, "id", None)) == (queued.place.document, queued.place.id)
