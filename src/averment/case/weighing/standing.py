"""What counts in a case now: the current reading of each document, and the judgements that hold of it.

In: an open index. Out: `Counted`, which names by digests all that the weighing of a case depends on.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec.structs import replace

from averment.case.index import Index
from averment.case.index.connections import explained
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


def counted(index: Index) -> Counted:
    """Give what counts: documents that are read and were not withdrawn, judgements on them that hold."""
    readings = standing_readings(index)
    held = [_with_claim(made, index, readings) for made in in_force(judgements(index), readings)]
    holding = tuple(made for made in held if made is not None)
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


def _with_claim(made: Judgement, index: Index, readings: Mapping[str, str]) -> Judgement | None:
    """Leave out a claim that was named by an attribution of a document that left, or of another reading of it."""
    other, _, place = made.changes.get("claim", "").partition("#")
    if not place or (other in readings and readings[other] == _read_before(index, other, made)):
        return made
    changes = {field: value for field, value in made.changes.items() if field != "claim"}
    return replace(made, changes=changes) if changes else None


def _read_before(index: Index, document: str, made: Judgement) -> str | None:
    """Give the reading that a document had when a judgement was made."""
    with explained(index.path):
        row = index.db.execute(
            "SELECT readings.reading FROM readings JOIN documents ON number = document "
            "WHERE digest = ? AND readings.seq < ? ORDER BY readings.seq DESC LIMIT 1",
            (document, int(made.id[1:])),
        ).fetchone()
    return None if row is None else str(row[0])
