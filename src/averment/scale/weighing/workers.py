"""Parts of the work done by several processes, each as soon as one is free.

In: a function of this package and what to call it with. Out: what it gives, in no order. Processes are started new, not
forked: DuckDB and others hold threads. One whose parent was killed ends.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeVar

from averment.errors import CorpusError

Task = TypeVar("Task")
Made = TypeVar("Made")
_AHEAD: Final = 2  # parts that wait for each process


def each(do: Callable[[Task], Made], tasks: Sequence[Task], workers: int) -> Iterator[Made]:
    """Do each task; with one worker, or one task, in this process. `CorpusError` where a process died."""
    if workers < 2 or len(tasks) < 2:  # noqa: PLR2004  (nothing to share)
        yield from map(do, tasks)
        return
    context = multiprocessing.get_context("spawn")
    workers = min(workers, len(tasks))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        waiting: set[Future[Made]] = set()
        try:
            for task in tasks:
                if len(waiting) >= workers * _AHEAD:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
                waiting.add(pool.submit(do, task))
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in done)
        except BrokenProcessPool as error:
            message = "a process died: perhaps there was not enough memory. Less --memory needs less"
            raise CorpusError(message) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """End this process when the one that started it is no more."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
