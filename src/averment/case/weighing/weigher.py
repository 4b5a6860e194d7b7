"""A case weighed, in order: fingerprints, pairs and their relations; speakers; sayings and vectors, their grouping.

In: the open parts of a case, a model. Out: how its documents are related, or the ledger. The same case and model
give the same, whatever was kept before, in whatever batches and by how many processes it was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from averment.case.store import Store
from averment.case.weighing import made
from averment.case.weighing.kept import Kept, State
from averment.case.weighing.maker import maker
from averment.case.weighing.readings import Readings
from averment.case.weighing.standing import Counted, counted
from averment.case.weighing.update import Progress, Update, batches
from averment.values import Source, to_json
from averment.weighing.claims import Grouping
from averment.weighing.copies import Relations, candidates, relate
from averment.weighing.ledger import Ledger
from averment.weighing.people import People, sources

if TYPE_CHECKING:
    from averment.weighing.copies import Overlap
    from averment.weighing.model import WeighingModel

_AHEAD: Final = 1_000  # documents whose sayings are put in groups at a time
_SELDOM: Final = 32
"""Documents that may have come and gone since the grouping was kept: to put them in costs less than to keep it anew."""
_AT_HAND: Final = 1_024  # documents in memory while pairs are compared


class Weigher:
    """Weighs one case. What it gave last is given again while the case is the same. For one thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[tuple[object, ...], Ledger] | None = None

    def ledger(self, model: WeighingModel, progress: Progress | None = None) -> Ledger:
        """Bring all up to date; give the ledger."""
        work = _Work(self._store, progress)
        key = (work.head, model.digest)
        if self._last is None or self._last[0] != key:
            self._last = (key, work.ledger(model))
        return self._last[1]

    def relations(self, progress: Progress | None = None) -> Relations:
        """Bring copies up to date; give how the documents are related."""
        return _Work(self._store, progress).relations()

    def sources(self, progress: Progress | None = None) -> list[Source]:
        """Bring speakers up to date; give who speaks in the case."""
        work = _Work(self._store, progress)
        return sources(work.readings.values(), work.people())


class _Work:
    """One bringing up to date, for what counts in the case as it is now."""

    def __init__(self, store: Store, progress: Progress | None) -> None:
        with store.reading() as index:
            known = index.known
            self.counted: Counted = counted(index)
        self.head = (known.size, known.root())
        self.readings = Readings(store.objects, self.counted.documents)
        self._bases = self.counted.bases()
        self._kept = Kept(store.folder, maker())
        self._update = Update(store, self._kept, self.counted, known.size, progress)
        self._update.forget(self._kept.documents() - self._bases.keys())

    def ledger(self, model: WeighingModel) -> Ledger:
        """Give the ledger."""
        relations, groups = self.relations(), self.grouping(model)
        return Ledger(
            self.readings,
            groups=groups,
            relations=relations,
            people=self.people(),
            model=model,
            judgements=self.counted.judgements,
        )

    def relations(self) -> Relations:
        """Give how the documents are related: candidates by their fingerprints, each pair compared once and kept."""

        def make(names: Sequence[str]) -> dict[str, made.Print]:
            return {name: made.print_of(self.readings.document(name)) for name in names}

        prints = self._update.documents("prints", made.Print, self._bases, make, "looking for shared passages")
        found = self._update.whole(
            "candidates",
            made.Candidates,
            made.basis_of(*chain.from_iterable(self._bases.items())),
            self._bases,
            lambda: made.Candidates(pairs=tuple(candidates([one.fingerprint for one in prints.values()]))),
        )
        bases = {(a, b): made.basis_of(self._bases[a], self._bases[b]) for a, b in _neighbours(found.pairs)}
        document = lru_cache(_AT_HAND)(self.readings.document)
        pairs = self._update.pairs(bases, lambda a, b: made.compared(document(a), document(b)), "comparing pairs")
        return self._related([pair.overlap for pair in pairs if pair.overlap is not None], bases, prints)

    def _related(
        self, overlaps: Sequence[Overlap], bases: Mapping[tuple[str, str], str], prints: Mapping[str, made.Print]
    ) -> Relations:
        """Tell how documents are related; what was told before holds while what they share is the same."""
        judgements = [one for one in self.counted.judgements if one.targets[0].id is None]
        about = {name: one.about for name, one in prints.items()}
        documents = {name for one in overlaps for name in (one.a, one.b)}
        found = self._update.whole(
            "copies",
            made.Copies,
            made.basis_of(*(bases[one.a, one.b] for one in overlaps), *(to_json(one).decode() for one in judgements)),
            documents | {target.document for one in judgements for target in one.targets},
            lambda: made.Copies(copies=tuple(relate(overlaps, about, judgements))),
        )
        return Relations(found.copies)

    def people(self) -> People:
        """Give who speaks in the case."""

        def make(names: Sequence[str]) -> dict[str, made.Speakers]:
            return {name: made.speakers_of(self.readings[name]) for name in names}

        found = self._update.documents("speakers", made.Speakers, self._bases, make, "asking who speaks")
        return People(self.counted.judgements, [one for name in self._bases for one in found[name].known])

    def grouping(self, model: WeighingModel) -> Grouping:
        """Give what is said in the case in groups: as they were kept, but for what came and what left since."""
        bases = {name: made.basis_of(basis, model.digest) for name, basis in self._bases.items()}
        grouping, grouped = self._grouped()
        gone = [name for name, basis in grouped.items() if bases.get(name) != basis]
        for name in gone:
            grouping.remove(name)
        new = {name: basis for name, basis in bases.items() if grouped.get(name) != basis}
        said = self._said(new, model)
        _group(grouping, said, lambda done: self._update.tell("putting claims together", done, len(said)))
        if len(gone) + len(new) > _SELDOM or (new and not grouped):
            self._update.grouping(State(bases, grouping.state()))
        return grouping

    def _grouped(self) -> tuple[Grouping, dict[str, str]]:
        """Give the grouping that was kept, and of which documents."""
        state = self._kept.state()
        kept = Grouping.from_state(state.grouping) if state else None
        return (kept, state.documents) if state and kept else (Grouping(), {})

    def _said(self, bases: Mapping[str, str], model: WeighingModel) -> dict[str, made.Said]:
        def make(names: Sequence[str]) -> dict[str, made.Said]:
            readings = [self.readings[name] for name in names]
            speakers = {name: made.speakers_of(one) for name, one in zip(names, readings, strict=True)}
            self._update.put("speakers", self._bases, speakers)  # while the readings are at hand
            return dict(zip(names, made.said_in(readings, model), strict=True))

        return self._update.documents("sayings", made.Said, bases, make, "reading what is said")


def _group(grouping: Grouping, said: Mapping[str, made.Said], tell: Callable[[int], None]) -> None:
    """Put sayings in groups, many documents at a time."""
    for names in batches(sorted(said), _AHEAD, tell):
        some = [said[name] for name in names if said[name].sayings]
        if some:
            vectors = np.concatenate([one.vectors() for one in some])
            grouping.add([saying for one in some for saying in one.sayings], vectors)


def _neighbours(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put pairs that have documents in common beside each other, so that few documents are looked up twice."""
    found = list(pairs)
    leader: dict[str, str] = {}

    def lead(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = name = leader[leader[name]]
        return name

    for a, b in found:
        first, second = sorted((lead(a), lead(b)))
        leader[second] = first
    return sorted(found, key=lambda pair: (lead(pair[0]), pair))
