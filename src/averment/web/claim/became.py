"""What became of a claim that no longer has its id: a claim is named by what states it, and judgements change that.

In: an id as an address has it, what stood in the claim before. Out: the claims in which that stands now.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from averment.errors import UsageError
from averment.values import Claim

if TYPE_CHECKING:
    from averment.web.overview import Spot
    from averment.weighing.ledger import Ledger

_ID: Final = re.compile(r"c[0-9a-f]{1,64}", re.ASCII)
_SHOWN: Final = 20


class Became(msgspec.Struct, frozen=True, kw_only=True):
    """The claims in which parts of an earlier claim stand now, that with the most of them first."""

    claims: tuple[Claim, ...] = ()
    parts: tuple[int, ...] = ()

    @property
    def mostly(self) -> Claim | None:
        """Give the claim that has half of them or more."""
        return self.claims[0] if self.claims and 2 * self.parts[0] >= sum(self.parts) else None


def is_name(ref: str) -> bool:
    """Tell whether this can be the id of a claim."""
    return bool(_ID.fullmatch(ref))


def found(ledger: Ledger, name: str) -> Claim | None:
    """Give the claim of an id; nothing where none has it, or several ids only begin so."""
    try:
        claim = ledger.claim(name)
    except UsageError:
        return None
    return claim if claim.id == name else None


def became(ledger: Ledger, name: str, before: Iterable[Spot]) -> Became:
    """Say where what stood in a claim stands now."""
    counts: Counter[str] = Counter()
    for document, ident in sorted({*before, *ledger.formerly(name)}):
        counts.update(held.claim for held in ledger.claimed(document).get(ident, ())[:1])
    ranked = counts.most_common(_SHOWN)
    return Became(claims=tuple(ledger.claim(one) for one, _ in ranked), parts=tuple(count for _, count in ranked))
