"""Shards read by processes of this machine. One that dies loses nothing: its shard is read again by a new one.

In: shards, as they are cut. Out: their manifests, as they become done. A shard that kills two processes is taken piece
by piece, and the piece that kills a third is a row of the table of errors. A process ends with the run, however that
ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import resource_tracker
from queue import Queue
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from averment.errors import CorpusError
from averment.scale.shards import Shard
from averment.scale.work import Done, Job, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from averment.scale.manifest import Manifest

Result = TypeVar("Result")
_TRIES: Final = 2
_STOPPED: Final = "the run was stopped"


def read_shards(
    shards: Iterator[Shard], job: Job, workers: int, tell: Callable[[Done], None] | None = None
) -> Iterator[Manifest]:
    """Read shards with so many processes. Holds a shard a process, and one more. Raises what a worker raised."""
    resource_tracker.ensure_running()  # which would unblock signals in the thread that first needs it
    found: Queue[Manifest | BaseException | None] = Queue()
    source = _Shared(shards)
    some = [_Process(job, tell) for _ in range(workers)]
    threads = [threading.Thread(target=one.run, args=(source, found), name="averment-pool") for one in some]
    for thread in threads:
        thread.start()
    try:
        left = workers
        while left:
            result = found.get()
            if isinstance(result, BaseException):
                raise result
            if result is None:
                left -= 1
            else:
                yield result
    finally:
        source.close()
        for one in some:
            one.stop()
        for thread in threads:
            thread.join()


class _Shared:
    """Shards that several threads take, each the next."""

    def __init__(self, shards: Iterator[Shard]) -> None:
        self._shards = shards
        self._lock = threading.Lock()
        self._open = True

    def next(self) -> Shard | None:
        """Take the next shard; `None` when there is none."""
        with self._lock:
            return next(self._shards, None) if self._open else None

    def close(self) -> None:
        """Give no more."""
        self._open = False


class _Process:
    """A worker in a process of its own, and the thread that keeps it busy."""

    def __init__(self, job: Job, tell: Callable[[Done], None] | None) -> None:
        self._job, self._tell = job, tell
        self._stopped = False
        self._lock = threading.Lock()  # of starting and stopping
        self._executor: ProcessPoolExecutor | None = None
        self._ends: list[Connection] = []

    def run(self, source: _Shared, found: Queue[Manifest | BaseException | None]) -> None:
        """Read shards until there are no more."""
        # for the processes that this thread starts, from their first moment on: Ctrl-C is for the run to answer
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            while not self._stopped and (shard := source.next()) is not None:
                found.put(self._read(shard))
            found.put(None)
        except BaseException as error:  # noqa: BLE001  (it is raised where the manifests are wanted)
            found.put(error)
        finally:
            self.stop()

    def stop(self) -> None:
        """End the process, whatever it does: what it was reading is read again by the next run."""
        with self._lock:
            self._stopped = True
            executor, self._executor = self._executor, None
            if executor is not None:
                for process in list((executor._processes or {}).values()):  # noqa: SLF001  (3.14 has terminate_workers)
                    process.terminate()
                executor.shutdown(wait=False, cancel_futures=True)
            for end in self._ends:
                end.close()
            self._ends = []

    def _read(self, shard: Shard) -> Manifest:
        for _ in range(_TRIES):
            try:
                return self._submit(_read, shard)
            except BrokenProcessPool:
                self._restart()
        try:
            return self._submit(_read, self._without_killers(shard))
        except BrokenProcessPool as error:
            if self._stopped:
                raise
            message = (
                f"the process that reads shard {shard.number} dies, though none of its pieces alone kills it; "
                "there may be too little memory for so many workers"
            )
            raise CorpusError(message, subject=self._job.folder) from error

    def _without_killers(self, shard: Shard) -> Shard:
        """Try each piece alone, and give the shard that passes over each that kills a process."""
        deadly = []
        for place, piece in enumerate(shard.pieces):
            try:
                self._submit(_try, Shard(number=shard.number, pieces=(piece,)))
            except BrokenProcessPool:
                self._restart()
                deadly.append(place)
        return msgspec.structs.replace(shard, deadly=tuple(deadly))

    def _submit(self, work: Callable[[Shard], Result], shard: Shard) -> Result:
        with self._lock:
            if self._stopped:
                raise BrokenProcessPool(_STOPPED)
            if self._executor is None:
                self._executor = self._start()
            future = self._executor.submit(work, shard)  # starts the process
        return future.result()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        theirs, ours = context.Pipe(duplex=False)
        heard, telling = context.Pipe(duplex=False)
        self._ends += [ours]
        threading.Thread(target=self._listen, args=(heard,), name="averment-told", daemon=True).start()
        return ProcessPoolExecutor(1, context, _begin, (self._job, theirs, telling))

    def _restart(self) -> None:
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True)

    def _listen(self, heard: Connection) -> None:
        with heard, suppress(EOFError, OSError):  # its process ended
            while True:
                done = msgspec.msgpack.decode(heard.recv_bytes(), type=Done)
                if self._tell is not None:
                    self._tell(done)


_WORKER: Worker | None = None  # of this process, where it is one of a pool


def _begin(job: Job, parent: Connection, telling: Connection) -> None:
    """Become a worker: one that ends with its parent, and leaves the keyboard to it."""
    global _WORKER  # noqa: PLW0603  (what an executor runs is a function; this is its process's one worker)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), name="averment-watch", daemon=True).start()

    def tell(done: Done) -> None:
        with suppress(OSError):  # nobody listens any more
            telling.send_bytes(msgspec.msgpack.encode(done))

    _WORKER = Worker(job, tell)


def _watch(parent: Connection) -> None:
    """End when the parent does, which holds the other end of a pipe and never writes to it."""
    try:
        parent.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def _read(shard: Shard) -> Manifest:
    assert _WORKER is not None  # noqa: S101  (set when the process began)
    return _WORKER.read(shard)


def _try(shard: Shard) -> None:
    assert _WORKER is not None  # noqa: S101  (set when the process began)
    _WORKER.attempt(shard)
