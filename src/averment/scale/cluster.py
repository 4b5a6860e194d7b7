"""Shards read on a Ray cluster, by Ray Data actors that load the model once. An actor that dies loses nothing.

In: shards, as they are cut. Out: their manifests, as they become done. The actors write to the folder of the run, which
every machine must see. Ray starts an actor that died again and hands it the shard anew; a shard that Ray gives up is
read by a process of this machine, which finds the piece at fault.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from averment.custody.files import storing
from averment.errors import AvermentError, UsageError
from averment.scale.folder import SHARDS, TEMPORARY, Folder
from averment.scale.manifest import Manifest
from averment.scale.shards import Shard
from averment.scale.work import Done, Job, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WAVE: Final = 16
"""Shards for each worker that are in the cluster at one time; actors are made anew for each wave."""
_TRIES: Final = 3  # of a shard whose actor dies
_STORE: Final = 512 * 2**20  # bytes of the object store of a cluster on this machine
_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is sent anywhere
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
}


class Actor:
    """A worker in the cluster: a batch is a shard in, a manifest out. The model is loaded when the first one comes."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Read the shards of a batch."""
        read = [self._read(bytes(job), bytes(one)) for job, one in zip(batch["job"], batch["shard"], strict=True)]
        return {"manifest": [msgspec.msgpack.encode(one) for one in read]}

    def _read(self, job: bytes, packed: bytes) -> Manifest:
        told, shard = msgspec.msgpack.decode(job, type=Job), msgspec.msgpack.decode(packed, type=Shard)
        _count(told, shard)
        self._worker = self._worker or Worker(told)
        return self._worker.read(shard)


def _count(job: Job, shard: Shard) -> None:
    """Count the tries of a shard in the folder, and give it up after so many: Ray itself would go on for ever."""
    path = Path(job.folder) / SHARDS / f"{shard.name}.tries{TEMPORARY}"
    with storing(str(path)), path.open("ab") as file:
        file.write(b".")
        if file.tell() > _TRIES:
            message = f"shard {shard.number} killed {_TRIES} actors"
            raise RuntimeError(message)


def read_shards(
    shards: Iterator[Shard], job: Job, workers: int | None, tell: Callable[[Done], None] | None, address: str
) -> Iterator[Manifest]:
    """Read shards on the cluster at `address`, "" for one made on this machine; `workers` actors, or one a core.

    Raises `UsageError` where Ray is not installed or there is no cluster at the address, and what a worker raised.
    """
    with _joined(address, workers) as actors:
        while wave := list(islice(shards, _WAVE * actors)):
            for manifest in _wave(wave, job, actors):
                if tell is not None:
                    tell(Done(documents=manifest.documents, words=manifest.words, errors=manifest.errors))
                yield manifest


def _wave(wave: list[Shard], job: Job, actors: int) -> Iterator[Manifest]:
    """Read some shards; those that Ray gave up are read here."""
    import ray
    from ray.data import ActorPoolStrategy, from_items

    told = msgspec.msgpack.encode(job)
    items = [{"job": told, "shard": msgspec.msgpack.encode(one)} for one in wave]
    read = from_items(items, override_num_blocks=len(items)).map_batches(
        Actor,
        batch_size=1,
        num_cpus=1,
        compute=ActorPoolStrategy(size=min(actors, len(wave))),
    )
    seen = set()
    try:
        for row in read.iter_rows():
            manifest = msgspec.msgpack.decode(row["manifest"], type=Manifest)
            seen.add(manifest.number)
            yield manifest
    except ray.exceptions.RayError as error:
        cause = getattr(error, "cause", None)
        if isinstance(cause, AvermentError):
            raise cause from error
        yield from _here([one for one in wave if one.number not in seen], job)


def _here(left: list[Shard], job: Job) -> Iterator[Manifest]:
    """Give the manifests of shards that are done, and read the others with a process of this machine."""
    from averment.scale.pool import read_shards as read_here

    folder = Folder(job.folder)
    undone = []
    for shard in left:
        manifest = folder.manifest(shard.number)
        if manifest is None:
            undone.append(shard)
        else:
            yield manifest
    yield from read_here(iter(undone), job, 1)


@contextmanager
def _joined(address: str, workers: int | None) -> Iterator[int]:
    """Join a cluster, or make one, and leave it in the end; give how many actors there are to be."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        message = 'Ray needs another package: pip install "averment[ray,corpus]"'
        raise UsageError(message) from error
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    where: dict[str, Any] = {"address": address}
    if not address:
        from averment.inference.sessions import usable_cores

        workers = workers or usable_cores()
        where = {
            "address": "local",
            "num_cpus": workers,
            "include_dashboard": False,
            "object_store_memory": _STORE,
            "_node_ip_address": "127.0.0.1",
        }
    try:
        ray.init(**where, log_to_driver=False, logging_level=logging.ERROR, configure_logging=True)
    except (ConnectionError, ValueError, RuntimeError) as error:
        message = f"there is no Ray cluster to be had: {str(error).splitlines()[0]}"
        raise UsageError(message, subject=address or None) from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    try:
        there = ray.cluster_resources()  # type: ignore[no-untyped-call]
        yield workers or max(1, int(there.get("CPU", 1)))
    finally:
        ray.shutdown()
