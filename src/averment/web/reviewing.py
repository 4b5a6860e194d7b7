"""Which statements of a case people have judged, for lists that count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from averment.case import Case
    from averment.web.overview import Spot


def reviewed_spots(case: Case) -> set[Spot]:
    """Give what is accepted, corrected or rejected: the document and the id of each."""
    review = case.review()
    targets = {(one.document, one.id) for made in case.judgements() for one in made.targets if one.id is not None}
    return {spot for spot in targets if review.of(*spot).state != "unreviewed"}
