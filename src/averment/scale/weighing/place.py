"""Where what is made of a corpus lies: `DIR/weighed`, its files and those that are on the way.

In: the corpus. Out: paths, and `whole`, by which a file is there once it is whole. What is on the way lies in `work`,
named by what was read and by what made it: where either has changed, all is made anew.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

BASIS = "basis.json"
ASKED = ".asked-"
_DAY = 86_400  # seconds
_MADE = ("copies.*", "origins.*", "index.*", "days.*", "summary.*")


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What was weighed and by what: `corpus` names the tables, `maker` the program; `share` is memory, bytes.

    How much memory there was decides into how many parts the work is cut, and nothing else.
    """

    format: str = "averment.corpus-weighed/1"
    corpus: str
    maker: str
    share: int


class Place:
    """The folder of what weighing a corpus makes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.index = folder / "index.parquet"
        self.days = folder / "days.npy"
        self.temporary = folder / "temporary"
        self.searched = folder / "searched"
        self.summary = folder / "summary.json"

    def take_up(self, basis: Basis) -> Basis:
        """Give what the work there is cut by; begin anew where there is none, or it is of another corpus or program."""
        known = self.basis()
        if known is None or (known.corpus, known.maker, known.format) != (basis.corpus, basis.maker, basis.format):
            self.clear()
            self.folder.mkdir(exist_ok=True)
            with whole(self.folder / BASIS, lasting=True) as path:
                path.write_bytes(msgspec.json.encode(basis))
            known = basis
        self.work.mkdir(exist_ok=True)
        for left in self.folder.rglob(".*.part"):
            left.unlink()
        return known

    def basis(self) -> Basis | None:
        """Give what was weighed and by what; `None` where that cannot be told."""
        with suppress(OSError, msgspec.DecodeError, ValueError):
            return msgspec.json.decode((self.folder / BASIS).read_bytes(), type=Basis)
        return None

    def clear(self) -> None:
        """Take away all that was made; what says of what it is first, so that a half is never taken for a whole."""
        with suppress(FileNotFoundError):
            (self.folder / BASIS).unlink()
        self.finish()
        shutil.rmtree(self.searched, ignore_errors=True)
        for path in (path for form in _MADE for path in self.folder.glob(form)):
            path.unlink()

    def part(self, stage: str, number: int, form: str) -> Path:
        """Give the file of one part of a stage."""
        return self.work / stage / f"{number:06}.{form}"

    def parts(self, stage: str, form: str) -> list[Path]:
        """Give the files of the parts of a stage that are there, in order."""
        return sorted((self.work / stage).glob(f"[0-9]*.{form}"))

    def finish(self) -> None:
        """Take away all that was on the way."""
        for folder in (self.work, self.temporary):
            shutil.rmtree(folder, ignore_errors=True)

    def sweep(self) -> None:
        """Take away what was left by processes that were killed while they weighed a proposition, a day ago or more."""
        for left in self.folder.glob(f"{ASKED}*"):
            with suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > _DAY:
                    shutil.rmtree(left, ignore_errors=True)

    def drop(self, stage: str) -> None:
        """Take away what a stage made, where nothing needs it any more."""
        shutil.rmtree(self.work / stage, ignore_errors=True)


@contextmanager
def whole(path: Path, *, lasting: bool = False) -> Iterator[Path]:
    """Give a path to write to, which takes the name `path` when it is written: it is there whole or not at all.

    That holds when the process is killed. What is `lasting` is brought to the disk, to be whole after a loss of power.
    """
    path.parent.mkdir(exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        if lasting:
            with part.open("rb") as file:
                os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
