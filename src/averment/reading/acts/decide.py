"""The step: acts by their signals, certainty by its words, and links from denials, doubts and confirmations.

In: a draft with attributions and speakers. Out: the draft with `act`, `certainty` and `about` decided.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from averment.reading.acts.certainty import certainty
from averment.reading.acts.links import links
from averment.reading.acts.signals import signals
from averment.reading.acts.weights import best_act

if TYPE_CHECKING:
    from averment.reading.draft import Draft


def decide_acts(draft: Draft) -> Draft:
    """Decide the act of every attribution, its certainty, and what it is about."""
    decided = tuple(
        msgspec.structs.replace(attribution, act=act, certainty=certainty(draft.text, attribution, act))
        for attribution, act in zip(draft.attributions, map(best_act, signals(draft)), strict=True)
    )
    draft = replace(draft, attributions=decided)
    about = links(draft)
    linked = (msgspec.structs.replace(a, about=about[a.id]) if a.id in about else a for a in decided)
    return replace(draft, attributions=tuple(linked))
