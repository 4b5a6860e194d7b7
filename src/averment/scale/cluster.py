"""Shards read on a Ray cluster, by Ray Data actors that load the model once. An actor that dies loses nothing.

In: shards, as they are cut. Out: their manifests, as they become done. The actors write to the folder of the run, which
every machine must see. What is on its way waits in a source beside this process, a few shards at a time.
"""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import msgspec

from averment import errors
from averment.errors import AvermentError, ClusterError, CorpusError
from averment.scale.folder import Folder
from averment.scale.joining import joined
from averment.scale.manifest import Manifest
from averment.scale.shards import Shard
from averment.scale.source import Source, numbers
from averment.scale.work import Done, Job, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

_TRIES = 2  # of a shard by actors that die of it; then this machine finds the piece at fault


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a shard: its manifest; or an error, by its name, message and subject; or neither, given up."""

    number: int
    manifest: Manifest | None = None
    error: tuple[str, str, str | None] | None = None


class Actor:
    """A worker in the cluster: the number of a shard in, a `Result` out."""

    def __init__(self, job: bytes, source: Any) -> None:  # noqa: ANN401  (a handle that Ray makes)
        self._job = msgspec.msgpack.decode(job, type=Job)
        self._source = source
        self._worker: Worker | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Read the shards of a batch. Ray Data asks for one at a time."""
        return {"result": [msgspec.msgpack.encode(self._result(int(one))) for one in batch["shard"]]}

    def _result(self, number: int) -> Result:
        try:
            return Result(number=number, manifest=self._read(number))
        except AvermentError as error:
            return Result(number=number, error=(type(error).__name__, str(error), error.subject))

    def _read(self, number: int) -> Manifest | None:
        import ray

        if self._worker is None:
            _check(Folder(self._job.folder))
            self._worker = Worker(self._job)
        tries, held = ray.get(self._source.take.remote(number))
        if not held:  # it was done, and the actor died before it could say so
            return Folder(self._job.folder).manifest(number)
        if tries > _TRIES:
            return None
        manifest = self._worker.read(msgspec.msgpack.decode(ray.get(held[0]), type=Shard))
        ray.get(self._source.done.remote(number))
        return manifest


def read_shards(
    shards: Iterator[Shard], job: Job, workers: int | None, tell: Callable[[Done], None] | None, address: str
) -> Iterator[Manifest]:
    """Read shards on the cluster at `address`, "" for one made on this machine; `workers` actors, or one a core.

    Holds two shards an actor. Raises `UsageError` where Ray is not installed or no cluster answers, `ClusterError`
    where it is lost, and what a worker raised.
    """
    with joined(address, workers) as actors:
        import ray

        source = Source.beside(2 * actors)
        feeding = _Feeding(shards, source)
        try:
            with closing(_results(source, job, actors)) as results:
                for result in results:
                    manifest = result.manifest or _here(source, result, job)
                    if tell is not None:
                        tell(Done(documents=manifest.documents, words=manifest.words, errors=manifest.errors))
                    yield manifest
            feeding.check()
        except ray.exceptions.RayError as error:
            feeding.check()
            message = f"the Ray cluster failed: {str(error).strip().splitlines()[-1]}"
            raise ClusterError(message, subject=address or None) from error
        finally:
            feeding.stop()


def _results(source: Any, job: Job, actors: int) -> Generator[Result]:  # noqa: ANN401
    """Let the actors read what the source gives; one dataset, whose rows are the numbers of shards."""
    from ray.data import ActorPoolStrategy, read_datasource

    read = read_datasource(numbers(source), override_num_blocks=1, num_cpus=0).map_batches(
        Actor,
        fn_constructor_args=(msgspec.msgpack.encode(job), source),
        batch_size=1,
        num_cpus=1,
        compute=ActorPoolStrategy(size=actors, max_tasks_in_flight_per_actor=1),
    )  # Ray Data starts an actor that died again, as often as it must, and asks the new one for the same row
    for batch in read.iter_batches(batch_size=None, prefetch_batches=0, batch_format="numpy"):
        for one in batch["result"]:
            yield msgspec.msgpack.decode(bytes(one), type=Result)


def _here(source: Any, result: Result, job: Job) -> Manifest:  # noqa: ANN401
    """Raise the error of a shard; or read it by a process of this machine, since actors died of it."""
    import ray

    from averment.scale.pool import read_shards as read_here

    if result.error is not None:
        name, message, subject = result.error
        raise getattr(errors, name, ClusterError)(message, subject=subject)
    _, held = ray.get(source.take.remote(result.number))
    shard = msgspec.msgpack.decode(ray.get(held[0]), type=Shard)
    (manifest,) = read_here(iter([shard]), job, 1)
    ray.get(source.done.remote(result.number))
    return manifest


class _Feeding:
    """The thread that cuts shards and hands them to the source, which says when there is room for one more."""

    def __init__(self, shards: Iterator[Shard], source: Any) -> None:  # noqa: ANN401
        self._shards, self._source = shards, source
        self._error: BaseException | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="averment-feeding", daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Raise what went wrong with the inputs."""
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """Hand out no more."""
        self._stopped = True
        self._thread.join()

    def _run(self) -> None:
        import ray

        try:
            for shard in self._shards:
                held = ray.put(msgspec.msgpack.encode(shard))
                room = self._source.offer.remote(shard.number, [held])
                while not (self._stopped or ray.wait([room], timeout=0.2)[0]):
                    pass
                if self._stopped:
                    return
                ray.get(room)
        except BaseException as error:  # noqa: BLE001  (it is raised where the manifests are wanted)
            self._error = error
        finally:
            self._source.close.remote()


def _check(folder: Folder) -> None:
    """Check that this machine reads as the one does where the run began. Raises `CorpusError`."""
    from importlib.metadata import version

    from averment.inference.shipped import model_digest
    from averment.lexicons import digest

    run = folder.run
    if (run.version, run.reader, run.lexicons) != (version("averment"), model_digest(), digest()):
        message = "a machine of the cluster has another version of averment, or another model"
        raise CorpusError(message, subject=folder.run.version)
