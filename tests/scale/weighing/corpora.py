"""Corpora for tests: readings written as tables, a few to a shard, as `averment read --out` leaves them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from averment.tables import TABLES, rows_of
from averment.tables.files import Kind, writer
from averment.values import Document, Model, Reading

MODEL = Model(reader="none", version="0")


def reading_of(document: Document) -> Reading:
    """Give a reading in which nobody says anything."""
    return Reading(document=document, model=MODEL)


def corpus(folder: Path, readings: Iterable[Reading], *, kind: Kind = "parquet", of_a_shard: int = 7) -> Path:
    """Write readings as a corpus."""
    every, shard = iter(readings), 0
    while some := list(islice(every, of_a_shard)):
        write_shard(folder, shard, some, kind)
        shard += 1
    (folder / "corpus.json").write_text(json.dumps({"format": "averment.corpus/1", "tables": kind}))
    return folder


def write_shard(folder: Path, number: int, readings: Iterable[Reading], kind: Kind) -> None:
    """Write one shard and its manifest."""
    rows = [rows_of(one, f"{number:06}-{place:04}", f"report {place}") for place, one in enumerate(readings)]
    sums = {}
    for name, row in TABLES.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        path = folder / name / f"{number:06}.{kind}"
        file = writer(path, row, kind)
        for one in rows:
            file.write(getattr(one, name))
        file.close()
        sums[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "shards").mkdir(exist_ok=True)
    (folder / "shards" / f"{number:06}.json").write_text(json.dumps(sums))
