"""A corpus on the disk: what the run is, a manifest a shard, a file a table and shard.

In: the path of a folder. Out: paths, manifests, and the readings, a few in memory at a time. A shard is done when its
manifest is there: it is written last, and every file comes to its name whole.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from averment.custody.files import storing, sync_folder, write_new
from averment.errors import BusyError, CorpusError
from averment.scale.manifest import End, Manifest, Run
from averment.tables import TABLES, Rows, reading_of
from averment.tables.files import needs_parquet, rows_in
from averment.tables.readings import ByReading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.tables.files import Kind
    from averment.values import Reading

Struct = TypeVar("Struct", bound=msgspec.Struct)

RUN: Final = "corpus.json"
END: Final = "end.json"
SHARDS: Final = "shards"
TEMPORARY: Final = ".tmp"
_LOCK: Final = ".lock"


class Folder:
    """A folder of tables. `CorpusError` where there is none, or it is not what it was."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.run = self._read(self.path / RUN, Run, "this folder holds no corpus: it has no corpus.json")
        if self.kind == "parquet":
            needs_parquet()

    @classmethod
    def make(cls, path: str | os.PathLike[str], run: Run) -> Folder:
        """Make the folder of a run, or open it where it is there. `CorpusError` where that was another run."""
        folder = Path(path)
        if run.tables == "parquet":
            needs_parquet()  # before anything is there that says so
        with storing(str(path)):
            if folder.exists() and not folder.is_dir():
                message = "it is a file; tables go to a folder"
                raise CorpusError(message, subject=str(path))
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / RUN).exists():
                _refuse_other(folder)
                with _locked(folder):
                    cls._begin(folder, run)
        made = cls(path)
        if made.run != run:
            raise CorpusError(_differs(made.run, run), subject=str(path))
        return made

    @staticmethod
    def _begin(folder: Path, run: Run) -> None:
        """Make what is in a folder from the start; what says that it is there comes last."""
        if not (folder / RUN).exists():  # or another run was first
            for name in (SHARDS, *TABLES):
                (folder / name).mkdir(exist_ok=True)
            put(folder / RUN, _pretty(run))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out of the folder meanwhile. `BusyError` where one is at it."""
        with _locked(self.path):
            with storing(str(self.path)):
                self._sweep()
            try:
                yield
            finally:
                with suppress(OSError):  # then the next run does
                    self._sweep()

    @property
    def kind(self) -> Kind:
        """Say what form the tables are in."""
        return self.run.tables

    def table(self, name: str, number: int) -> Path:
        """Give the path of the file of a table and shard."""
        return self.path / name / f"{number:06}.{self.kind}"

    def tables(self, name: str) -> list[Path]:
        """Give the files of a table that are there, in order of the shards."""
        return [self.table(name, manifest.number) for manifest in self.manifests()]

    def manifests(self) -> Iterator[Manifest]:
        """Give the manifests of the shards that are done, in order."""
        for path in sorted((self.path / SHARDS).glob("*.json")):
            yield self._read(path, Manifest, "a manifest is gone")

    def manifest(self, number: int) -> Manifest | None:
        """Give the manifest of a shard; `None` where it is not done."""
        path = self._manifest(number)
        return self._read(path, Manifest, "a manifest is gone") if path.exists() else None

    def put_manifest(self, manifest: Manifest) -> None:
        """Say that a shard is done. All that belongs to it is on the disk by then."""
        for name in TABLES:
            sync_folder(self.path / name)
        put(self._manifest(manifest.number), _pretty(manifest))

    @property
    def ended(self) -> bool:
        """Say whether the run came to the end of its inputs: else it was broken off, or is at work."""
        return (self.path / END).exists()

    def end(self, shards: int) -> None:
        """Say that the run is at the end of its inputs, which made so many shards."""
        if not self.ended:
            put(self.path / END, _pretty(End(shards=shards)))

    def reopen(self) -> None:
        """Take back that the run is at its end: there is more to read."""
        if self.ended:
            with storing(str(self.path)):
                (self.path / END).unlink(missing_ok=True)
                sync_folder(self.path)

    def beyond(self, count: int) -> bool:
        """Say whether a shard is done whose number is `count` or more."""
        return any(int(path.stem) >= count for path in (self.path / SHARDS).glob("*.json"))

    def drop(self, number: int) -> None:
        """Take back that a shard is done."""
        with storing(str(self.path)), suppress(FileNotFoundError):
            self._manifest(number).unlink()

    def readings(self) -> Iterator[tuple[str, Reading]]:
        """Give the name and the reading of every document, in order of their keys; one is held, and a few rows."""
        for manifest in self.manifests():
            yield from self.readings_of(manifest.number)

    def rows(self) -> Iterator[Rows]:
        """Give the rows of every document, in order of their keys; those of one are held."""
        for manifest in self.manifests():
            yield from self.rows_of(manifest.number)

    def readings_of(self, number: int) -> Iterator[tuple[str, Reading]]:
        """Give the name and the reading of every document of a shard, in order."""
        for rows in self.rows_of(number):
            with self._damaged(number):
                yield rows.documents[0].name, reading_of(rows)

    def rows_of(self, number: int) -> Iterator[Rows]:
        """Give the rows of each document of a shard, in order: the files of all tables are read side by side."""
        with self._damaged(number):
            others = {
                name: ByReading(rows_in(self.table(name, number), row, self.kind))
                for name, row in TABLES.items()
                if name not in {"documents", "errors"}
            }
            for document in rows_in(self.table("documents", number), TABLES["documents"], self.kind):
                key = document.reading  # type: ignore[attr-defined]
                yield Rows(documents=(document,), **{name: one.of(key) for name, one in others.items()})  # type: ignore[arg-type]

    def _manifest(self, number: int) -> Path:
        return self.path / SHARDS / f"{number:06}.json"

    def _sweep(self) -> None:
        """Remove what a run that was broken off, or a worker that died, left half written."""
        for name in ("", SHARDS, *TABLES):
            for path in (self.path / name).glob(f"*{TEMPORARY}"):
                path.unlink(missing_ok=True)

    @contextmanager
    def _damaged(self, number: int) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as error:  # pyarrow's errors are one or the other
            message = f"shard {number} cannot be read: {error}"
            raise CorpusError(message, subject=str(self.path)) from error

    def _read(self, path: Path, kind: type[Struct], missing: str) -> Struct:
        try:
            return msgspec.json.decode(path.read_bytes(), type=kind)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise CorpusError(missing, subject=str(self.path)) from error
        except msgspec.MsgspecError as error:
            message = f"{path.name} is damaged, or of another version: {error}"
            raise CorpusError(message, subject=str(self.path)) from error


def put(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, and on the disk."""
    with storing(str(path)):
        beside = beside_of(path)
        write_new(beside, data, 0o644)
        beside.replace(path)
        sync_folder(path.parent)


def beside_of(path: Path) -> Path:
    """Give a name beside a file, to write what is to take its place; no other process has the same.

    A worker may live a moment longer than its run: it must not touch what the next run is writing.
    """
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}{TEMPORARY}")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with storing(str(folder)):
        file = (folder / _LOCK).open("wb")
    with file:
        with storing(str(folder)):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                message = "another run is writing to this folder"
                raise BusyError(message, subject=str(folder)) from error
        yield


def _refuse_other(folder: Path) -> None:
    """Refuse a folder that holds what no run left when it was killed at its beginning. Raises `CorpusError`."""
    ours = {_LOCK, SHARDS, *TABLES}
    for one in folder.iterdir():
        empty = not one.is_dir() or not any(one.iterdir())
        if not (one.name in ours and empty) and not (one.name.startswith(RUN) and one.name.endswith(TEMPORARY)):
            message = "this folder holds something else"
            raise CorpusError(message, subject=str(folder))


def _pretty(value: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=1) + b"\n"


def _differs(made: Run, wanted: Run) -> str:
    names = [name for name in Run.__struct_fields__ if getattr(made, name) != getattr(wanted, name)]
    return f"the tables in it were made with other settings ({', '.join(names)})"
