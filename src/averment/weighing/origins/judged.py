"""What people have judged about origins: what is one of its own, what comes from whom, which documents are related.

In: the judgements that stand. Out: `Judged`, to look them up in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.weighing.credits import agency_of
from averment.weighing.origins.roots import Root
from averment.weighing.origins.words import comparable
from averment.weighing.upheld import standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.values import Judgement
    from averment.values.judgements import Verdict

FIELD: Final = "origin"
INDEPENDENT: Final = "independent"


class Judged:
    """Judgements on attributions (`origin`) and on pairs of documents. Those that do not stand are left out."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._origins: dict[tuple[str, str], str] = {}
        self._joint: dict[str, dict[int, Verdict]] = {}
        for place, judgement in enumerate(standing(judgements)):
            self._take(place, judgement)

    def independent(self, document: str, name: str) -> bool:
        """Tell whether an attribution was judged to be an origin of its own."""
        return self._origins.get((document, name), "").casefold() == INDEPENDENT

    def named(self, document: str, name: str) -> Root | None:
        """Give the root that an attribution was judged to have."""
        said = self._origins.get((document, name))
        if not said or said.casefold() == INDEPENDENT:
            return None
        agency = agency_of(said)
        if agency:
            return Root(("agency", agency), "agency", agency, body=True)
        return Root(("name", comparable(said)), "speaker", said)

    def split(self, one: str, other: str) -> bool:
        """Tell whether two documents were judged not to be related."""
        return self._last(one, other) == "split"

    def merged(self, one: str, other: str) -> bool:
        """Tell whether two documents were judged to be one dispatch."""
        return self._last(one, other) == "merge"

    def _last(self, one: str, other: str) -> Verdict | None:
        here, there = self._joint.get(one, {}), self._joint.get(other, {})
        both = here.keys() & there.keys()
        return here[max(both)] if both else None

    def _take(self, place: int, judgement: Judgement) -> None:
        if judgement.verdict == "correct" and FIELD in judgement.changes:
            for target in judgement.targets:
                if target.id:
                    self._origins[target.document, target.id] = " ".join(judgement.changes[FIELD].split())
        elif judgement.verdict in {"split", "merge"} and all(target.id is None for target in judgement.targets):
            for target in judgement.targets:
                self._joint.setdefault(target.document, {})[place] = judgement.verdict
