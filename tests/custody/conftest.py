"""What the tests of custody share: a case that was just begun, an empty store, and a clock that stands still."""

from __future__ import annotations

from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path

import pytest

from averment.custody.checkpoints import Checkpoint, origin_of
from averment.custody.keys import Signer
from averment.custody.log import Log, Writing
from averment.custody.objects import Objects
from averment.custody.tree import Tree, leaf_hash
from averment.values.log import Added, Began

CASE = "0123456789abcdef0123456789abcdef"
NOW = "2031-03-12T08:00:00Z"
DATA = b"Oro Dask denied it."
NAME = sha256(DATA).hexdigest()
DIGEST = f"sha256:{NAME}"


def begin(folder: Path) -> Log:
    """Begin a log in a folder."""
    signer = Signer.generate(origin_of(CASE))
    began = Began(case=CASE, key=str(signer.verifier), at=NOW, by="Ana Brel", version="1")
    return Log.create(folder, signer, began)


def write(log: Log) -> AbstractContextManager[Writing]:
    """Open a log for writing."""
    return log.writing("Ana Brel", "1", lambda: NOW)


def added(path: str = "report.txt") -> Added:
    """Give an entry."""
    return Added(path=path, object="sha256:" + "0" * 64, size=3)


def paths(log: Log) -> list[str]:
    """Give the paths of what was added."""
    return [entry.path for entry in log.entries() if isinstance(entry, Added)]


def intact(folder: Path) -> Log:
    """Open a case, and see that its head is the root over the lines of its file, all of them."""
    log = Log.open(folder)
    lines = (folder / "log.jsonl").read_bytes().splitlines()
    assert log.head() == Checkpoint(origin=origin_of(CASE), size=len(lines), root=Tree([*map(leaf_hash, lines)]).root())
    return log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a case that was just begun."""
    begin(tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def store(tmp_path: Path) -> Objects:
    """Give an empty store."""
    return Objects(tmp_path / "objects")


def path_of(folder: Path, digest: str = DIGEST) -> Path:
    """Say where an object lies."""
    name = digest.removeprefix("sha256:")
    return folder / "objects" / name[:2] / name
