"""Which judgements stand: each takes the place of what stood on the same before it, and an undo puts that back.

In: judgements, in any order. Out: those that stand after the last, and what stands again when one is undone. Each
judgement is an exchange of one for another on its subject, an undo the same exchange backwards (so an undo of an undo
does it again): undone is exactly what was done, and what others decided meanwhile of other things stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from averment.values import Judgement

JOINING: Final = frozenset({"merge", "split"})
"""Verdicts on several things together."""

Subject: TypeAlias = tuple[object, ...]


def order(made: Judgement) -> tuple[int, str]:
    """Give what sorts judgements by when they were made: `j9` before `j10`."""
    number = made.id[1:]
    return (int(number) if number.isdecimal() and number.isascii() else 0, made.id)


def subject(made: Judgement) -> Subject:
    """Give what a judgement is on: a later one on the same takes its place.

    That is its targets, however they are ordered; of `correct` with the fields, of `note` with who wrote it.
    """
    targets = tuple(sorted({(one.document, one.reading or "", one.id or "") for one in made.targets}))
    if made.verdict == "correct":
        return ("correct", tuple(sorted(made.changes)), targets)
    if made.verdict == "note":
        return ("note", made.by, targets)
    return ("joined" if made.verdict in JOINING else "verdict", targets)


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give the judgements that stand, in the order in which they were made. No undo is among them."""
    return Course(judgements).standing


class Course:
    """Judgements in the order in which they were made, gone through once."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.made = {one.id: one for one in sorted(judgements, key=order)}
        self._exchanges: dict[str, tuple[str | None, str | None]] = {}
        self._subjects: dict[str, Subject] = {}
        self._last: dict[Subject, str] = {}
        standing: dict[str, Judgement] = {}
        for one in self.made.values():
            before, after = self._exchanged(one)
            standing.pop(before or "", None)
            if after is not None:
                standing[after] = self.made[after]
            self._last[self._subjects[one.id]] = one.id
        self._standing = standing

    @property
    def standing(self) -> list[Judgement]:
        """Give those that stand, in the order in which they were made."""
        return sorted(self._standing.values(), key=order)

    def before(self, made: Judgement) -> Judgement | None:
        """Give what stood before a judgement where that was; of an undo, what it took back."""
        return self._known(self._exchanges[made.id][0])

    def after(self, made: Judgement) -> Judgement | None:
        """Give what stood after a judgement where that was: itself; of an undo, what it put back."""
        return self._known(self._exchanges[made.id][1])

    def standing_on(self, wanted: Subject) -> Judgement | None:
        """Give what stands on a subject."""
        return next((one for one in reversed(self.standing) if self._subjects[one.id] == wanted), None)

    def holds(self, name: str) -> bool:
        """Tell whether a judgement can be undone: it stands, or it is an undo and the last word on its subject."""
        if name in self._standing:
            return True
        return name in self.made and self.made[name].verdict == "undo" and self._last[self._subjects[name]] == name

    def _exchanged(self, one: Judgement) -> tuple[str | None, str | None]:
        """Note what a judgement takes the place of, and what then stands."""
        name = one.supersedes or ""
        before, after = one.supersedes, one.id if one.verdict != "undo" else None
        if one.verdict == "undo" and name in self._exchanges:
            after, before = self._exchanges[name]
        self._exchanges[one.id] = before, after if after in self.made else None
        self._subjects[one.id] = self._subjects.get(name) or subject(one) if one.verdict == "undo" else subject(one)
        return self._exchanges[one.id]

    def _known(self, name: str | None) -> Judgement | None:
        return self.made.get(name or "")
