"""What the tests of custody share: a case that was just begun, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from averment.custody.checkpoints import origin_of
from averment.custody.keys import Signer
from averment.custody.log import Log, Writing
from averment.values.log import Began

CASE = "0123456789abcdef0123456789abcdef"
NOW = "2031-03-12T08:00:00Z"

Write = Callable[[Log], AbstractContextManager[Writing]]


def begin(folder: Path) -> Log:
    """Begin a log in a folder."""
    signer = Signer.generate(origin_of(CASE))
    began = Began(case=CASE, key=str(signer.verifier), at=NOW, by="Ana Brel", version="1")
    return Log.create(folder, signer, began)


def write(log: Log) -> AbstractContextManager[Writing]:
    """Open a log for writing."""
    return log.writing("Ana Brel", "1", lambda: NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a case that was just begun."""
    begin(tmp_path / "case")
    return tmp_path / "case"
