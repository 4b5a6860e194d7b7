"""The judgements that made a claim what it is: on its statements, evidence, figures, speakers and reports.

In: a claim, what stood in it earlier, the judgements that stand. Out: those that concern it, the latest first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.judgements import judged
from averment.values import Claim, Judgement, Reading

if TYPE_CHECKING:
    from averment.web.overview import Spot
    from averment.weighing.ledger import Ledger

_LISTED: Final = 100
_OUTSIDE: Final = frozenset({"accept", "note"})
"""Verdicts that stand beside their line, and shape nothing."""


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement, in words. `out`: it, or one with it, took a statement out of this claim."""

    judgement: Judgement
    words: str
    out: bool = False


def decided(
    claim: Claim, judgements: Iterable[Judgement], ledger: Ledger, here: Collection[Spot], before: Collection[Spot]
) -> list[Decided]:
    """Give what shaped a claim, the latest first."""
    documents = {document for document, _ in here}
    named = {*here, *before, *((place.document, place.id) for place in (*claim.evidence, *claim.figures))}
    for document in documents:
        named |= _speakers(ledger.reading(document), {ident for at, ident in here if at == document})
    found = []
    for made in judgements:
        spots = {(target.document, target.id) for target in made.targets}
        whole = made.verdict != "correct" and any(id_ is None and at in documents for at, id_ in spots)
        if made.verdict not in _OUTSIDE and (whole or spots & named or _into(made) in here):
            out = any(spot in before and spot not in here for spot in spots)
            found.append(Decided(judgement=made, words=judged(made), out=out))
    return found[: -_LISTED - 1 : -1]


def _speakers(reading: Reading, ids: Collection[str]) -> set[tuple[str, str]]:
    """Give the speakers of some attributions, as judgements name them."""
    return {(reading.document.digest, one.speaker) for one in reading.attributions if one.id in ids and one.speaker}


def _into(made: Judgement) -> tuple[str, str]:
    """Give the attribution into whose claim a judgement put another."""
    document, _, ident = made.changes.get("claim", "").partition("#")
    return document, ident
