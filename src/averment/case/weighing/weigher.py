"""A case weighed, in order: fingerprints, pairs and their relations; speakers; sayings and vectors, their grouping.

In: the open parts of a case, a model. Out: how its documents are related, or the ledger. The same case and model
give the same, whatever was kept before, in whatever batches and by how many processes it was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from averment.case.store import Store
from averment.case.weighing import made
from averment.case.weighing.kept import Kept, State
from averment.case.weighing.maker import maker
from averment.case.weighing.readings import Readings
from averment.case.weighing.standing import Counted, counted
from averment.case.weighing.update import Progress, Update, batches
from averment.values import Source
from averment.weighing.claims import Grouping
from averment.weighing.copies import Near, Relations, judge, near, pairs_of, tell
from averment.weighing.ledger import Ledger
from averment.weighing.people import People, sources

if TYPE_CHECKING:
    from averment.values import Copy
    from averment.weighing.copies import Fingerprint, Overlap
    from averment.weighing.model import WeighingModel

_AHEAD: Final = 1_000  # documents whose sayings are put in groups at a time
_SELDOM: Final = 32
"""Documents that may have come and gone since the grouping was kept: to put them in costs less than to keep it anew."""
_AT_ONCE: Final = 4_096  # documents whose relations are told together: what they share with others is read for them


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
            self.counted: Counted = counted(index, store.carrying)
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
        found = self._near([one.fingerprint for one in prints.values()])
        pairs = _Pairs(self._bases, found)
        about = {name: one.about for name, one in prints.items()}

        def tell_of(names: Sequence[str]) -> dict[str, made.Related]:
            told: dict[str, list[Copy]] = {name: [] for name in names}
            for copy in tell(self._overlaps(pairs, pairs.around(names)), about, told):
                told[copy.a].append(copy)
            return {name: made.Related.of(copies) for name, copies in told.items()}

        what = "telling how they are related"
        related = self._update.documents("related", made.Related, pairs.standing(), tell_of, what, together=_AT_ONCE)
        return Relations.by_first(made.Copies(related, self._judged(pairs)))

    def _near(self, prints: Sequence[Fingerprint]) -> list[tuple[str, str]]:
        """Give the pairs of documents that are worth comparing, of all that are."""
        before = self._update.whole("near", Near)
        now = near(prints, before)
        kept = set(before.documents) if before else set()
        if len(kept ^ set(now.documents)) > _SELDOM or (now.documents and not kept):
            self._update.put_whole("near", now, now.documents)
        return pairs_of(now)

    def _overlaps(self, pairs: _Pairs, documents: Collection[str]) -> list[Overlap]:
        """Give what each pair that some documents are in shares, where it shares anything; each is compared once."""
        document = self.readings.document

        def compared(a: str, b: str) -> made.Compared:
            return made.compared(document(a), document(b))

        found = self._update.pairs(pairs.bases, documents, compared, "comparing pairs")
        return [one.overlap for one in found if one.overlap is not None]

    def _judged(self, pairs: _Pairs) -> dict[tuple[str, str], Copy | None]:
        """Give how documents that a person judged are related."""
        judgements = [one for one in self.counted.judgements if one.targets[0].id is None]
        documents = {target.document for one in judgements for target in one.targets}
        overlaps = self._overlaps(pairs, documents) if documents else []
        return judge(judgements, self._bases.keys(), {(one.a, one.b): one.passages for one in overlaps})

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


class _Pairs:
    """The pairs of documents that are worth comparing, with their bases, and what each document's relations rest on."""

    def __init__(self, bases: Mapping[str, str], pairs: Iterable[tuple[str, str]]) -> None:
        self.bases = {(a, b): made.basis_of(bases[a], bases[b]) for a, b in pairs}
        self._documents = bases
        self._others: defaultdict[str, list[str]] = defaultdict(list)
        for a, b in self.bases:
            self._others[a].append(b)
            self._others[b].append(a)

    def around(self, names: Iterable[str]) -> set[str]:
        """Give some documents, and those that they are to be compared with."""
        return {one for name in names for one in (name, *self._others.get(name, ()))}

    def standing(self) -> dict[str, str]:
        """Name for each document what its relations rest on: its pairs, and those of the documents in them."""
        own = {
            name: made.basis_of(
                *sorted(self.bases[min(name, one), max(name, one)] for one in self._others.get(name, ()))
            )
            for name in self._documents
        }
        return {
            name: made.basis_of(own[name], *(own[one] for one in sorted(self._others.get(name, ())))) for name in own
        }
