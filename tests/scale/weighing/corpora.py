"""Corpora for tests: readings written as tables, a few to a shard, as `averment read --out` leaves them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from averment.scale.folder import Folder
from averment.scale.manifest import Manifest, Run, Written
from averment.tables import TABLES, rows_of
from averment.tables.files import Kind, writer
from averment.values import Document, Model, Reading

MODEL = Model(reader="none", version="0")


def reading_of(document: Document) -> Reading:
    """Give a reading in which nobody says anything."""
    return Reading(document=document, model=MODEL)


def corpus(folder: Path, readings: Iterable[Reading], *, kind: Kind = "parquet", of_a_shard: int = 7) -> Path:
    """Write readings as a corpus."""
    made = Folder.make(folder, Run(tables=kind, reader="none", lexicons="none", version="0"))
    every, shard = iter(readings), 0
    while some := list(islice(every, of_a_shard)):
        write_shard(made, shard, some)
        shard += 1
    made.end(shard)
    return folder


def write_shard(folder: Folder, number: int, readings: Iterable[Reading]) -> None:
    """Write one shard and its manifest."""
    rows = [rows_of(one, f"{number:06}-{place:06}", f"report {place}") for place, one in enumerate(readings)]
    written = {}
    for name, row in TABLES.items():
        path = folder.table(name, number)
        file = writer(path, row, folder.kind)
        for one in rows:
            file.write(getattr(one, name))
        file.close()
        digest = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        written[name] = Written(rows=sum(len(getattr(one, name)) for one in rows), digest=digest)
    folder.put_manifest(
        Manifest(number=number, inputs="", pieces=len(rows), done=0, words=0, reader="none", tables=written)
    )
