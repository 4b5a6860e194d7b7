"""What was recorded a moment ago, for the next page to say: looked up by its id, never written into an address.

In: what was recorded. Out: it again, while it is among the last that this desk recorded.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

import msgspec

from averment.values import Judgement, Reviewed

if TYPE_CHECKING:
    from starlette.requests import Request

_KEPT: Final = 500


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that is in the log. `label` says in words what was judged, `reviewed` how its review stands now.

    `replaced` is what stood where the page that it came from showed something else: somebody judged meanwhile.
    """

    judgement: Judgement
    label: str
    reviewed: Reviewed | None = None
    replaced: Judgement | None = None


class Said:
    """The last judgements that a desk recorded. For one thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Recorded] = OrderedDict()

    def keep(self, recorded: Recorded) -> None:
        """Keep one, and let go of the oldest where there are many."""
        self._kept[recorded.judgement.id] = recorded
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def about(self, request: Request) -> Recorded | None:
        """Give what a page is to say was recorded: that which its address names (`?said=j12`)."""
        return self._kept.get(request.query_params.get("said", ""))
