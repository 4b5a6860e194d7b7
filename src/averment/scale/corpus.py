"""A corpus to tables: the order of steps, and only that. Inputs to pieces, pieces to shards, shards to workers.

In: paths, a folder. Out: the tables in it, and a `Summary`. What is done already stays as it is; a run that was broken
off goes on where it stood.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from averment.api import When, published_on
from averment.capture.records import Fields
from averment.errors import CorpusError, UsageError
from averment.scale.folder import Folder
from averment.scale.inputs import pieces
from averment.scale.manifest import Manifest, Run
from averment.scale.shards import Shard, Size, shards
from averment.scale.work import Done, Job

if TYPE_CHECKING:
    import os

    from averment.tables.files import Kind

FIELDS: Final = Fields()
SIZE: Final = Size()


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What is in the folder now, over all its shards; `shards` of them, of which this run made `made`."""

    shards: int = 0
    made: int = 0
    documents: int = 0
    words: int = 0
    attributions: int = 0
    errors: int = 0


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is: what it read, and the bytes of all the inputs up to what is done."""

    read: Done
    done: int


def read_corpus(  # noqa: PLR0913  (each is an option of the command)
    inputs: Sequence[str],
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    kind: Kind = "parquet",
    fields: Fields = FIELDS,
    published: When = None,
    force: bool = False,
    size: Size = SIZE,
    ray: str | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read reports into tables in the folder `out`; the same inputs give the same files, whatever the workers.

    `inputs` are files and folders; `workers` processes, one for each core (of the cluster) unless told otherwise; `ray`
    is the address of a cluster, or "" for one on this machine. Raises `CorpusError` where the folder is of other inputs
    or settings.
    """
    _refuse_inside(inputs, out)
    run = _run(kind, size, fields, published_on(published), force=force)
    folder = Folder.make(out, run)
    with folder.held():
        made = 0
        work = _Work(folder, shards(pieces(inputs, fields), size), tell)
        for _ in work.manifests(workers, ray):
            made += 1
        work.end()
        return _summary(folder, made)


class _Work:
    """The shards of a run: those that are done are passed over, the others handed to workers."""

    def __init__(self, folder: Folder, found: Iterator[Shard], tell: Callable[[Progress], None] | None) -> None:
        self._folder, self._found = folder, found
        self._tell = tell or (lambda _progress: None)
        self._telling = threading.Lock()  # workers tell, each from a thread
        self._count = 0
        self._done = 0

    def manifests(self, workers: int | None, ray: str | None) -> Iterator[Manifest]:
        """Read what is left."""
        from averment.inference.sessions import cores

        job = Job(folder=str(self._folder.path.absolute()))
        if ray is None:
            from averment.scale.pool import read_shards

            yield from self._told(read_shards(self._left(), job, workers or cores(), self._read))
        else:
            from averment.scale.cluster import read_shards as on_ray

            yield from self._told(on_ray(self._left(), job, workers, self._read, ray))

    def end(self) -> None:
        """Say that the run is at its end. `CorpusError` where the folder holds shards beyond those of the inputs."""
        if self._folder.beyond(self._count):
            message = f"it holds more shards than the inputs make ({self._count}): some of them are gone"
            raise CorpusError(message, subject=str(self._folder.path))
        self._folder.end(self._count)

    def _left(self) -> Iterator[Shard]:
        for shard in self._found:
            self._count += 1
            manifest = self._folder.manifest(shard.number)
            if manifest is None:
                self._folder.reopen()
                yield shard
            elif manifest.inputs == shard.digest:
                self._forward(manifest.done)
            elif self._grown(manifest, shard):
                self._folder.reopen()
                self._folder.drop(shard.number)
                yield shard
            else:
                message = f"the inputs changed since shard {shard.number} was made, at {shard.pieces[0].name}"
                raise CorpusError(message, subject=str(self._folder.path))

    def _grown(self, manifest: Manifest, shard: Shard) -> bool:
        """Say whether it was the last shard, and more came behind what was in it: then it is made anew."""
        last = self._folder.manifest(shard.number + 1) is None
        before = Shard(number=shard.number, pieces=shard.pieces[: manifest.pieces])
        return last and manifest.pieces < len(shard.pieces) and before.digest == manifest.inputs

    def _told(self, manifests: Iterator[Manifest]) -> Iterator[Manifest]:
        for manifest in manifests:
            self._forward(manifest.done)
            yield manifest

    def _read(self, done: Done) -> None:
        with self._telling:
            self._tell(Progress(read=done, done=self._done))

    def _forward(self, done: int) -> None:
        with self._telling:
            self._done = max(self._done, done)
            self._tell(Progress(read=Done(), done=self._done))


def _refuse_inside(inputs: Sequence[str], out: str | os.PathLike[str]) -> None:
    """Refuse tables in a folder that is read: they would be inputs of the next run. Raises `UsageError`."""
    folder = Path(out).resolve()
    for one in inputs:
        if "\0" not in one and Path(one).is_dir() and folder.is_relative_to(Path(one).resolve()):
            message = f"the tables would lie in {one}, which is read: name a folder outside of it"
            raise UsageError(message, subject=str(out))


def _run(kind: Kind, size: Size, fields: Fields, published: object, *, force: bool) -> Run:
    from importlib.metadata import version

    from averment.inference.shipped import model_digest
    from averment.lexicons import digest

    return Run(
        tables=kind,
        size=size,
        fields=fields,
        published=published,  # type: ignore[arg-type]
        force=force,
        reader=model_digest(),
        lexicons=digest(),
        version=version("averment"),
    )


def _summary(folder: Folder, made: int) -> Summary:
    found = list(folder.manifests())
    return Summary(
        shards=len(found),
        made=made,
        documents=sum(one.documents for one in found),
        words=sum(one.words for one in found),
        attributions=sum(one.attributions for one in found),
        errors=sum(one.errors for one in found),
    )
