"""Parts of the work done by several processes, each as soon as one is free.

In: a function of this package and what to call it with. Out: what it gives, in no order. Processes are started new, not
forked, since DuckDB and others hold threads; they stay until all is done, and one whose parent was killed ends.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Final, NamedTuple, Self, TypeVar

from averment.errors import CorpusError

Task = TypeVar("Task")
_AHEAD: Final = 2  # parts that wait for each process


class _Done(NamedTuple):
    """What a task took: seconds of the processor, and the largest that its process has been, in kB."""

    processor: float
    largest: int


class Workers:
    """So many processes, started when there is something to share. Used in `with`."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool: ProcessPoolExecutor | None = None
        self.processor = 0.0
        self.largest = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def each(self, do: Callable[[Task], None], tasks: Sequence[Task]) -> Iterator[None]:
        """Do each task; with one worker, or one task, in this process. `CorpusError` where a process died."""
        if self._number < 2 or len(tasks) < 2:  # noqa: PLR2004  (nothing to share)
            yield from map(do, tasks)
            return
        pool = self._started()
        waiting: set[Future[_Done]] = set()
        for task in tasks:
            if len(waiting) >= self._number * _AHEAD:
                waiting = yield from self._finished(waiting)
            waiting.add(pool.submit(_timed, do, task))
        while waiting:
            waiting = yield from self._finished(waiting)

    def _finished(self, waiting: set[Future[_Done]]) -> Generator[None, None, set[Future[_Done]]]:
        done, left = wait(waiting, return_when=FIRST_COMPLETED)
        for one in done:
            try:
                took = one.result()
            except BrokenProcessPool as error:
                message = "a process died: perhaps there was not enough memory. Less --memory needs less"
                raise CorpusError(message) from error
            self.processor += took.processor
            self.largest = max(self.largest, took.largest)
            yield
        return left

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._number, mp_context=context, initializer=_end_with_parent)
        return self._pool


def _timed(do: Callable[[Task], None], task: Task) -> _Done:
    began = time.process_time()
    do(task)
    return _Done(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _end_with_parent() -> None:
    """End this process when the one that started it is no more."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
