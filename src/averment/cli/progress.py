"""How far we are, for a person who waits.

On standard error, for more than one file, and gone from the screen while anything is printed.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.progress import Progress, ProgressColumn

Item = TypeVar("Item")


def shown(
    items: Iterable[Item],
    total: int,
    *,
    doing: str = "Reading",
    counts: Callable[[Item], bool] = lambda _: True,
    prints: Callable[[Item], bool] = lambda _: True,
) -> Iterator[Item]:
    """Pass items on; while the next one is made, show how many are done.

    `counts` says of which items `total` is the number, `prints` for which something will be printed.
    """
    if total < 2 or not _somebody_waits():  # noqa: PLR2004  # one file is done before the eye is
        yield from items
        return
    from rich.progress import MofNCompleteColumn

    with _bar(doing, MofNCompleteColumn()) as bar:
        task = bar.add_task("", total=total)
        for item in items:
            if prints(item):
                bar.stop()  # takes it off the screen, so that what is printed now does not run into it
            yield item
            bar.advance(task, int(counts(item)))
            bar.start()


@contextmanager
def meter(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Give what to call with how much is done, and of how much; it shows the share where somebody waits."""
    if not _somebody_waits():
        yield lambda _done, _total: None
        return
    from rich.progress import TaskProgressColumn

    with _bar(doing, TaskProgressColumn()) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def tally(doing: str, total: Callable[[], int]) -> Iterator[Callable[[int, int, int], None]]:
    """Give what to call with how much is done of `total`, and with the documents and words that were read so far.

    Where somebody waits it shows the share that is done, the documents, the words a second and the time left.
    """
    if not _somebody_waits():
        yield lambda _done, _documents, _words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    # so wide that with millions of reports it fits in 80 columns
    columns = (doing, BarColumn(bar_width=14), TaskProgressColumn(), TextColumn("{task.fields[read]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        whole = total()
        task = bar.add_task("", total=whole, read="")
        begun, before = time.monotonic(), 0

        def show(done: int, documents: int, words: int) -> None:
            nonlocal begun, before
            if not documents:  # what an earlier run read is passed over: the clock runs from there
                begun, before = time.monotonic(), done
            seconds = max(1e-3, time.monotonic() - begun)
            told = f"{documents:,} reports, {words / seconds:,.0f} words/s"
            if done > before:
                told += f", {_hours(seconds * (whole - done) / (done - before))} left"
            bar.update(task, completed=done, read=told)

        yield show


def _hours(seconds: float) -> str:
    minutes, rest = divmod(max(0, round(seconds)), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _bar(doing: str, *done: ProgressColumn) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TimeRemainingColumn

    columns: tuple[str | ProgressColumn, ...] = (doing, BarColumn(), *done, TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)


def _somebody_waits() -> bool:
    """Say whether a bar would be seen and do no harm: what we are piped into may be a pager, which has the screen."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") in {"dumb", "unknown"}:
        return False
    try:
        return not stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (AttributeError, OSError, ValueError):  # closed
        return True
