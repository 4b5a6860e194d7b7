"""What counts in a case now: the current reading of each document, and the judgements that hold of it.

In: an open index, what carries judgements to current readings. Out: `Counted`, which names by digests all that the
weighing of a case depends on.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from averment.case.carrying import Carrying
from averment.case.index import Index
from averment.case.queries import judgements
from averment.case.queries import readings as standing_readings
from averment.values import Judgement
from averment.values.judgements import WEIGHED
from averment.weighing.judged import in_force

_ALONE: Final = {"reject", "correct"}
"""Verdicts that change what a reading holds."""


@dataclass(frozen=True)
class Standing:
    """A document that counts. `basis` names its reading as people corrected it: the same basis, the same reading."""

    document: str
    reading: str
    basis: str
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True)
class Counted:
    """All that the weighing of a case depends on, but for the model and the word lists."""

    documents: Mapping[str, Standing]
    judgements: tuple[Judgement, ...]

    def bases(self) -> dict[str, str]:
        """Give the basis of each document, by digest in order."""
        return {name: self.documents[name].basis for name in sorted(self.documents)}


def counted(index: Index, carrying: Carrying) -> Counted:
    """Give what counts: documents that are read and were not withdrawn, judgements on them that hold.

    Judgements made on earlier readings are carried to the current ones, and so are the bases: they name fields by the
    ids of those.
    """
    readings = standing_readings(index)
    carries = carrying.on(index)
    holding = tuple(in_force((one for made in judgements(index) if (one := carries(made).made)), readings))
    on: defaultdict[str, list[Judgement]] = defaultdict(list)
    for made in holding:
        if made.verdict in _ALONE:
            on[made.targets[0].document].append(made)
    documents = {name: _standing(name, reading, on.get(name, ())) for name, reading in readings.items()}
    return Counted(documents=documents, judgements=holding)


def _standing(document: str, reading: str, on: Iterable[Judgement]) -> Standing:
    changes = [
        (made.verdict, made.targets[0].id or "", fields)
        for made in on
        if (fields := sorted((k, v) for k, v in made.changes.items() if k not in WEIGHED)) or made.verdict == "reject"
    ]
    basis = hashlib.sha256(msgspec.json.encode([reading, sorted(changes)])).hexdigest() if changes else reading
    return Standing(document, reading, basis, tuple(on) if changes else ())
