"""What happened in a case since it was weighed, and whether that makes any difference to what weighing gives.

In: the entries of its log, as they come, whoever wrote them. Out: up to which entry it is to be weighed, and how many
judgements and documents a weighing at some entry has not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from averment.values.log import Added, AnyEntry, Captured, Extracted, Failed, Judged, Sealed, Timestamped, Unpacked

if TYPE_CHECKING:
    from averment.case import Case
    from averment.values import Judgement

_BESIDE: Final = (Added, Captured, Extracted, Failed, Sealed, Timestamped, Unpacked)
"""Entries that leave as it is what is read, and what people decided of it."""
_NEUTRAL: Final = {"accept", "note", "undo"}
"""Verdicts that change nothing by themselves, but may replace one that did."""


class Since(msgspec.Struct, frozen=True, kw_only=True):
    """How many judgements and other changes (documents read, withdrawn) there are that were not weighed."""

    judgements: int = 0
    others: int = 0

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.judgements or self.others)


class Changes:
    """The entries of one case that matter to weighing. For the thread of the case."""

    def __init__(self) -> None:
        self._size = 0
        self._matter: list[tuple[int, bool]] = []
        self._known: dict[str, Judgement] = {}

    def look(self, case: Case) -> int:
        """Read what was added to the log; give the size that the log had after the last entry that matters."""
        for entry in case.log(self._size) if case.head.size != self._size else ():
            if self._matters(entry):
                self._matter.append((entry.seq, isinstance(entry, Judged)))
            self._size = entry.seq + 1
        return self._matter[-1][0] + 1 if self._matter else 0

    def since(self, at: int) -> Since:
        """Count what matters of the entries from `at` on."""
        judgements = [judgement for seq, judgement in self._matter if seq >= at]
        return Since(judgements=sum(judgements), others=len(judgements) - sum(judgements))

    def _matters(self, entry: AnyEntry) -> bool:
        if not isinstance(entry, Judged):
            return not isinstance(entry, _BESIDE)
        made = entry.judgement
        self._known[made.id] = made
        replaced = self._known.get(made.supersedes or "")
        return any(one is not None and one.verdict not in _NEUTRAL for one in (made, replaced))
