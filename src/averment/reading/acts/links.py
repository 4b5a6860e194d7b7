"""Links: which statements a denial, a doubt or a confirmation is about.

In: a draft with speakers, and acts. Out: for each the ids of those it is about. A candidate is linked where its
log-odds, by the weights of `lexicons/link_weights.yaml`, reach a floor and are not far below those of the best
candidate: what is denied is often said several times, in the headline, by a spokesman, by those who pass it on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.reading.acts.pairs import pairs
from averment.reading.acts.weights import link_score, link_weights

if TYPE_CHECKING:
    from averment.reading.draft import Draft


def links(draft: Draft) -> dict[str, tuple[str, ...]]:
    """Give, by the id of each attribution that is about others, the ids of those, in order of the text."""
    table = link_weights()
    found = {}
    for one, candidates in pairs(draft):
        scores = [(link_score(features), other.attribution.id) for other, features in candidates]
        floor = max(table.floor, max((score for score, _ in scores), default=0.0) - table.margin)
        if about := tuple(ident for score, ident in scores if score >= floor):
            found[one.attribution.id] = about
    return found
